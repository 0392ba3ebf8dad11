import { Buffer } from 'node:buffer';
import { writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { makeRepository } from '../integration/git/make-repository.ts';
import { galleyAt, temporaryFolder } from './galley-process.ts';

const galley = galleyAt(temporaryFolder());

interface Account {
  readonly code: number | null;
  readonly files: Readonly<Record<string, string>>;
  readonly complete: boolean;
}

async function review(cwd: string, ...args: string[]): Promise<Account> {
  const run = await galley(['review', '--no-model', '--format', 'json', '--quiet', ...args], { cwd });
  expect(run.stderr).toBe('');
  const { complete, ledger } = JSON.parse(run.stdout) as {
    complete: boolean;
    ledger: { files: { path: string; outcome: string; reason: string }[] };
  };
  const files = Object.fromEntries(
    ledger.files.map((file) => [file.path, `${file.outcome}: ${file.reason}`]),
  );
  return { code: run.code, files, complete };
}

describe('files that git does not know yet', () => {
  it('are excluded for their size by its name, and reviewed when the limit allows it', async () => {
    const repository = makeRepository(temporaryFolder());
    repository.commit({});
    repository.write('large.ts', 'export const a = 1;\n'.repeat(90_000));
    repository.write('real.bin', Buffer.alloc(10));
    expect((await review(repository.root)).files).toEqual({
      'large.ts': 'excluded: larger than 1048576 bytes',
      'real.bin': 'excluded: binary',
    });
    expect((await review(repository.root, '--max-file-kilobytes', '8000')).files).toMatchObject({
      'large.ts': 'reviewed: ',
    });
  });

  it('are read whatever bytes their name has', async () => {
    const repository = makeRepository(temporaryFolder());
    repository.commit({});
    const name = Buffer.concat([
      Buffer.from(`${repository.root}/gr`),
      Buffer.from([0xfc]),
      Buffer.from('n.ts'),
    ]);
    writeFileSync(name, 'const a = 1;\n');
    expect(await review(repository.root)).toEqual({
      code: 0,
      files: { 'gr\xfcn.ts': 'reviewed: ' },
      complete: true,
    });
  });
});
