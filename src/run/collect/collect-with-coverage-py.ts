import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { GalleyError } from '../../errors.ts';
import type { CollectOptions } from './collected.ts';
import type { CollectorRun } from './collector-run.ts';
import { findProgram } from './find-program.ts';
import { runCommand } from './run-command.ts';

/**
 * Runs a command of Python inside coverage.py, with branches. Its own configuration is honoured.
 *
 * @throws GalleyError `runner-missing`
 */
export async function collectWithCoveragePy(options: CollectOptions, folder: string): Promise<CollectorRun> {
  const { cwd, env, signal, onOutput, timeoutMs } = options;
  const { python, rest } = splitCommand(options);
  const data = `--data-file=${join(folder, 'coverage.data')}`;
  const coverage = async (...words: string[]) => ask([...python, '-m', 'coverage', ...words], options);
  if ((await coverage('--version')) === undefined) throw missing(python);
  const argv = [...python, '-m', 'coverage', 'run', '--branch', data, ...rest];
  const end = await runCommand({ argv, cwd, env, signal, onOutput, timeoutMs });
  // With `parallel` in its configuration, or processes below, each one leaves a file of its own.
  if (readdirSync(folder).some((name) => name.startsWith('coverage.data.')))
    await coverage('combine', data, folder);
  const file = join(folder, 'coverage.json');
  await coverage('json', data, '-o', file, '-i', '--fail-under=0');
  const report = existsSync(file) ? await readFile(file, 'utf8') : undefined;
  const notes =
    report === undefined ? ['coverage.py wrote no report: no Python code of this project ran.'] : [];
  const common = { format: 'coverage.py', certainty: 'high', tests: undefined } as const;
  return { ...common, end, report: report ?? '{"meta":{"format":3},"files":{},"totals":{}}', notes };
}

interface PythonCommand {
  /** The interpreter, with what starts it. */
  readonly python: readonly string[];
  /** What coverage.py is to run: `-m pytest test`, `script.py`. */
  readonly rest: readonly string[];
}

function splitCommand({ command, cwd, env }: CollectOptions): PythonCommand {
  const at = command.findIndex((word) => /^(?:pytest|py\.test|python[\d.]*)$/.test(basename(word)));
  const [program = '', ...rest] = command.slice(at);
  const launcher = command.slice(0, at);
  const [first = '', ...words] = launcher;
  const start = at > 0 ? [findProgram(first, cwd, env), ...words] : [];
  const isPython = /^python[\d.]*$/.test(basename(program));
  if (isPython) return { python: at > 0 ? [...start, program] : [findProgram(program, cwd, env)], rest };
  const python = at > 0 ? [...start, 'python'] : [pythonOf(findProgram(program, cwd, env), cwd, env)];
  return { python, rest: ['-m', 'pytest', ...rest] };
}

/** The interpreter that pytest's own script names: the environment that it is installed in. */
function pythonOf(script: string, cwd: string, env: CollectOptions['env']): string {
  const head = readFileSync(script).subarray(0, 512).toString('latin1');
  const [, named] = /^#! ?(\/\S*python[\d.]*)\s*$/m.exec(head) ?? [];
  return named !== undefined && existsSync(named) ? named : findProgram('python3', cwd, env);
}

/** What a short question prints; undefined when it fails. */
function ask(
  [program = '', ...words]: readonly string[],
  { cwd, env }: CollectOptions,
): Promise<string | undefined> {
  const limits = { timeout: 120_000, maxBuffer: 1024 * 1024 };
  return new Promise((resolve) =>
    execFile(program, words, { cwd, env, ...limits }, (error, stdout) => resolve(error ? undefined : stdout)),
  );
}

function missing(python: readonly string[]): GalleyError {
  return new GalleyError('runner-missing', {
    what: 'coverage.py, which measures Python, is not installed',
    why: `${python.join(' ')} does not have it.`,
    todo: `${python.join(' ')} -m pip install coverage`,
  });
}
