import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from './galley-process.ts';

const hook = join(import.meta.dirname, '../../hooks/pre-commit');
const home = temporaryFolder();

/** Runs this repository's own hook as husky does, with stand-ins for all that it calls. */
function runHook(
  name: string,
  galley: string | undefined,
  npm = 'exit 0',
): { code: number | null; out: string } {
  const folder = join(home, name);
  mkdirSync(join(folder, 'bin'), { recursive: true });
  mkdirSync(join(folder, 'dist'));
  if (galley !== undefined) writeFileSync(join(folder, 'dist/galley.js'), galley);
  for (const [program, script] of [
    ['npm', npm],
    ['eslint', 'exit 0'],
  ])
    writeFileSync(join(folder, 'bin', program ?? ''), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  spawnSync('git', ['init', '-q', folder]);
  const env = { ...process.env, PATH: `${join(folder, 'bin')}:${process.env['PATH']}` };
  const { status, stdout, stderr } = spawnSync('sh', ['-e', hook], { cwd: folder, env, encoding: 'utf8' });
  return { code: status, out: stdout + stderr };
}

describe('the hook of this repository', () => {
  it('runs Galley where it is built', () => {
    const { code, out } = runHook('built', 'process.stderr.write(process.argv.slice(2).join(" "))');
    expect([code, out]).toEqual([0, 'hook pre-commit']);
  });

  it('says nothing where it is not', () => {
    expect(runHook('bare', undefined)).toEqual({ code: 0, out: '' });
  });

  it.each(['process.exit(2)', 'process.kill(process.pid, "SIGKILL")'])('goes on after %s', (script) => {
    expect(runHook(`ends-${script.length}`, script).code).toBe(0);
  });

  it('still fails for what it checks', () => {
    expect(runHook('checks', undefined, 'exit 1').code).not.toBe(0);
  });
});
