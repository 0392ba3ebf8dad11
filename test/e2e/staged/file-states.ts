import { chmodSync, linkSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { TestRepository } from '../../integration/git/make-repository.ts';

/** What is staged, and what stands in the working tree, before a commit. */
export interface FileState {
  readonly name: string;
  readonly config?: Readonly<Record<string, string>>;
  readonly attributes?: string;
  readonly path?: string;
  /** Committed before; null: nothing. */
  readonly base?: string | Buffer | null;
  readonly staged: string | Buffer;
  /** Written after staging; undefined: as it is. */
  readonly tree?: string | Buffer;
  /** More to do after all that. */
  readonly prepare?: (repository: TestRepository, path: string) => void;
  /** What a plain commit does with it. */
  readonly expects: Expected;
}

export interface Expected {
  /** The commit holds docs in this file. */
  readonly docs: boolean;
  /** The copy in the working tree does not get them, and the line says so. */
  readonly isLeftAlone?: boolean;
  /** Why the file was not read, as the line says it. */
  readonly skipped?: RegExp;
}

const filler = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, i) => `const line${from + i} = ${from + i};\n`).join('');
const head = 'export const top = 1;\n';
const old = `${head}${filler(0, 12)}export const last = 1;\n`;
const born = 'export function born(a: number) {\n  return a;\n}\n';
const more = 'export function more(a: number) {\n  return [a];\n}\n';
const python = 'def born(a):\n    return a + top\n';
/** A new function in the middle and one at the end. */
const grown = `${head}${filler(0, 6)}${born}${filler(6, 12)}export const last = 1;\n${more}`;
const crlf = (text: string) => text.replaceAll('\n', '\r\n');
const utf16 = (text: string) => Buffer.from(text, 'utf16le');

