import type { Command } from 'commander';
import { resolve } from 'node:path';
import { readDuration } from '../../config/read-duration.ts';
import { GalleyError } from '../../errors.ts';
import { renderCoverage } from '../../report/coverage/render-coverage.ts';
import type { Collected } from '../../run/collect/collected.ts';
import { explainError } from '../cli/explain-error.ts';
import { listenForStop, type StopListener } from '../cli/listen-for-stop.ts';
import { packageFile } from '../cli/package-files.ts';
import { showProgress } from '../cli/show-progress.ts';
import { terminalOf, type Terminal } from '../cli/terminal.ts';
import { logTo } from '../cli/terminal-log.ts';
import { version } from '../cli/version.ts';
import { measureChange } from './measure-change.ts';

interface RunFlags {
  readonly timeout?: string;
  readonly out?: string;
}

/**
 * `galley coverage run -- <test command>`. Standard output belongs to the command, so what the change leaves unreached goes
 * to standard error. Returns the exit code of the command.
 */
export async function runTests(test: readonly string[], command: Command): Promise<number> {
  const { timeout, out = 'coverage' } = command.opts<RunFlags>();
  const timeoutMs = timeout === undefined ? undefined : readTimeout(timeout);
  const terminal = terminalOf(command);
  const stop = listenForStop();
  try {
    const { collectCoverage } = await import('../../run/collect/collect-coverage.ts');
    const collected = await collectCoverage({
      cwd: terminal.cwd,
      command: test,
      env: terminal.env,
      outFolder: resolve(terminal.cwd, out),
      files: {
        loader: packageFile('coverage-loader.cjs'),
        hooks: packageFile('coverage-hooks.js'),
        instrumenter: packageFile('coverage-instrumenter.cjs'),
      },
      signal: stop.signal,
      ...(timeoutMs !== undefined && { timeoutMs }),
    });
    tellRun(collected, terminal);
    await tellGaps(collected, command, terminal, stop);
    return collected.exitCode;
  } finally {
    stop.release();
  }
}

function tellRun({ report, notes, stopped }: Collected, terminal: Terminal): void {
  const log = logTo(terminal);
  if (stopped === 'time') log.warn('the tests took longer than --timeout, and were ended');
  for (const note of notes) log.warn(note);
  terminal.err(`\ngalley: report in ${report}\n`);
}

/** The tests have run and their report is there: what is wrong here is told, and changes no exit code. */
async function tellGaps(
  { report }: Collected,
  command: Command,
  terminal: Terminal,
  { signal }: StopListener,
): Promise<void> {
  if (signal.aborted) return;
  const progress = showProgress(terminal, () => performance.now());
  const log = logTo(terminal, progress.clear);
  try {
    const measured = await measureChange({
      command,
      chosen: { from: 'git', selection: { kind: 'auto' }, paths: [] },
      ...{ reports: [report], baseReports: [], limit: undefined },
      ...{ terminal, log, signal, onProgress: progress.show },
    });
    progress.stop();
    const { color, width } = terminal;
    const tool = { name: 'galley', version } as const;
    const context = { tool, color, width, profile: false, root: measured.root };
    terminal.err(`\n${await renderCoverage('pretty', measured.report, context)}`);
  } catch (error) {
    progress.stop();
    terminal.err(explainError(error, terminal.env['GALLEY_LOG'] === 'debug'));
  }
}

function readTimeout(text: string): number {
  const ms = /^\d{1,6}(?:s|m|h)$/.test(text) ? readDuration(text) : 0;
  if (ms > 0) return ms;
  throw new GalleyError('invalid-usage', {
    what: `--timeout ${text} is no duration`,
    why: 'It takes a whole number and a unit: s, m or h.',
    todo: 'galley coverage run --timeout 10m -- npm test',
  });
}
