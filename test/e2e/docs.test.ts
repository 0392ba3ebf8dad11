import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startDocsServer } from './docs-server.ts';
import { deadServer, galleyAt, temporaryFolder } from './galley-process.ts';

const home = temporaryFolder();
const galley = galleyAt(home);
const server = await startDocsServer();
const withModel = { GALLEY_SERVER: server.url, GALLEY_BACKEND: 'ollama' };

const code = `export function total(items: readonly number[]): number {
  return items.reduce((sum, item) => sum + item, 0);
}

/**
 * Takes one away.
 *
 * @param count - how many there were
 * @returns how many there are
 */
export function less(amount: number): number {
  return amount - 1;
}
`;

function repository(name: string): string {
  const folder = join(home, name);
  execFileSync('git', ['init', '-q', '-b', 'main', folder]);
  mkdirSync(join(folder, 'src'));
  writeFileSync(join(folder, 'src/sum.ts'), code);
  writeFileSync(join(folder, 'src/sum.test.ts'), code);
  return folder;
}

describe('galley docs', () => {
  it('lists what is missing and what is out of date, and leaves tests alone', async () => {
    const folder = repository('check');
    const { code: exit, stdout } = await galley(['docs'], {
      cwd: folder,
      env: { GALLEY_SERVER: deadServer },
    });
    expect(stdout).toBe(
      [
        'src/sum.ts:1  function without a doc comment  total',
        'src/sum.ts:11  documents the parameter count, which is now amount  less',
        '',
        'docs: 1 of 2 public declarations documented (50 %), 1 stale',
        '',
      ].join('\n'),
    );
    expect(exit).toBe(1);
  });

  it('shows a diff that git can apply', async () => {
    const folder = repository('diff');
    const run = await galley(['docs', '--diff', 'src'], { cwd: folder, env: withModel });
    expect([run.code, run.stdout]).toEqual([0, expect.stringContaining('+ * Adds the items of a list')]);
    execFileSync('git', ['apply', '--unidiff-zero', '-'], { cwd: folder, input: run.stdout });
    expect(readFileSync(join(folder, 'src/sum.ts'), 'utf8')).toContain(' * @param items - ');
  });

  it('writes it, and takes back exactly that', async () => {
    const folder = repository('write');
    const run = await galley(['docs', '--write'], { cwd: folder, env: withModel });
    expect(run.stderr).toMatch(
      /1 docstring written in 1 file \(code unchanged, proved\); galley docs --undo/,
    );
    const written = readFileSync(join(folder, 'src/sum.ts'), 'utf8');
    expect(written.endsWith(code)).toBe(true);
    expect(written.slice(0, -code.length)).toMatch(/^\/\*\*\n \* Adds the items[^]*\*\/\n$/);
    const edited = `${written}\nexport const last = 1;\n`;
    writeFileSync(join(folder, 'src/sum.ts'), edited);
    const back = await galley(['docs', '--undo'], { cwd: folder });
    expect(back.stdout).toBe('src/sum.ts: 1 taken out\n');
    expect(readFileSync(join(folder, 'src/sum.ts'), 'utf8')).toBe(`${code}\nexport const last = 1;\n`);
    expect((await galley(['docs', '--undo'], { cwd: folder })).stdout).toBe(
      'there is nothing to take back\n',
    );
  });

  it('is exit code 3 when nobody answers, and 2 for what cannot be', async () => {
    const folder = repository('open');
    // What other tests asked is kept.
    const env = { GALLEY_SERVER: deadServer, GALLEY_CACHE_ENABLED: 'false' };
    const dead = await galley(['docs', '--write'], { cwd: folder, env });
    expect([dead.code, dead.stderr]).toEqual([3, expect.stringContaining('1 left: No model server answers')]);
    const both = await galley(['docs', '--write', '--undo'], { cwd: folder });
    expect([both.code, both.stderr]).toEqual([2, expect.stringContaining("can't be used together")]);
    const none = await galley(['docs', 'README.md'], { cwd: folder });
    expect([none.code, none.stderr]).toEqual([2, expect.stringContaining('there is no file whose docs')]);
  });
});
