import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createStyleReader } from '../../../../src/config/style/create-style-reader.ts';
import type { StyleSettings } from '../../../../src/docstring/learn-style.ts';
import { memoryFiles } from './memory-files.ts';

const styleOf = (texts: Readonly<Record<string, string>>, path: string): Promise<StyleSettings> =>
  createStyleReader(memoryFiles(texts))(path);

describe('.editorconfig', () => {
  it.each<[string, Readonly<Record<string, string>>, string, StyleSettings]>([
    ['a section', { '.editorconfig': '[*.java]\nmax_line_length = 90' }, 'a/B.java', { width: 90 }],
    ['no section for it', { '.editorconfig': '[*.go]\nmax_line_length = 90' }, 'a/B.java', {}],
    [
      'the last section',
      {
        '.editorconfig':
          '[*]\nmax_line_length=80\nend_of_line = crlf\n[{*.java,*.kt}]\nMax_Line_Length: 120 ; wide',
      },
      'B.java',
      { width: 120, eol: '\r\n' },
    ],
    ['`off`', { '.editorconfig': '[*]\nmax_line_length=80\n[*.java]\nmax_line_length = off' }, 'B.java', {}],
    [
      'the nearest file',
      {
        '.editorconfig': '[*]\nmax_line_length=80\nend_of_line=lf',
        'a/.editorconfig': '[*]\nmax_line_length=70',
      },
      'a/B.java',
      { width: 70, eol: '\n' },
    ],
    [
      'no more than its root',
      {
        '.editorconfig': '[*]\nmax_line_length=80',
        'a/.editorconfig': 'root = true\n[*.go]\nmax_line_length=70',
      },
      'a/B.java',
      {},
    ],
    [
      'paths from its folder',
      { 'a/.editorconfig': '[b/**.java]\nmax_line_length=70' },
      'a/b/c/D.java',
      { width: 70 },
    ],
    [
      'a bare name in any folder',
      { '.editorconfig': '[B.java]\nmax_line_length=70' },
      'a/B.java',
      { width: 70 },
    ],
  ])('takes %s', async (_, texts, path, style) => {
    const { width, eol } = await styleOf(texts, path);
    expect({ width, eol }).toEqual({ width: undefined, eol: undefined, ...style });
  });
});

describe('tools', () => {
  it.each<[string, Readonly<Record<string, string>>, string, StyleSettings]>([
    [
      'ruff',
      {
        'pyproject.toml': '[tool.ruff]\nline-length = 100\n[tool.ruff.lint.pydocstyle]\nconvention = "numpy"',
      },
      'a/b.py',
      { width: 100, convention: 'numpy' },
    ],
    [
      'a width of docs, from `ruff.toml` before `pyproject.toml`',
      {
        'pyproject.toml': '[tool.ruff]\nline-length = 100',
        'ruff.toml': 'line-length = 99\n[lint.pycodestyle]\nmax-doc-length = 72',
      },
      'b.py',
      { width: 72 },
    ],
    ['pydocstyle', { 'setup.cfg': '[pydocstyle]\nconvention = google' }, 'b.py', { convention: 'google' }],
    [
      'flake8 and black',
      {
        'tox.ini': '[flake8]\ndocstring-convention=pep257',
        'pyproject.toml': '[tool.black]\nline-length = 95',
      },
      'b.py',
      { width: 95, convention: 'pep257' },
    ],
    ['prettier in JSON', { '.prettierrc': '{"printWidth": 90}' }, 'a.ts', { width: 90 }],
    [
      'prettier in YAML, with an override',
      { '.prettierrc.yml': 'printWidth: 90\noverrides:\n  - files: "*.ts"\n    options: { printWidth: 70 }' },
      'src/a.ts',
      { width: 70 },
    ],
    [
      'prettier in package.json, before .editorconfig',
      { 'package.json': '{"prettier":{"printWidth":90}}', '.editorconfig': '[*]\nmax_line_length=70' },
      'a.ts',
      { width: 90 },
    ],
    ['rustfmt', { 'rustfmt.toml': 'max_width = 90\ncomment_width = 70' }, 'a.rs', { width: 90 }],
    [
      'rustfmt that wraps comments',
      { '.rustfmt.toml': 'wrap_comments = true\ncomment_width = 70' },
      'a.rs',
      { width: 70 },
    ],
    [
      '.eslintrc in YAML',
      {
        '.eslintrc.yml':
          'root: true\nextends: [eslint:recommended, "plugin:jsdoc/recommended"]\nrules:\n  jsdoc/tag-lines: [error, never, {startLines: 1}]',
      },
      'a.js',
      { jsdoc: { types: 'every', gap: true, required: ['params', 'returns'] } },
    ],
    [
      '.eslintrc of a folder before that above it',
      {
        'package.json':
          '{"eslintConfig":{"rules":{"jsdoc/require-hyphen-before-param-description":"error","jsdoc/no-types":2}}}',
        'a/.eslintrc':
          '{"overrides":[{"files":"*.ts","rules":{"jsdoc/require-hyphen-before-param-description":["warn","never"]}}]}',
      },
      'a/b.ts',
      { jsdoc: { hyphen: false, types: 'none' } },
    ],
    [
      'blocks where no doc may be on one line',
      { '.eslintrc.json': '{"rules":{"jsdoc/multiline-blocks":["warn",{"noSingleLineBlocks":true}]}}' },
      'a.ts',
      { jsdoc: { shape: 'block' } },
    ],
    [
      'that a compiler reads the comments',
      {
        '.eslintrc.json': '{"extends":"plugin:jsdoc/recommended"}',
        'tsconfig.json': '{"compilerOptions":{"allowJs":true}}',
      },
      'a.js',
      { jsdoc: { types: 'neutral', gap: false } },
    ],
  ])('reads %s', async (_, texts, path, style) => {
    expect(await styleOf(texts, path)).toEqual(expect.objectContaining(stripped(style)));
  });

  it('reads each file once for any number of paths', async () => {
    const files = memoryFiles({ 'pyproject.toml': '[tool.black]', '.editorconfig': '[*]' });
    const read = createStyleReader(files);
    await Promise.all(['a/b.py', 'a/c.py', 'd.py'].map(read));
    expect(files.reads.toSorted()).toEqual(['.editorconfig', 'pyproject.toml']);
  });

  it('says nothing of languages without docs', async () => {
    expect(await styleOf({ '.editorconfig': '[*]\nmax_line_length=70' }, 'a.md')).toEqual({});
  });
});

