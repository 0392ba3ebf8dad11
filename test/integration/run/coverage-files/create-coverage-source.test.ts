import { cp, mkdtemp, mkdir, readFile, rename, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { silentLog } from '../../../../src/log.ts';
import { createCoverageSource } from '../../../../src/run/coverage-files/create-coverage-source.ts';
import { packCoverage } from '../../../../src/run/coverage-files/pack-coverage.ts';
import type { CoverageFilesOptions } from '../../../../src/run/coverage-files/coverage-files-options.ts';
import type { CoverageData } from '../../../../src/review/coverage-ports.ts';

const fixtures = join(import.meta.dirname, '../../../fixtures/coverage');
let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'coverage-'));
});

/** Lays a recorded case into the repository: its source at the root, its reports where they are named. */
async function lay(name: string, reports: Readonly<Record<string, string>>): Promise<void> {
  await cp(join(fixtures, name, 'source'), root, { recursive: true });
  for (const [from, to] of Object.entries(reports)) {
    await mkdir(dirname(join(root, to)), { recursive: true });
    await cp(join(fixtures, name, 'report', from), join(root, to), { recursive: true });
  }
}

async function read(
  paths: readonly string[],
  files: readonly string[] = [],
  options: Partial<CoverageFilesOptions> = {},
): Promise<CoverageData> {
  const source = createCoverageSource({
    root,
    files: files.map((file) => join(root, file)),
    readHead: (path) => readFile(join(root, path), 'utf8').catch(() => undefined),
    log: silentLog,
    ...options,
  });
  return source.read(paths, new AbortController().signal);
}

describe('a report is brought to the head tree', () => {
  test('from another folder, by the ends of its paths', async () => {
    await lay('nyc', { 'coverage-final.json': 'coverage/coverage-final.json' });
    const data = await read(['src/price.js', 'src/never.js']);
    expect([...data.files.keys()]).toEqual(['src/price.js']);
    expect(data.files.get('src/price.js')?.path).toBe('src/price.js');
    expect(data.sources).toEqual(['coverage/coverage-final.json (istanbul)']);
    expect([...data.unusable]).toEqual([]);
  });
  test('two files of one name are told apart, and paths may start from a package', async () => {
    await lay('monorepo', { 'lcov.info': 'coverage/lcov.info', one: 'packages/one/coverage' });
    const paths = ['packages/one/src/index.js', 'packages/two/src/index.js'];
    expect([...(await read(paths)).files.keys()].sort()).toEqual(paths);
    const one = await read(paths, ['packages/one/coverage/lcov.info']);
    expect([...one.files.keys()]).toEqual(['packages/one/src/index.js']);
  });
  test('a path that may mean two files means none', async () => {
    await lay('monorepo', { one: 'reports' });
    const paths = ['packages/one/src/index.js', 'packages/two/src/index.js'];
    const data = await read(paths, ['reports/lcov.info']);
    expect([...data.files.keys()]).toEqual([]);
    expect([...data.unusable.keys()].sort()).toEqual(paths);
    expect(data.unusable.get(paths[0] ?? '')).toContain('src/index.js');
  });
});

