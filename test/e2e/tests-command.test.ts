import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
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