/** Keys that are undefined in the answer are not those of the question. */
function stripped(style: StyleSettings): StyleSettings {
  return style.jsdoc
    ? { ...style, jsdoc: expect.objectContaining(style.jsdoc) as StyleSettings['jsdoc'] }
    : style;
}

describe('broken configurations', () => {
  const names = ['.editorconfig', 'pyproject.toml', 'ruff.toml', 'setup.cfg', '.prettierrc', '.eslintrc.yml'];

  it.each([
    ['.eslintrc.yml', `${'- '.repeat(20_000)}a`],
    [
      '.eslintrc.yml',
      `a: &a [1]\n${Array.from({ length: 30 }, (_, i) => `b${i}: &b${i} [*a, *a]`).join('\n')}`,
    ],
    ['.eslintrc.json', `${'['.repeat(50_000)}${']'.repeat(50_000)}`],
    ['.prettierrc', '{"overrides": [{"files": [null, "*.ts"]}, 7], "printWidth": "x"}'],
    ['pyproject.toml', `a = ${'['.repeat(20_000)}`],
    ['.editorconfig', `[${'{*,'.repeat(300)}]\nmax_line_length = 70`],
    ['.editorconfig', `[${'*a'.repeat(50)}]\nmax_line_length = 70`],
    ['.editorconfig', '[(a+)+$]\nmax_line_length = 70'],
  ])('passes over %s', async (name, text) => {
    const style = await styleOf(
      { [name]: text },
      `${'a'.repeat(200)}.${name.startsWith('py') ? 'py' : 'ts'}`,
    );
    expect(style.width).toBeUndefined();
  });

  it('never fails', async () => {
    const piece = fc.constantFrom(
      '[*]',
      '[a',
      'max_line_length',
      '=',
      '\n',
      '{',
      '}',
      '"',
      'tool',
      '.',
      ':',
      '- ',
      '8',
    );
    const text = fc.oneof(
      fc.string({ maxLength: 80 }),
      fc.array(piece, { maxLength: 30 }).map((all) => all.join('')),
    );
    const texts = fc.record(Object.fromEntries(names.map((name) => [name, text])));
    await fc.assert(
      fc.asyncProperty(texts, fc.constantFrom('a/b.py', 'a.ts', 'a.js', 'a.rs'), async (files, path) => {
        const { width } = await styleOf(files, path);
        expect(width === undefined || (Number.isInteger(width) && width > 0)).toBe(true);
      }),
      { numRuns: 100 },
    );
  });
});
