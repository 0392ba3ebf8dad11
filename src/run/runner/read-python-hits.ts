import { join, posix } from 'node:path';
import { readCoveragePy } from '../../coverage/formats/read-coverage-py.ts';
import type { FileHits } from '../../coverage/report.ts';
import { readUntrusted } from './read-untrusted.ts';

/**
 * Hits of what coverage.py counted, by path from the root of the repository. Empty also for a report that tests have
 * spoilt.
 *
 * @param folder of the package, from the root: what the report's paths are relative to
 */
export async function readPythonHits(
  hooks: string,
  folder: string,
  cover: readonly string[],
): Promise<ReadonlyMap<string, FileHits>> {
  const text = await readUntrusted(join(hooks, 'coverage.json'));
  const fromRoot = (path: string): string => posix.join(folder, path);
  const wants = (path: string): boolean => cover.includes(fromRoot(path));
  if (text === '') return new Map();
  try {
    const { files } = await readCoveragePy(bytesOf(text), { name: 'coverage.json', wants });
    return new Map(files.map((hits) => [fromRoot(hits.path), { ...hits, path: fromRoot(hits.path) }]));
  } catch {
    return new Map();
  }
}

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}
