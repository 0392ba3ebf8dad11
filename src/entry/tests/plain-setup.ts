import { usualWords } from '../../testgen/framework.ts';
import type { FoundSetup } from '../../testgen/setup/found-setup.ts';

/** How a repository without any test can be tested: plain JavaScript by Node itself. Undefined: it needs a runner of its own. */
export function plainSetup(path: string): FoundSetup | undefined {
  if (!/\.[cm]?js$/.test(path)) return undefined;
  const isModule = path.endsWith('.mjs');
  return {
    setup: {
      framework: 'node:test',
      modules: isModule ? 'esm' : 'cjs',
      language: 'javascript',
      hasGlobals: false,
      words: usualWords,
      assertions: 'node-assert',
      layout: { kind: 'mirrored', folder: 'test', suffix: isModule ? '.test.mjs' : '.test.js' },
      command: (file) => `node --test ${file}`,
    },
    launch: { folder: '', nodeOptions: [], options: [], env: {}, suite: [], testFiles: [] },
  };
}
