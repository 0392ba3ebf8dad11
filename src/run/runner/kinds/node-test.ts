import { join } from 'node:path';
import type { RunnerKind } from '../runner-kind.ts';

/**
 * One process a file, without `node --test`: that one reads its children's results from their standard output, where
 * a test could print some.
 */
export const nodeTest: RunnerKind = {
  supports: () => ({ shuffle: true, clock: true, cover: true }),
  commands: ({ node, launch, hooks, files, only, shuffleSeed, testTimeoutMs }) => {
    const isWrapped = [only, shuffleSeed, testTimeoutMs].some((asked) => asked !== undefined);
    const options = [
      ...['--require', join(hooks, 'preload.cjs')],
      ...(isWrapped ? ['--require', join(hooks, 'node-test-wrap.cjs')] : []),
      ...['--test-reporter', join(hooks, 'node-test-reporter.mjs'), '--test-reporter-destination', 'stdout'],
    ];
    const all = files.length > 0 ? files : launch.testFiles.map((file) => fromFolder(launch.folder, file));
    return all.map((file) => ({ argv: [node, ...launch.nodeOptions, ...options, file], env: {} }));
  },
};

function fromFolder(folder: string, file: string): string {
  return folder === '' ? file : file.slice(folder.length + 1);
}
