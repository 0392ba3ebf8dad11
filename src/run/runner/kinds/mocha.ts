import { join } from 'node:path';
import { exactly, type RunnerKind } from '../runner-kind.ts';

/** Files named in a configuration would be added to those asked for: our configuration is the repository's without them. */
export const mocha: RunnerKind = {
  supports: () => ({ shuffle: true, clock: true, cover: true }),
  commands: ({ program, node, launch, hooks, files, only, testTimeoutMs }) => {
    const options = [
      ...['--exit', '--no-package', '--config', join(hooks, 'mocha-config.cjs')],
      ...['--require', join(hooks, 'preload.cjs'), '--reporter', join(hooks, 'mocha-reporter.cjs')],
      ...(only === undefined ? [] : ['--grep', exactly(only)]),
      ...(testTimeoutMs === undefined ? [] : ['--timeout', String(testTimeoutMs)]),
    ];
    const argv = [node, ...launch.nodeOptions, program, ...options, ...launch.options, '--', ...files];
    return [{ argv, env: {} }];
  },
};
