import { join } from 'node:path';
import { exactly, type RunnerKind } from '../runner-kind.ts';

/** In one process: faster for a few files, and what they count is at hand when it ends. */
export const jest: RunnerKind = {
  supports: ({ version }) => ({ shuffle: canShuffle(version), clock: true, cover: true }),
  commands: ({ program, version, node, launch, hooks, files, only, shuffleSeed, testTimeoutMs }) => {
    const options = [
      ...[
        '--runInBand',
        '--ci',
        '--forceExit',
        '--watchman=false',
        '--coverage=false',
        '--bail=0',
        '--passWithNoTests=false',
      ],
      ...['--reporters', join(hooks, 'jest-reporter.cjs'), '--cacheDirectory', join(hooks, 'cache')],
      ...(only === undefined ? [] : ['--testNamePattern', exactly(only)]),
      ...(shuffleSeed === undefined || !canShuffle(version) ? [] : ['--randomize', `--seed=${shuffleSeed}`]),
      ...(testTimeoutMs === undefined ? [] : [`--testTimeout=${testTimeoutMs}`]),
      ...(files.length === 0 ? [] : ['--runTestsByPath', '--', ...files]),
    ];
    const before = ['--require', join(hooks, 'preload.cjs')];
    return [
      { argv: [node, ...launch.nodeOptions, ...before, program, ...launch.options, ...options], env: {} },
    ];
  },
};

/** `--randomize` came with 29.5. */
function canShuffle(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > 29 || (major === 29 && minor >= 5);
}
