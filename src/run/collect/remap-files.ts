import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createCoverageMap, type FileCoverageData } from 'istanbul-lib-coverage';
import { createSourceMapStore } from 'istanbul-lib-source-maps';
import { mergeOtherForm } from './merge-forms.ts';
import type { RawFile, SourceMapJson } from './read-raw.ts';

export interface Remapped {
  /** By absolute path of the source. */
  readonly files: Readonly<Record<string, FileCoverageData>>;
  /** Sources that ran in more than one form, such as compiled by two tools. */
  readonly severalForms: readonly string[];
}

/**
 * From what ran to what people wrote, by the maps that came with it. Done here and not by nyc, whose library loses the
 * `else` that an `if` does not have.
 */
export async function remapFiles(raw: Iterable<RawFile>): Promise<Remapped> {
  const files = new Map<string, FileCoverageData>();
  const severalForms = new Set<string>();
  for (const form of byHits([...raw]))
    for (const file of await remapFile(form)) {
      const known = files.get(file.path);
      if (known === undefined) files.set(file.path, file);
      else if (!form.all) {
        mergeOtherForm(known, file);
        severalForms.add(file.path);
      }
    }
  const sorted = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
  return { files: Object.fromEntries(sorted), severalForms: [...severalForms].sort() };
}

/** Most hits first: the others are added to it. What nobody loaded comes last. */
function byHits(forms: RawFile[]): RawFile[] {
  const hits = (form: RawFile) =>
    form.all ? -1 : Object.values(form.s).reduce((sum, count) => sum + Math.sign(count), 0);
  return forms.sort((a, b) => hits(b) - hits(a));
}

async function remapFile(form: RawFile): Promise<FileCoverageData[]> {
  const { inputSourceMap, ...file } = form;
  if (inputSourceMap === undefined) return [file];
  const map = { ...inputSourceMap, sourceRoot: '', sources: findSources(inputSourceMap, form.path) };
  const store = createSourceMapStore();
  const data: Record<string, FileCoverageData> = { [form.path]: { ...file, inputSourceMap: map } as RawFile };
  const remapped = await store.transformCoverage(createCoverageMap(data));
  return remapped.files().map((path) => remapped.fileCoverageFor(path).data);
}

/** Absolute paths. A loader may call the only source by another ending than it has on disk. */
function findSources({ sources, sourceRoot }: SourceMapJson, file: string): (string | null)[] {
  const paths = sources.map((source) => {
    if (source === null) return null;
    const whole = sourceRoot ? `${sourceRoot.replace(/\/$/, '')}/${source}` : source;
    return whole.startsWith('file://') ? fileURLToPath(whole) : resolve(dirname(file), whole);
  });
  const [only] = paths;
  return paths.length === 1 && (only === undefined || only === null || !existsSync(only)) ? [file] : paths;
}
