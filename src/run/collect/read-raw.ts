import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileCoverageData } from 'istanbul-lib-coverage';
import { GalleyError } from '../../errors.ts';

/** Counters of one file as one process left them; the hash is of the text that was instrumented. */
export type RawFile = FileCoverageData & { hash?: string; all?: boolean; inputSourceMap?: SourceMapJson };

export interface SourceMapJson {
  readonly sources: readonly (string | null)[];
  readonly sourceRoot?: string;
}

/** What one process or thread left. */
export interface RawProcess {
  /** nyc's name for it. */
  readonly name: string;
  readonly files: readonly RawFile[];
}

/** Counters of one process: some megabytes. More than this is no such file. */
const maxBytes = 512 * 1024 * 1024;

/**
 * Reads what the processes of a run left, one after the other.
 *
 * @throws GalleyError `broken-report` with the name of a file that is not whole: what it held would be missing
 */
export async function* readRaw(folder: string): AsyncGenerator<RawProcess> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json'));
  for (const name of names.sort()) {
    const data = await readJson(join(folder, name));
    const files = Object.values(data).filter(isRawFile);
    if (files.length !== Object.keys(data).length)
      throw broken(join(folder, name), 'It is not what nyc writes.');
    yield { name: name.slice(0, -'.json'.length), files };
  }
}

async function readJson(file: string): Promise<Record<string, unknown>> {
  if ((await stat(file)).size > maxBytes) throw broken(file, 'It is larger than 512 MB.');
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>;
  } catch (error) {
    throw broken(file, `A process was ended while it wrote: ${error instanceof Error ? error.message : ''}.`);
  }
}

function isRawFile(value: unknown): value is RawFile {
  const keys = ['path', 'statementMap', 'fnMap', 'branchMap', 's', 'f', 'b'];
  return typeof value === 'object' && value !== null && keys.every((key) => key in value);
}

function broken(file: string, why: string): GalleyError {
  return new GalleyError('broken-report', {
    what: `The coverage data in ${file} cannot be used`,
    why,
    todo: 'Run the tests again',
  });
}
