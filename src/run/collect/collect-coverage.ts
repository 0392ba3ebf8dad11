import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Collected, CollectOptions } from './collected.ts';
import { chooseCollector } from './choose-collector.ts';
import { collectWithCoveragePy } from './collect-with-coverage-py.ts';
import { collectWithNyc } from './collect-with-nyc.ts';
import { collectWithRunner } from './collect-with-runner.ts';
import type { CollectorRun } from './collector-run.ts';

/**
 * Runs the user's own test command, as they would run it, and writes down what it reached.
 *
 * @throws GalleyError `runner-missing` (the command, or what measures it), `broken-report` (what a process left cannot
 *   be read), `invalid-usage` (a script that does more after its tests). A command that fails, or is ended, is no error: what it reached until then is reported.
 */
export async function collectCoverage(options: CollectOptions): Promise<Collected> {
  const folder = await mkdtemp(join(tmpdir(), 'galley-coverage-'));
  try {
    const run = await runCollector(options, folder);
    const { format, certainty } = run;
    const { exitCode, stopped, endedBy, leftBehind } = run.end;
    const name = format === 'istanbul' ? 'coverage-final.json' : 'coverage.json';
    const report = await writeWhole(options.outFolder, name, run.report);
    const testMap =
      run.tests && (await writeWhole(options.outFolder, 'test-map.json', JSON.stringify(run.tests)));
    const notes = [
      ...(endedBy !== '' && stopped === '' ? [`The test command was ended by ${endedBy}.`] : []),
      ...(leftBehind ? ['The test command left processes running; they were ended.'] : []),
      ...run.notes,
    ];
    return { report, format, certainty, exitCode, stopped, testMap, notes };
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

function runCollector(options: CollectOptions, folder: string): Promise<CollectorRun> {
  const choice = chooseCollector(options.command, options.cwd);
  if (choice.kind === 'nyc') return collectWithNyc(options, folder);
  return choice.kind === 'python'
    ? collectWithCoveragePy(options, folder)
    : collectWithRunner(options, choice, folder);
}

/** Whole or not at all. Returns the absolute path. */
async function writeWhole(folder: string, name: string, text: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const unfinished = join(folder, `.${name}.${process.pid}.tmp`);
  await writeFile(unfinished, text);
  await rename(unfinished, join(folder, name));
  return join(folder, name);
}
