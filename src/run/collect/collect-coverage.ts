import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Collected, CollectOptions } from './collected.ts';
import { collectWithNyc } from './collect-with-nyc.ts';

/**
 * Runs the user's own test command, as they would run it, and writes down what it reached.
 *
 * @throws GalleyError `runner-missing` (the command, or what measures it), `broken-report` (what a process left cannot
 *   be read). A command that fails, or is ended, is no error: what it reached until then is reported.
 */
export async function collectCoverage(options: CollectOptions): Promise<Collected> {
  const folder = await mkdtemp(join(tmpdir(), 'galley-coverage-'));
  try {
    const { end, report, notes } = await collectWithNyc(options, folder);
    const file = await writeWhole(options.outFolder, 'coverage-final.json', JSON.stringify(report));
    const { exitCode, stopped } = end;
    return {
      report: file,
      format: 'istanbul',
      certainty: 'high',
      exitCode,
      stopped,
      testMap: undefined,
      notes,
    };
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** Whole or not at all. Returns the absolute path. */
async function writeWhole(folder: string, name: string, text: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const unfinished = join(folder, `.${name}.${process.pid}.tmp`);
  await writeFile(unfinished, text);
  await rename(unfinished, join(folder, name));
  return join(folder, name);
}
