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
    const { config, others } = splitConfig(launch.options);
    const asked = files.length === 0 ? launch.suite : files;
    const argv = [node, ...launch.nodeOptions, program, ...options, ...others, '--', ...asked];
    return [{ argv, env: config === undefined ? {} : { GALLEY_MOCHA_CONFIG: config } }];
  },
};

/** The configuration that the repository's command names is what ours is made of. */
function splitConfig(options: readonly string[]): { config: string | undefined; others: readonly string[] } {
  const at = options.findIndex((option) => /^--config(?:=|$)/.test(option));
  const option = options[at];
  if (option === undefined) return { config: undefined, others: options };
  const isOne = option.includes('=');
  const config = isOne ? option.slice(option.indexOf('=') + 1) : options[at + 1];
  return { config, others: options.toSpliced(at, isOne ? 1 : 2) };
}
