import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startModelServer } from '../doubles/model-server/start-model-server.ts';
import { deadServer, galleyAt, temporaryFolder } from './galley-process.ts';

const home = temporaryFolder();
const galley = galleyAt(home);

const source = `function clamp(n, most) {
  if (n > most) {
    return most;
  }
  return n;
}
module.exports = { clamp };
`;
const suite = `const assert = require('node:assert');
const { test } = require('node:test');
const { clamp } = require('../clamp.js');
test('small', () => {
  globalThis.clean = globalThis.dirty === undefined;
  assert.ok(globalThis.clean);
  assert.strictEqual(clamp(1, 5), 1);
});
`;

/** A repository with a change that no test reaches. */
function repository(name: string): string {
  const folder = join(home, name);
  execFileSync('git', ['init', '-q', '-b', 'main', folder]);
  const git = (...args: string[]): void => void execFileSync('git', args, { cwd: folder });
  mkdirSync(join(folder, 'test'));
  writeFileSync(join(folder, 'package.json'), '{"name":"clamp","scripts":{"test":"node --test test/"}}\n');
  writeFileSync(
    join(folder, 'clamp.js'),
    'function clamp(n) {\n  return n;\n}\nmodule.exports = { clamp };\n',
  );
  writeFileSync(join(folder, 'test/clamp.test.js'), suite);
  git('add', '-A');
  git('commit', '-q', '-m', 'before');
  writeFileSync(join(folder, 'clamp.js'), source);
  return folder;
}

/** One answer to every question. */
async function serverSaying(code: string) {
  return startModelServer({ replies: [{ when: 'Write the body', text: `\`\`\`js\n${code}\n\`\`\`` }] });
}

async function tests(name: string, code: string, more: readonly string[] = []) {
  const folder = repository(name);
  const server = await serverSaying(code);
  try {
    const run = await galley(['tests', '--samples', '1', '--format', 'json', '--no-cache', ...more], {
      cwd: folder,
      env: { GALLEY_SERVER: server.url, GALLEY_BACKEND: 'ollama' },
    });
    const review = JSON.parse(run.stdout || '{}') as {
      tests: {
        added: string;
        isNew: boolean;
        gained: unknown[];
        gates: { gate: string; outcome: string }[];
      }[];
      gaps: { function: string }[];
    };
    return { ...run, folder, review };
  } finally {
    await server.close();
  }
}

const good = 'assert.strictEqual(clamp(7, 5), 5);';

describe('galley tests', () => {
  it('suggests a test that passed all gates, and writes nothing', async () => {
    const { code, review, folder } = await tests('good', good);
    expect(code).toBe(0);
    expect(review.gaps.map((gap) => gap.function)).toContain('clamp');
    expect(review.tests).toHaveLength(1);
    expect(review.tests[0]?.added).toContain(good);
    expect(review.tests[0]?.gates.map(({ gate, outcome }) => `${gate} ${outcome}`)).toEqual([
      'parses passed',
      'allowed passed',
      'types not-applicable',
      'alone passed',
      'repeats passed',
      'suite passed',
      'covers passed',
      'asserts passed',
      'kills passed',
    ]);
    expect(readFileSync(join(folder, 'test/clamp.test.js'), 'utf8')).toBe(suite);
  });

  it('writes it with --write, into the tests that there are, which then pass', async () => {
    const { folder, stdout } = await tests('write', good, ['--write', '--format', 'pretty=report.txt']);
    expect(stdout).not.toBe('');
    const text = readFileSync(join(folder, 'test/clamp.test.js'), 'utf8');
    expect(text).toContain(good);
    expect(text).toContain("test('small'");
    execFileSync(process.execPath, ['--test', 'test/'], { cwd: folder });
    expect(readFileSync(join(folder, 'report.txt'), 'utf8')).toContain('wrote test/clamp.test.js');
  });

  it('takes the value that came out where one is wrong, and says so', async () => {
    const { review } = await tests('characterised', 'assert.strictEqual(clamp(7, 5), 6);');
    expect(review.tests).toMatchObject([{ characterisation: true }]);
    expect(review.tests[0]?.added).toContain('clamp(7, 5), 5');
  });

  it('without a model tells the gaps and why there is no test', async () => {
    const folder = repository('no-model');
    const { code, stdout } = await galley(['tests', '--no-cache'], {
      cwd: folder,
      env: { GALLEY_SERVER: deadServer },
    });
    expect(code).toBe(3);
    expect(stdout).toContain('clamp.js');
    expect(stdout).toContain('No test could be asked for');
  });

  it('looks at whole files by their names', async () => {
    const { review } = await tests('whole', good, ['clamp.js']);
    expect(review.tests).toHaveLength(1);
  });

  it('runs nothing where nothing is to be reached', async () => {
    const folder = repository('clean');
    execFileSync('git', ['checkout', '-q', '--', '.'], { cwd: folder });
    const { code, stdout } = await galley(['tests', '--staged'], { cwd: folder });
    expect([code, stdout]).toEqual([0, expect.stringContaining('Nothing that tests do not reach')]);
  });
});

