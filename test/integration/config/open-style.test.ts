import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStyle } from '../../../src/entry/docs/open-style.ts';
import type { StyleSettings } from '../../../src/docstring/learn-style.ts';
import { silentLog } from '../../../src/log.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'galley-style-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

async function jsdocOf(
  config: string,
  path = 'src/a.js',
  name = 'eslint.config.js',
): Promise<StyleSettings['jsdoc']> {
  await write(name, config);
  return (await openStyle(root, silentLog)(path)).jsdoc;
}

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), text);
}

describe('ESLint configurations that are programs', () => {
  it.each<[string, string, StyleSettings['jsdoc'], string?]>([
    [
      'a preset',
      "import jsdoc from 'eslint-plugin-jsdoc';\nexport default [jsdoc.configs['flat/recommended']];",
      { types: 'every', gap: false, yieldTypes: true },
    ],
    [
      'a preset by its call, in a config of TypeScript',
      "import { jsdoc as docs } from 'eslint-plugin-jsdoc';\nexport default defineConfig(docs({ config: 'flat/recommended-typescript-flavor' })) as Config;",
      { types: 'neutral' },
      'eslint.config.ts',
    ],
    [
      'CommonJS with rules behind a spread and a name',
      `const jsdoc = require('eslint-plugin-jsdoc');
const rules = { ...jsdoc.configs.recommended.rules, 'jsdoc/tag-lines': ['error', 'any', { startLines: 1 }] };
module.exports = [{ plugins: { jsdoc }, rules }];`,
      { types: 'every', gap: true },
      'eslint.config.cjs',
    ],
    [
      'what is for such files only',
      `import jsdoc from 'eslint-plugin-jsdoc';
export default [
  { files: ['**/*.js'], rules: { 'jsdoc/require-hyphen-before-param-description': ['warn', 'never'] } },
  { files: ['**/*.ts'], ...jsdoc.configs['flat/recommended'] },
  { ignores: ['src/**'], rules: { 'jsdoc/multiline-blocks': ['warn', { noSingleLineBlocks: true }] } },
];`,
      { hyphen: false, types: undefined, shape: undefined },
    ],
    [
      'no preset of another plugin',
      "import vue from 'eslint-plugin-vue';\nexport default [...vue.configs['flat/recommended']];",
      { types: undefined, gap: undefined },
    ],
    [
      'nothing that is computed',
      'export default [make({ rules: rules() }), ...await load()];',
      { types: undefined },
    ],
    [
      'nothing of names that multiply',
      `${Array.from({ length: 15 }, (_, i) => `const a${i} = [${`a${i + 1},`.repeat(99)}];`).join('\n')}\nexport default a0;`,
      { types: undefined },
    ],
    ['nothing of a name that stands for itself', 'const a = [a];\nexport default a;', { types: undefined }],
  ])('are read for %s', async (_, config, expected, name) => {
    expect(await jsdocOf(config, 'src/a.js', name)).toMatchObject(expected ?? {});
  });

  it('are not run', async () => {
    await jsdocOf(
      `import { writeFileSync } from 'node:fs';\nwriteFileSync('${join(root, 'ran')}', '');\nexport default [];`,
    );
    expect(await openStyle(root, silentLog)('a.js')).toBeDefined();
    const { existsSync } = await import('node:fs');
    expect(existsSync(join(root, 'ran'))).toBe(false);
  });
});

describe('files', () => {
  it('outside of the repository are not read, nor those too large', async () => {
    const outside = await mkdtemp(join(tmpdir(), 'galley-outside-'));
    await writeFile(join(outside, '.prettierrc'), '{"printWidth": 70}');
    await symlink(join(outside, '.prettierrc'), join(root, '.prettierrc'));
    await symlink(outside, join(root, 'linked'));
    await write('large/.prettierrc', `{"printWidth": 70}${' '.repeat(300_000)}`);
    const style = openStyle(root, silentLog);
    const widths = await Promise.all(['a.ts', 'linked/a.ts', 'large/a.ts'].map(style));
    expect(widths.map(({ width }) => width)).toEqual([undefined, undefined, undefined]);
    await rm(outside, { recursive: true });
  });

  it('with comments are read as their tools read them', async () => {
    await write('.eslintrc.json', '// ours\n{ "rules": { "jsdoc/no-types": "error", }, }');
    await write('tsconfig.json', '{ /* none */ }');
    expect((await openStyle(root, silentLog)('a/b.ts')).jsdoc?.types).toBe('none');
  });
});