export const fileStates: readonly FileState[] = [
  { name: 'clean', base: old, staged: grown, expects: { docs: true } },
  { name: 'new file', base: null, staged: grown, expects: { docs: true } },
  {
    name: 'no new line at its end',
    base: old,
    staged: grown.trimEnd(),
    expects: { docs: true },
  },
  {
    name: 'unstaged lines far away',
    base: old,
    staged: grown,
    tree: grown.replace('top = 1', 'top = 2').replace('line10 = 10', 'line10 = 0'),
    expects: { docs: true },
  },
  {
    name: 'an unstaged line where the docs go',
    base: old,
    staged: grown,
    tree: grown.replace('line5 = 5;\n', 'line5 = 5;\nconst mine = 1;\n'),
    expects: { docs: true },
  },
  {
    name: 'the new function renamed, unstaged',
    base: old,
    staged: grown,
    tree: grown.replace('born', 'renamed'),
    expects: { docs: true, isLeftAlone: true },
  },
  {
    name: 'a partly staged hunk',
    base: old,
    staged: `${head}${filler(0, 6)}${born}${filler(6, 12)}export const last = 1;\n`,
    tree: grown.replace(born, `${born}export function mine(a: number) {\n  return -a;\n}\n`),
    expects: { docs: true },
  },
  {
    name: 'deleted, unstaged',
    base: old,
    staged: grown,
    prepare: ({ root }, path) => rmSync(join(root, path)),
    expects: { docs: true, isLeftAlone: true },
  },
  {
    name: 'a folder in its place',
    base: old,
    staged: grown,
    prepare: (repository, path) => {
      rmSync(join(repository.root, path));
      repository.write(`${path}/inside.txt`, 'x');
    },
    expects: { docs: true, isLeftAlone: true },
  },
  {
    name: 'executable',
    base: old,
    staged: grown,
    prepare: ({ root, git }, path) => {
      chmodSync(join(root, path), 0o755);
      git('update-index', '--chmod=+x', '--', path);
    },
    expects: { docs: true },
  },
  {
    name: 'a hard link',
    base: old,
    staged: grown,
    prepare: ({ root }, path) => linkSync(join(root, path), join(root, 'other-name.txt')),
    expects: { docs: true, isLeftAlone: true },
  },
  {
    name: 'a read-only copy',
    base: old,
    staged: grown,
    prepare: ({ root }, path) => chmodSync(join(root, path), 0o444),
    expects: { docs: true, isLeftAlone: true },
  },
  {
    name: 'CRLF by autocrlf',
    config: { 'core.autocrlf': 'true' },
    base: crlf(old),
    staged: crlf(grown),
    expects: { docs: true },
  },
  {
    name: 'CRLF by autocrlf with unstaged lines',
    config: { 'core.autocrlf': 'true' },
    base: crlf(old),
    staged: crlf(grown),
    tree: crlf(grown.replace('top = 1', 'top = 2').replace('line5 = 5;\n', 'line5 = 5;\nconst mine = 1;\n')),
    expects: { docs: true },
  },
  {
    name: 'LF in the tree under autocrlf',
    config: { 'core.autocrlf': 'true' },
    base: old,
    staged: grown,
    tree: grown.replace('top = 1', 'top = 2'),
    expects: { docs: true },
  },
  {
    name: 'eol=crlf',
    attributes: 'a.ts text eol=crlf\n',
    base: crlf(old),
    staged: crlf(grown),
    expects: { docs: true },
  },
  {
    name: 'CRLF in the index',
    config: { 'core.autocrlf': 'false' },
    base: crlf(old),
    staged: crlf(grown),
    expects: { docs: true },
  },
  {
    name: 'mixed ends of lines',
    attributes: '* -text\n',
    base: old,
    staged: grown.replace(born, crlf(born)),
    expects: { docs: true },
  },
  {
    name: 'a byte order mark',
    base: `\ufeff${old}`,
    staged: `\ufeff${more}${grown.replace(more, '')}`,
    expects: { docs: true },
  },
  {
    name: 'UTF-16 in the tree',
    attributes: 'a.ts working-tree-encoding=UTF-16LE eol=crlf\n',
    base: utf16(crlf(old)),
    staged: utf16(crlf(grown)),
    expects: { docs: true },
  },
  {
    name: 'UTF-16 in the tree with unstaged lines',
    attributes: 'a.ts working-tree-encoding=UTF-16LE\n',
    base: utf16(old),
    staged: utf16(grown),
    tree: utf16(grown.replace('top = 1', 'top = 2')),
    expects: { docs: true, isLeftAlone: true },
  },
  {
    name: 'UTF-16 without a word',
    base: utf16(old),
    staged: utf16(grown),
    expects: { docs: false, skipped: /binary/ },
  },
  {
    name: 'an error of syntax',
    base: old,
    staged: grown.replace('return a;', 'return a +;'),
    expects: { docs: false, skipped: /could not be parsed/ },
  },
  {
    name: 'an error of syntax in the tree, unstaged',
    base: old,
    staged: grown,
    tree: grown.replace(born, `${born.replace('{', '')}`),
    expects: { docs: true, isLeftAlone: true },
  },
  {
    name: 'minified',
    base: old,
    staged: `${born.replaceAll('\n', '')}${'var a=1;'.repeat(2000)}\n`,
    expects: { docs: false, skipped: /minified/ },
  },
  {
    name: 'binary by its attribute',
    attributes: 'a.ts -diff\n',
    base: old,
    staged: grown,
    expects: { docs: false, skipped: /binary/ },
  },
  {
    name: 'docs there already, unstaged',
    base: old,
    staged: grown,
    tree: grown.replaceAll(/^export function/gm, '/** Mine. */\nexport function'),
    expects: { docs: true, isLeftAlone: true },
  },
  {
    name: 'a line with another doc below it, unstaged',
    base: old,
    staged: grown,
    tree: grown.replace(born, `/** Mine. */\n${born.replace('born', 'mine')}${born}`),
    expects: { docs: true },
  },
  {
    name: 'all else gone, unstaged',
    base: old,
    staged: grown,
    tree: born,
    expects: { docs: true, isLeftAlone: true },
  },
  {
    name: 'empty in the tree',
    base: old,
    staged: grown,
    tree: '',
    expects: { docs: true, isLeftAlone: true },
  },
  {
    name: 'Python',
    path: 'src/a.py',
    base: 'top = 1\n',
    staged: `top = 1\n${python}`,
    expects: { docs: true },
  },
  {
    name: 'Python with an unstaged line where the docs go',
    path: 'src/a.py',
    base: 'top = 1\n',
    staged: `top = 1\n${python}`,
    tree: `top = 1\n${python.replace('\n', '\n    a = a + 0\n')}`,
    expects: { docs: true },
  },
  {
    name: 'a NUL far down',
    base: old,
    staged: `${grown}${'// \n'.repeat(3000)}// \0\n`,
    expects: { docs: false, skipped: /binary/ },
  },
  {
    name: 'invalid UTF-8',
    base: old,
    staged: Buffer.concat([Buffer.from(grown), Buffer.from([0x2f, 0x2f, 0xe9, 0x0a])]),
    expects: { docs: false, skipped: /UTF-8/ },
  },
  {
    name: 'a pointer of git-lfs, filter not installed',
    attributes: 'a.ts filter=lfs diff=lfs merge=lfs -text\n',
    base: null,
    staged: `version https://git-lfs.github.com/spec/v1\noid sha256:${'a'.repeat(64)}\nsize 3\n${more}`,
    expects: { docs: false, skipped: /filter "lfs"/ },
  },
  {
    name: 'a pointer of git-lfs without attributes',
    base: null,
    staged: `version https://git-lfs.github.com/spec/v1\noid sha256:${'a'.repeat(64)}\nsize 3\n${more}`,
    expects: { docs: false, skipped: /git-lfs/ },
  },
  {
    name: 'generated by its attribute',
    attributes: 'a.ts linguist-generated\n',
    base: old,
    staged: grown,
    expects: { docs: false, skipped: /generated/ },
  },
  {
    name: 'a symbolic link',
    base: null,
    staged: 'x',
    prepare: ({ root, git }, path) => {
      rmSync(join(root, path));
      symlinkSync('function nowhere() {}', join(root, path));
      git('add', '--', path);
    },
    expects: { docs: false, skipped: /link/ },
  },
  {
    name: 'a submodule',
    base: null,
    staged: 'x',
    prepare: ({ root, git }, path) => {
      git('rm', '-qf', '--cached', '--', path);
      rmSync(join(root, path));
      const id = '1'.repeat(git('rev-parse', '--show-object-format').includes('sha256') ? 64 : 40);
      git('update-index', '--add', '--cacheinfo', `160000,${id},${path}`);
    },
    expects: { docs: false, skipped: /submodule/ },
  },
  {
    name: 'intent to add',
    base: null,
    staged: 'x',
    prepare: (repository, path) => {
      repository.git('rm', '-qf', '--cached', '--', path);
      repository.write(path, grown);
      repository.git('add', '-N', '--', path);
      repository.write('staged.txt', 'staged\n');
      repository.git('add', 'staged.txt');
    },
    expects: { docs: false },
  },
  {
    name: 'skip-worktree',
    base: old,
    staged: grown,
    prepare: ({ root, git }, path) => {
      git('update-index', '--skip-worktree', '--', path);
      rmSync(join(root, path));
    },
    expects: { docs: false, skipped: /sparse/ },
  },
  {
    name: 'assume-unchanged',
    base: old,
    staged: grown,
    prepare: ({ git }, path) => git('update-index', '--assume-unchanged', '--', path),
    expects: { docs: false, skipped: /assume/ },
  },
  {
    name: 'only lines gone',
    base: grown,
    staged: `${grown.replace(filler(6, 12), '')}`,
    expects: { docs: false },
  },
  {
    name: 'only its mode changed',
    base: grown,
    staged: grown,
    prepare: ({ root, git }, path) => {
      chmodSync(join(root, path), 0o755);
      git('update-index', '--chmod=+x', '--', path);
    },
    expects: { docs: false },
  },
  {
    name: 'moved, with one new function',
    base: null,
    staged: 'x',
    prepare: (repository, path) => {
      repository.git('rm', '-qf', '--', path);
      repository.git('mv', 'src/neighbour.ts', path);
      repository.write(path, `${neighbour}${more}`);
      repository.git('add', '--', path);
    },
    expects: { docs: true },
  },
  ...['with space, quo"te\\.ts', 'new\nline\ttab.ts', 'ünï-日本.TS', ':(top)-magic*$.ts'].map(
    (path): FileState => ({
      name: `the name ${JSON.stringify(path)}`,
      path: `src/${path}`,
      base: old,
      staged: grown,
      tree: grown.replace('top = 1', 'top = 2'),
      expects: { docs: true },
    }),
  ),
  {
    name: 'no file of a known language',
    path: 'src/a.txt',
    base: old,
    staged: grown,
    expects: { docs: false },
  },
];

/** Staged with every state, new. */
export const beside = `const only = 1;\n${born.replace('born', 'beside')}`;

/** One file a path that some state documents: the model is asked about each function. */
export function seedFiles(): Record<string, string> {
  const seed: Record<string, string> = { 'src/beside.ts': beside };
  for (const { path = 'src/a.ts' } of fileStates) seed[path] = path.endsWith('.py') ? python : grown;
  return seed;
}

/** Committed beside every state; never documented, since it never gets new lines. */
export const neighbour = `${filler(100, 130)}function known() {}\n`;