describe('galley tests --catch', () => {
  it('tells what passes before the change and fails after it', async () => {
    const folder = repository('catch');
    const before =
      'function clamp(n, most) {\n  return n > most ? most : n;\n}\nmodule.exports = { clamp };\n';
    writeFileSync(join(folder, 'clamp.js'), before);
    execFileSync('git', ['commit', '-qam', 'limits'], { cwd: folder });
    writeFileSync(join(folder, 'clamp.js'), source.replace('return most;', 'return n + 1;'));
    const server = await serverSaying(good);
    const { stdout } = await galley(
      ['tests', '--catch', '--samples', '1', '--format', 'json', '--no-cache'],
      {
        cwd: folder,
        env: { GALLEY_SERVER: server.url, GALLEY_BACKEND: 'ollama' },
      },
    );
    await server.close();
    const review = JSON.parse(stdout) as { tests: unknown[]; findings: { rule: string; message: string }[] };
    expect(review.tests).toEqual([]);
    const found = review.findings.find(({ rule }) => rule === 'galley/possible-regression');
    expect(found?.message).toContain('expected 5 and got 8');
  });
});

describe('galley tests --fixtures', () => {
  const types = 'export interface Order {\n  id: string;\n  lines: number[];\n  note?: string;\n}\n';

  function typed(name: string): string {
    const folder = repository(name);
    writeFileSync(join(folder, '.gitignore'), 'node_modules\n');
    writeFileSync(join(folder, 'order.ts'), types);
    writeFileSync(join(folder, 'order.test.ts'), "import { test } from 'vitest';\ntest('none', () => {});\n");
    writeFileSync(
      join(folder, 'package.json'),
      '{"name":"o","type":"module","scripts":{"test":"vitest run"}}\n',
    );
    writeFileSync(join(folder, 'tsconfig.json'), '{"compilerOptions":{"strict":true,"module":"nodenext"}}\n');
    symlinkSync(join(import.meta.dirname, '../../node_modules'), join(folder, 'node_modules'));
    execFileSync('git', ['add', '-A'], { cwd: folder });
    return folder;
  }

  it('prints builders that the compiler of the repository accepts', async () => {
    const { code, stdout, stderr } = await galley(['tests', '--fixtures', 'Order'], {
      cwd: typed('fixtures'),
    });
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('export function buildOrder(overrides: Partial<Order> = {}): Order');
  });

  it('writes no file over another, and knows no type that is nowhere', async () => {
    const folder = typed('fixtures-write');
    expect((await galley(['tests', '--fixtures', 'order.ts', '--write'], { cwd: folder })).code).toBe(0);
    expect(readFileSync(join(folder, 'order.fixtures.ts'), 'utf8')).toContain('buildOrder');
    const again = await galley(['tests', '--fixtures', 'order.ts', '--write'], { cwd: folder });
    expect([again.code, again.stderr]).toEqual([
      2,
      expect.stringContaining('order.fixtures.ts is there already'),
    ]);
    const missing = await galley(['tests', '--fixtures', 'Nothing'], { cwd: folder });
    expect([missing.code, missing.stderr]).toEqual([
      2,
      expect.stringContaining('No file exports a type Nothing'),
    ]);
  });
});

/** Each of them passes all the gates before the one that stops it. */
describe('only one gate stops', () => {
  it.each([
    ['parses', 'assert.strictEqual(clamp(7, 5) 5 @@ ;; => %'],
    ['allowed', "require('node:child_process').execSync('true');\nassert.strictEqual(clamp(7, 5), 5);"],
    ['alone', 'assert.strictEqual(clamp(7, 5), clamp(9, 8));'],
    ['repeats', 'assert.strictEqual(clamp(new Date().getFullYear() === 2031 ? 1 : 7, 5), 5);'],
    [
      'suite',
      "assert.strictEqual(clamp(7, 5), 5);\nglobalThis.dirty = true;\nrequire('node:test').test('more', () => { assert.ok(false); });",
    ],
    ['covers', 'assert.strictEqual(clamp(1, 5), 1);'],
    ['asserts', 'clamp(7, 5);\nassert.ok(true);'],
    ['kills', 'assert.notStrictEqual(clamp(7, 5), "no number");'],
  ])('%s', async (gate, code) => {
    const { review, folder } = await tests(`stopped-${gate}`, code, ['--format', 'pretty=report.txt']);
    expect(review.tests).toEqual([]);
    const report = readFileSync(join(folder, 'report.txt'), 'utf8');
    const counts = [...report.matchAll(/(\w+) (\d+)\/(\d+)/g)].map(([, name, passed, tried]) => [
      name,
      passed,
      tried,
    ]);
    const stopped = counts.find(([, passed, tried]) => passed !== tried)?.[0];
    expect([stopped, existsSync(join(folder, 'report.txt'))]).toEqual([gate, true]);
  });
});
