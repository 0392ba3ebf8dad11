import type { RunnerKind } from '../runner-kind.ts';

/** Our plugin filters, shuffles and counts by itself, as its settings say. */
export const pytest: RunnerKind = {
  supports: ({ canCover }) => ({ shuffle: true, clock: true, cover: canCover }),
  commands: ({ program, launch, hooks, files }) => {
    const options = [
      '-p',
      'galley_pytest',
      '-p',
      'no:cacheprovider',
      '-o',
      `addopts=${launch.options.join(' ')}`,
    ];
    const env = { PYTHONPATH: hooks, PYTHONDONTWRITEBYTECODE: '1', PYTHONHASHSEED: '0' };
    return [{ argv: [program, '-m', 'pytest', ...options, '--', ...files], env }];
  },
};
