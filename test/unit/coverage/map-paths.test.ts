import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleanPath } from '../../../src/coverage/clean-path.ts';
import { mapPaths, mayMean, type MappedPaths } from '../../../src/coverage/map-paths.ts';

const tree = [
  'index.ts',
  'src/a.ts',
  'packages/one/src/index.ts',
  'packages/two/src/index.ts',
  'packages/two/src/deep/b.ts',
  'app/models/user.py',
];

function map(
  written: string | readonly string[],
  context: Partial<Parameters<typeof mapPaths>[1]> = {},
): MappedPaths {
  const all = typeof written === 'string' ? [written] : written;
  return mapPaths(all, { root: '/home/me/repo', bases: [], wanted: tree, tree, ...context });
}

describe('a path as tools write it', () => {
  test.each([
    ['below the root', '/home/me/repo/src/a.ts', 'src/a.ts'],
    ['as a URL', 'file:///home/me/repo/src/a.ts', 'src/a.ts'],
    ['with signs as a URL writes them', 'file:///home/me/repo/src/%61.ts', 'src/a.ts'],
    ['from the root', 'src/a.ts', 'src/a.ts'],
    ['from here', './src/a.ts', 'src/a.ts'],
    ['with steps back', 'src/x/../a.ts', 'src/a.ts'],
    ['of another machine', '/builds/team/repo/packages/two/src/index.ts', 'packages/two/src/index.ts'],
    ['of Windows', 'D:\\a\\repo\\repo\\src\\a.ts', 'src/a.ts'],
    ['of Windows, in other case', 'D:\\a\\repo\\SRC\\A.ts', 'src/a.ts'],
    ['of Windows, from the root', 'src\\a.ts', 'src/a.ts'],
    ['of a bundle', 'webpack://shop/./src/a.ts?3f2a', 'src/a.ts'],
    ['of a bundle without a name', 'webpack:///./src/a.ts', 'src/a.ts'],
    ['of a package in a container', '/app/src/deep/b.ts', 'packages/two/src/deep/b.ts'],
    ['from a package', 'src/deep/b.ts', 'packages/two/src/deep/b.ts'],
  ])('%s', (_name, written, path) => {
    expect(map(written).found.get(written)).toBe(path);
  });
  test('may start from a folder that the report names', () => {
    expect(map('user.py', { bases: ['/home/me/repo/app/models'] }).found.get('user.py')).toBe(
      'app/models/user.py',
    );
    expect(map('models/user.py', { bases: ['app'] }).found.get('models/user.py')).toBe('app/models/user.py');
  });
  test('may start with the name of a module', () => {
    const prefixes = [
      { prefix: 'example.com/shop', folder: '' },
      { prefix: 'example.com/shop/two/v2', folder: 'packages/two' },
    ];
    const found = map('example.com/shop/two/v2/src/index.ts', { prefixes }).found;
    expect([...found.values()]).toEqual(['packages/two/src/index.ts']);
  });
});

describe('what is not certain is not mapped', () => {
  test('an end that fits two files', () => {
    const { found, ambiguous } = map('src/index.ts');
    expect(found.size).toBe(0);
    expect([...ambiguous.keys()]).toEqual(['packages/one/src/index.ts', 'packages/two/src/index.ts']);
  });
  test('also when only one of them is wanted', () => {
    const { found, ambiguous } = map('src/index.ts', { wanted: ['packages/two/src/index.ts'] });
    expect(found.size).toBe(0);
    expect([...ambiguous.keys()]).toEqual(['packages/two/src/index.ts']);
  });
  test('two paths of one report that would be one file', () => {
    const { found, ambiguous } = map(['/x/src/a.ts', '/y/src/a.ts']);
    expect(found.size).toBe(0);
    expect(ambiguous.get('src/a.ts')).toEqual(['/x/src/a.ts', '/y/src/a.ts']);
  });
  test('another file below the root', () => {
    expect(map('/home/me/repo/dist/src/a.ts').found.size).toBe(0);
  });
  test('a file that shares its name only', () => {
    expect(map('lib/other/b.ts').found.size).toBe(0);
    expect(map('/opt/lib/b.ts').found.size).toBe(0);
  });
  test.each(['../src/a.ts', 'src/../../src/a.ts', '/../../src/a.ts', 'src/a.ts\0.js', ''])(
    '%j is refused',
    (path) => {
      expect(map(path)).toMatchObject({ refused: [path] });
      expect(map(path).found.size).toBe(0);
    },
  );
});

test('whatever a report writes, only wanted files come out', () => {
  const part = fc.constantFrom(
    '..',
    '.',
    'src',
    'packages',
    'two',
    'index.ts',
    'a.ts',
    '',
    'C:',
    'file:',
    '%2e%2e',
  );
  const path = fc.array(part, { maxLength: 6 }).map((parts) => parts.join('/'));
  fc.assert(
    fc.property(fc.array(path, { maxLength: 5 }), fc.subarray(tree), (written, wanted) => {
      const { found, ambiguous } = map(written, { wanted });
      for (const file of [...found.values(), ...ambiguous.keys()]) expect(wanted).toContain(file);
      expect(new Set(found.values()).size).toBe(found.size);
    }),
    { numRuns: 300, seed: 5 },
  );
});

test('a first look lets through whatever may be mapped', () => {
  const may = mayMean(['src/a.ts']);
  const all = ['/x/src/a.ts', 'src\\A.js', 'dist/a.js', 'file:///x/%61.mjs', 'webpack://n/./src/a.ts?12'];
  expect(all.filter((path) => !may(path))).toEqual([]);
  expect(may('src/b.ts')).toBe(false);
});

test('a clean path has no empty parts, and never leads up', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 30 }), (written) => {
      const parts = cleanPath(written)?.parts ?? ['x'];
      expect(parts.every((part) => part !== '' && part !== '.' && part !== '..')).toBe(true);
    }),
    { seed: 6 },
  );
});