describe('raw data of nyc', () => {
  test('still holds the else arms of TypeScript, which its report has lost', async () => {
    await lay('nyc-typescript', { nyc_output: '.nyc_output', 'coverage-final.json': 'final.json' });
    const elseArms = ({ files }: CoverageData): unknown =>
      files
        .get('src/price.ts')
        ?.branches.filter(({ kind }) => kind === 'if')
        .map(({ arms }) => arms.map((arm) => [arm.hits, arm.place !== undefined]));
    const [raw, final] = [await read(['src/price.ts']), await read(['src/price.ts'], ['final.json'])];
    expect(elseArms(raw)).toEqual([
      [
        [0, true],
        [1, false],
      ],
      [
        [1, true],
        [0, false],
      ],
    ]);
    expect(elseArms(final)).toEqual([[[0, true]], [[1, true]]]);
    expect(final.notes.join()).toContain('nyc loses the else');
  });
  test('of several processes adds up', async () => {
    await lay('nyc', { nyc_output: '.nyc_output' });
    await cp(join(root, '.nyc_output/1.json'), join(root, '.nyc_output/2.json'));
    const data = await read(['src/price.js']);
    expect(data.files.get('src/price.js')?.functions[0]?.hits).toBe(4);
  });
  test('of two transpiled forms does not', async () => {
    await lay('nyc', { nyc_output: '.nyc_output' });
    const text = await readFile(join(root, '.nyc_output/1.json'), 'utf8');
    await writeFile(join(root, '.nyc_output/2.json'), text.replace(/"hash":"./g, '"hash":"x'));
    const data = await read(['src/price.js']);
    expect(data.files.get('src/price.js')?.functions[0]?.hits).toBe(2);
    expect(data.notes.join()).toContain('several versions');
  });
  test('that was cut names the file, whatever the others say', async () => {
    await lay('nyc', { nyc_output: '.nyc_output' });
    const text = await readFile(join(root, '.nyc_output/1.json'), 'utf8');
    await writeFile(join(root, '.nyc_output/2.json'), text.slice(0, 700));
    await expect(read(['src/price.js'])).rejects.toMatchObject({
      code: 'broken-report',
      message: expect.stringContaining('.nyc_output/2.json') as string,
    });
  });
});

describe('data of V8', () => {
  test('is brought to the code, and its lack of certainty is told', async () => {
    await lay('node-test', { v8: 'v8' });
    const data = await read(['src/price.js'], ['v8']);
    expect(data.files.get('src/price.js')?.certainty).toBe('low');
    expect(data.files.get('src/price.js')?.functions.map(({ name }) => name)).toContain('unused');
    expect(data.notes.join()).toContain('V8');
  });
  test('of other code than the file holds is refused', async () => {
    await lay('node-test', { v8: 'v8' });
    const file = join(root, 'src/price.js');
    await writeFile(file, `${await readFile(file, 'utf8')}// more\n`);
    const data = await read(['src/price.js'], ['v8']);
    expect(data.unusable.get('src/price.js')).toContain('written for another version');
  });
  test('of transpiled code is told of what was written', async () => {
    await lay('tsx', { v8: 'v8' });
    const data = await read(['src/price.ts'], ['v8']);
    const hits = data.files.get('src/price.ts');
    const unreached = hits?.statements.filter((one) => one.hits === 0).map(({ place }) => place.startLine);
    expect(unreached).toEqual([12, 13]);
    expect(hits?.functions.map(({ name }) => name)).toContain('label');
  });
});

describe('a report of each kind', () => {
  test.each([
    ['python', 'coverage.json', 'shop/price.py', 'coverage.py'],
    ['python', 'coverage.xml', 'shop/price.py', 'cobertura'],
    ['python', 'coverage.lcov', 'shop/price.py', 'lcov'],
    ['go', 'count.out', 'cart/cart.go', 'go'],
    ['jacoco', 'jacoco.xml', 'src/main/java/com/acme/Cart.java', 'jacoco'],
    ['llvm', 'coverage.json', 'src/cart.rs', 'llvm-cov'],
    ['llvm', 'lcov.info', 'src/cart.rs', 'lcov'],
    ['nyc', 'cobertura-coverage.xml', 'src/price.js', 'cobertura'],
    ['c8', 'coverage-final.json', 'src/price.js', 'istanbul'],
    ['c8', 'lcov.info', 'src/price.js', 'lcov'],
    ['vitest', 'istanbul/coverage-final.json', 'src/price.ts', 'istanbul'],
    ['vitest', 'v8/coverage-final.json', 'src/price.ts', 'istanbul'],
    ['vitest', 'v8/lcov.info', 'src/price.ts', 'lcov'],
    ['jest', 'babel/coverage-final.json', 'src/price.js', 'istanbul'],
    ['jest', 'babel/cobertura-coverage.xml', 'src/price.js', 'cobertura'],
    ['jest', 'v8/lcov.info', 'src/price.js', 'lcov'],
    ['node-test', 'lcov.info', 'src/price.js', 'lcov'],
  ])('%s, %s', async (name, report, path, format) => {
    await lay(name, { [report]: 'report' });
    const data = await read([path], ['report']);
    expect([...data.unusable]).toEqual([]);
    expect([...data.files.keys()]).toEqual([path]);
    expect(data.sources).toEqual([`report (${format})`]);
    expect(data.files.get(path)?.statements.some(({ hits }) => hits === 0)).toBe(true);
    expect(data.files.get(path)?.statements.some(({ hits }) => hits > 0)).toBe(true);
    // A line above moves all of them.
    const text = await readFile(join(root, path), 'utf8');
    const short = text.split('\n').slice(0, 12).join('\n');
    const stale = await read([path], ['report'], {
      readHead: async (one) => (one === path ? short : undefined),
    });
    expect([...stale.files.keys()]).toEqual([]);
    expect(stale.unusable.get(path)).toContain('written for another version');
  });
  test('of a module of Go that stands in a folder, by its name', async () => {
    await lay('go', { 'count.out': 'cover.out' });
    await mkdir(join(root, 'backend'));
    for (const name of ['cart', 'go.mod']) await rename(join(root, name), join(root, 'backend', name));
    const tree = ['backend/cart/cart.go', 'backend/go.mod', 'other/cart/cart.go'];
    const data = await read(['backend/cart/cart.go'], [], { tree });
    expect([...data.files.keys()]).toEqual(['backend/cart/cart.go']);
    const outside = await read(['backend/cart/cart.go'], [], { tree: [...tree.slice(0, 1)] }).catch(
      (error: unknown) => error,
    );
    expect(outside).toMatchObject({ files: new Map() });
  });
  test('several at once: what one of them reached is reached', async () => {
    await lay('nyc', { 'lcov.info': 'a.info', 'coverage-final.json': 'b.json' });
    const text = await readFile(join(root, 'a.info'), 'utf8');
    await writeFile(join(root, 'a.info'), text.replace('DA:36,0', 'DA:36,7'));
    const data = await read(['src/price.js'], ['b.json', 'a.info']);
    const line = (number: number): number[] | undefined =>
      data.files
        .get('src/price.js')
        ?.statements.filter(({ place }) => place.startLine === number)
        .map(({ hits }) => hits);
    // The map's callback has a statement of its own, which a line says nothing about.
    expect(line(36)).toEqual([7, 0]);
    expect(line(4)).toEqual([4, 0]);
    expect(data.formats).toEqual(['istanbul', 'lcov']);
  });
});

describe('a report of another version of a file is refused', () => {
  test('which has lines more or less', async () => {
    await lay('nyc', { 'coverage-final.json': 'coverage/coverage-final.json' });
    const file = join(root, 'src/price.js');
    await writeFile(file, `// a line more\n${await readFile(file, 'utf8')}`);
    const data = await read(['src/price.js']);
    expect([...data.files.keys()]).toEqual([]);
    expect(data.unusable.get('src/price.js')).toMatch(/written for another version/);
  });
  test('which is shorter now', async () => {
    await lay('nyc', { 'lcov.info': 'coverage/lcov.info' });
    await writeFile(join(root, 'src/price.js'), 'function price() {}\n');
    expect((await read(['src/price.js'])).unusable.get('src/price.js')).toContain('the file has 1 lines');
  });
  test('which was written later', async () => {
    await lay('nyc', { 'lcov.info': 'coverage/lcov.info' });
    await utimes(join(root, 'coverage/lcov.info'), 1000, 1000);
    const data = await read(['src/price.js'], [], { modifiedAt: async () => 2_000_000 });
    expect(data.unusable.get('src/price.js')).toContain('the file has changed since');
  });
});

describe('packed coverage', () => {
  const commit = 'a'.repeat(40);
  const paths = ['src/price.js', 'src/never.js'];

  async function pack(): Promise<string> {
    await lay('nyc', { 'coverage-final.json': 'coverage/coverage-final.json' });
    const readHead = (path: string): Promise<string> => readFile(join(root, path), 'utf8');
    const source = createCoverageSource({ root, files: [], readHead, log: silentLog });
    const signal = new AbortController().signal;
    const packed = await packCoverage({ source, paths, headCommit: commit, readHead, signal });
    expect([packed.measured, packed.notLoaded]).toEqual([1, 1]);
    return packed.text;
  }
  async function unpack(text: string, options: Partial<CoverageFilesOptions> = {}): Promise<CoverageData> {
    await writeFile(join(root, 'packed.json'), text);
    return read([...paths, 'src/new.js'], ['packed.json'], { headCommit: commit, ...options });
  }

  test('gives what the reports gave, and says what it was not asked about', async () => {
    const text = await pack();
    const [{ version: _, ...direct } = {}, data] = [
      (await read(paths)).files.get('src/price.js'),
      await unpack(text),
    ];
    expect(data.files.get('src/price.js')).toEqual(direct);
    expect(data.formats).toEqual(['istanbul']);
    expect([...data.unusable]).toEqual([['src/new.js', 'packed.json was packed without it']]);
  });
  test('of another commit is refused', async () => {
    await expect(unpack(await pack(), { headCommit: 'b'.repeat(40) })).rejects.toMatchObject({
      code: 'stale-report',
    });
  });
  test('with lines that the file does not have is of no use', async () => {
    const text = await pack();
    const data = await unpack(text.replace('[[4,2,4,', '[[4,2,999999999,'));
    expect(data.unusable.get('src/price.js')).toContain('line 999999999');
  });
  test('of another text of a file is of no use for it; ends of lines make no other text', async () => {
    const text = await pack();
    const file = join(root, 'src/price.js');
    const code = await readFile(file, 'utf8');
    await writeFile(file, code.replaceAll('\n', '\r\n'));
    expect((await unpack(text)).files.size).toBe(1);
    await writeFile(file, code.replace('0.9', '0.8'));
    expect((await unpack(text)).unusable.get('src/price.js')).toContain('the file has another hash');
  });
  test.each([
    ['paths that leave the repository', (text: string) => text.replaceAll('src/never.js', '../never.js')],
    ['absolute paths', (text: string) => text.replaceAll('src/never.js', '/etc/passwd')],
    ['a later form', (text: string) => text.replace('"galleyCoverage":1', '"galleyCoverage":2')],
    ['no commit', (text: string) => text.replace(commit, 'HEAD')],
    ['a text that was cut', (text: string) => text.slice(0, 900)],
    ['places that are none', (text: string) => text.replace('[[4,2,', '[[-4,2,')],
  ])('with %s is refused', async (_name, spoil) => {
    const text = await pack();
    expect(spoil(text)).not.toBe(text);
    await expect(unpack(spoil(text))).rejects.toMatchObject({ code: 'broken-report' });
  });
});

describe('reports that say nothing about this repository', () => {
  test('of another project', async () => {
    await lay('nyc', {});
    await writeFile(join(root, 'lcov.info'), 'SF:lib/other.js\nDA:1,1\nend_of_record\n');
    await expect(read(['src/price.js'])).rejects.toMatchObject({ code: 'stale-report' });
  });
  test('without any file are no proof that no test loads one', async () => {
    await lay('nyc', {});
    await mkdir(join(root, 'coverage'));
    await writeFile(join(root, 'coverage/coverage-final.json'), '{}');
    const data = await read(['src/price.js']);
    expect(data.unusable.get('src/price.js')).toContain('names no file at all');
  });
  test('that are not there', async () => {
    await expect(read(['a.js'])).rejects.toMatchObject({ code: 'unreadable-report' });
    await expect(read(['a.js'], ['gone.json'])).rejects.toMatchObject({
      code: 'unreadable-report',
      why: 'there is no such file',
    });
    await symlink('circle', join(root, 'circle'));
    await expect(read(['a.js'], ['circle'])).rejects.toMatchObject({
      code: 'unreadable-report',
      why: 'its links lead in a circle',
    });
  });
});
