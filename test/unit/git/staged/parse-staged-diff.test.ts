import { expect, test } from 'vitest';
import { parseStagedDiff } from '../../../../src/git/staged/parse-staged-diff.ts';

const id = 'a'.repeat(40);
const other = 'b'.repeat(40);
const raw = (...records: string[]) => `${records.join('\0')}\0\0`;
const record = (status: string, mode = '100644') => `:100644 ${mode} ${other} ${id} ${status}`;

function parse(text: string) {
  return parseStagedDiff(Buffer.from(text)).map(({ name, ...rest }) => ({ name: name.toString(), ...rest }));
}

test('lines that are added or changed, one range a hunk; none where lines only went', () => {
  const patch =
    'diff --git a/a.ts b/a.ts\n@@ -3,2 +3 @@ f\n-x\n-y\n+z\n@@ -9 +8,0 @@\n-gone\n@@ -20,0 +19,2 @@\n+p\n+q\n';
  expect(parse(`${raw(record('M'), 'a.ts')}${patch}`)).toEqual([
    {
      name: 'a.ts',
      mode: '100644',
      id,
      isBinary: false,
      added: [
        { first: 3, last: 3 },
        { first: 19, last: 20 },
      ],
    },
  ]);
});

test('a renamed file goes by its new name', () => {
  const [found] = parse(`${raw(record('R090'), 'old.ts', 'new.ts')}diff --git a/old.ts b/new.ts\n`);
  expect(found).toMatchObject({ name: 'new.ts', added: [] });
});

test('what a file holds is no header', () => {
  const patch =
    'diff --git a/a.ts b/a.ts\n@@ -0,0 +1,3 @@\n+@@ -1 +1,9 @@\n+diff --git a/x b/x\n+Binary files a and b differ\n' +
    '\\ No newline at end of file\ndiff --git a/b.ts b/b.ts\nBinary files /dev/null and b/b.ts differ\n';
  expect(parse(`${raw(record('A'), 'a.ts', record('A'), 'b.ts')}${patch}`)).toMatchObject([
    { name: 'a.ts', isBinary: false, added: [{ first: 1, last: 3 }] },
    { name: 'b.ts', isBinary: true, added: [] },
  ]);
});

test('a name is all up to its NUL', () => {
  const name = ':100644\n@@ -1 +1 @@';
  expect(parse(`${raw(record('A', '100755'), name)}`)).toMatchObject([{ name, mode: '100755' }]);
});

test('nothing staged', () => {
  expect(parse('')).toEqual([]);
});
