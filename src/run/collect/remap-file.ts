import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { TraceMap, type SourceMapInput } from '@jridgewell/trace-mapping';
import { createCoverageMap, type FileCoverageData, type Range } from 'istanbul-lib-coverage';
import { createSourceMapStore } from 'istanbul-lib-source-maps';
import { instrumentCode } from '../instrument/instrument-code.ts';
import { alignWithSource } from './align-with-source.ts';
import type { RawFile, SourceMapJson } from './read-raw.ts';

/**
 * What ran, as the sources that it was made from; itself when it was made from nothing else. Undefined: it was compiled,
 * and nothing says from where.
 */
export async function remapFile(form: RawFile): Promise<FileCoverageData[] | undefined> {
  const { inputSourceMap, ...file } = form;
  if (inputSourceMap === undefined) return isAsWritten(file) ? [file] : undefined;
  const sources = findSources(inputSourceMap, form.path);
  const map = new TraceMap({ ...inputSourceMap, sourceRoot: '', sources } as SourceMapInput);
  const aligned = sources.map((source, i) => {
    const text = source === null ? undefined : (map.sourcesContent?.[i] ?? readText(source));
    const wanted = text === undefined ? undefined : instrumentCode(source!, text)?.coverage;
    return wanted && alignWithSource(file, map, wanted);
  });
  return aligned.every((one) => one !== undefined) ? aligned : remapByMap(file, map);
}

/**
 * By the map alone, for other languages and lost sources: what the compiler added is in it. Done here and not by nyc,
 * whose library loses the `else` that an `if` does not have.
 */
async function remapByMap(file: FileCoverageData, map: TraceMap): Promise<FileCoverageData[]> {
  const data = { [file.path]: { ...file, inputSourceMap: map } };
  const remapped = await createSourceMapStore().transformCoverage(createCoverageMap(data));
  return remapped.files().map((path) => remapped.fileCoverageFor(path).data);
}

/** Whether what was counted in TypeScript stands at places of the text on disk. Node may leave blanks for types. */
function isAsWritten(file: FileCoverageData): boolean {
  if (!/\.[cm]?tsx?$/.test(file.path)) return true;
  const text = readText(file.path);
  const wanted = text === undefined ? undefined : instrumentCode(file.path, text)?.coverage;
  const placeOf = ({ start }: Range) => `${start.line}:${start.column}`;
  const places = new Set(Object.values(wanted?.statementMap ?? {}).map(placeOf));
  return Object.values(file.statementMap).every((range) => places.has(placeOf(range)));
}

/** Absolute paths. A loader may call the only source by another ending than it has on disk. */
function findSources({ sources, sourceRoot }: SourceMapJson, file: string): (string | null)[] {
  const paths = sources.map((source) => {
    if (source === null) return null;
    const whole = sourceRoot ? `${sourceRoot.replace(/\/$/, '')}/${source}` : source;
    return whole.startsWith('file://') ? fileURLToPath(whole) : resolve(dirname(file), whole);
  });
  const [only] = paths;
  const isLost = paths.length === 1 && (only === undefined || only === null || !existsSync(only));
  return isLost ? [file] : paths;
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
