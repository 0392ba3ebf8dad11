import { mkdtempSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createSandbox } from '../../../src/run/sandbox/create-sandbox.ts';

const limits = {
  ms: 20_000,
  outputBytes: 100_000,
  memoryBytes: 1_000_000_000,
  processes: 50,
  diskBytes: 50_000_000,
};

test('runs a command in a folder of its own', async (context) => {
  if (process.platform !== 'linux') context.skip('not Linux');
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'sandbox-')));
  writeFileSync(join(folder, 'in.txt'), 'read me');
  const sandbox = await createSandbox({
    path: process.env['PATH'] ?? '',
    temporary: tmpdir(),
    unsafeRun: false,
  });
  const result = await sandbox.run({
    argv: [
      process.execPath,
      '-e',
      'console.log(fs.readFileSync("in.txt", "utf8"), Object.keys(process.env))',
    ],
    cwd: folder,
    readable: [folder],
    writable: [],
    env: { ASKED: 'yes' },
    limits,
    signal: new AbortController().signal,
  });
  expect(result).toMatchObject({ exitCode: 0, stopped: '', stderr: '' });
  expect(result.stdout).toContain('read me');
  expect(result.stdout).toContain('ASKED');
});
