import { createRequire } from 'node:module';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { GalleyError } from '../../errors.ts';
import type { CollectOptions } from './collected.ts';
import type { CollectorRun } from './collector-run.ts';
import type { CollectorChoice } from './choose-collector.ts';
import { findProgram, withLocalPrograms } from './find-program.ts';
import { runCommand } from './run-command.ts';

interface Request {
  readonly arguments: readonly string[];
  readonly certainty: CollectorRun['certainty'];
  readonly notes: readonly string[];
}

/**
 * Asks a runner that measures by itself, Vitest or Jest, for a report in istanbul's format: also where tests fail, and
 * without the thresholds that the project may have set.
 *
 * @throws GalleyError `runner-missing`
 */
export async function collectWithRunner(
  options: CollectOptions,
  choice: CollectorChoice,
  folder: string,
): Promise<CollectorRun> {
  const { cwd, signal, onOutput, timeoutMs } = options;
  const request = choice.kind === 'jest' ? jestRequest(folder) : vitestRequest(folder, cwd);
  const [name = '', ...words] = choice.withArguments(request.arguments);
  const env = withLocalPrograms(cwd, options.env);
  const argv = [findProgram(name, cwd, env), ...words];
  const end = await runCommand({ argv, cwd, env, signal, onOutput, timeoutMs });
  const report = await readFile(join(folder, 'coverage-final.json'), 'utf8').catch(() => undefined);
  const lost = report === undefined ? [`${choice.kind} wrote no report of its coverage.`] : [];
  const { certainty } = request;
  const notes = [...request.notes, ...lost, `Which test loads what: ${choice.kind} does not tell.`];
  return { end, report: report ?? '{}', format: 'istanbul', certainty, tests: undefined, notes };
}

function jestRequest(folder: string): Request {
  const babel = ['--coverage', '--coverageProvider=babel', '--coverageReporters=json'];
  const words = [...babel, `--coverageDirectory=${folder}`, '--coverageThreshold={}'];
  return { arguments: words, certainty: 'high', notes: [] };
}

const thresholds = ['lines=0', 'functions=0', 'branches=0', 'statements=0', '100=false'];

function vitestRequest(folder: string, cwd: string): Request {
  const provider = findProvider(cwd);
  const words = [
    '--run',
    '--coverage.enabled',
    `--coverage.provider=${provider}`,
    '--coverage.reporter=json',
    '--coverage.reportOnFailure',
    `--coverage.reportsDirectory=${folder}`,
    ...thresholds.map((threshold) => `--coverage.thresholds.${threshold}`),
  ];
  if (provider === 'istanbul') return { arguments: words, certainty: 'high', notes: [] };
  const todo = 'npm i -D @vitest/coverage-istanbul';
  const note = `Measured by V8, which guesses at branches that have no code. More certain: ${todo}`;
  return { arguments: words, certainty: 'low', notes: [note] };
}

function findProvider(cwd: string): 'istanbul' | 'v8' {
  const find = createRequire(join(cwd, 'package.json'));
  for (const provider of ['istanbul', 'v8'] as const) {
    try {
      find.resolve(`@vitest/coverage-${provider}`);
      return provider;
    } catch {
      // The next one.
    }
  }
  throw new GalleyError('runner-missing', {
    what: 'Vitest has nothing to measure coverage with',
    why: 'Its istanbul provider is a package of its own, of the same version as vitest.',
    todo: 'npm i -D @vitest/coverage-istanbul',
  });
}
