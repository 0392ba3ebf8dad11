import { join } from 'node:path';
import { exactly, type RunnerKind } from '../runner-kind.ts';

/** Our set-up file is added by our reporter, which is told of the configuration; options would replace its lists. */
export const vitest: RunnerKind = {
  supports: () => ({ shuffle: true, clock: true, cover: true }),
  commands: ({ program, node, launch, hooks, files, only, shuffleSeed, testTimeoutMs }) => {
    const options = [
      ...['--reporter', join(hooks, 'vitest-reporter.mjs')],
      ...['--coverage.enabled=false', '--watch=false', '--retry=0', '--bail=0', '--passWithNoTests=false'],
      ...(files.length === 1 ? ['--no-file-parallelism'] : []),
      ...(only === undefined ? [] : ['--testNamePattern', inSuite(only)]),
      ...(shuffleSeed === undefined
        ? []
        : ['--sequence.shuffle.tests', '--sequence.shuffle.files', `--sequence.seed=${shuffleSeed}`]),
      ...(testTimeoutMs === undefined
        ? []
        : [`--testTimeout=${testTimeoutMs}`, `--hookTimeout=${testTimeoutMs}`]),
    ];
    const argv = [
      node,
      ...launch.nodeOptions,
      program,
      'run',
      ...launch.options,
      ...options,
      '--',
      ...(files.length === 0 ? launch.suite : files),
    ];
    return [{ argv, env: {} }];
  },
};

/** Vitest 1 puts the name of the file's own suite, which is empty, before it. */
function inSuite(name: string): string {
  return exactly(name).replace('^', '^ *');
}
