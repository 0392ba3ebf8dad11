import { execFileSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isGalleyError } from '../../../src/errors.ts';
import { readConfigFiles } from '../../../src/config/read-config-files.ts';
import type { ConfigFiles } from '../../../src/config/read-config-files.ts';
import { asPlainUser, noPlainUser } from '../as-plain-user.ts';

let root: string;
const onWindows = process.platform === 'win32';

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'galley-config-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

function read(isOperatorFileRequired = false): Promise<ConfigFiles> {
  return readConfigFiles({
    operatorPath: join(root, 'operator.yml'),
    isOperatorFileRequired,
    repositoryRoot: root,
  });
}

async function failure(reading: Promise<ConfigFiles>): Promise<string> {
  const error: unknown = await reading.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!isGalleyError(error)) throw new Error('expected a GalleyError', { cause: error });
  expect(error.code).toBe('invalid-config');
  return `${error.message}: ${error.why}`;
}

describe('readConfigFiles', () => {
  it('takes missing files for none, and a missing repository too', async () => {
    expect(await read()).toEqual({
      operator: { path: join(root, 'operator.yml'), text: undefined },
      repository: { path: '.galley.yml', text: undefined },
    });
    const places = { operatorPath: join(root, 'no', 'file'), isOperatorFileRequired: false };
    const { repository } = await readConfigFiles({ ...places, repositoryRoot: undefined });
    expect(repository.text).toBeUndefined();
  });

  it('reads both, without a byte order mark', async () => {
    await writeFile(join(root, 'operator.yml'), 'window: 4096\n');
    await writeFile(join(root, '.galley.yml'), '\uFEFFmodel: a\n');
    const { operator, repository } = await read(true);
    expect([operator.text, repository.text]).toEqual(['window: 4096\n', 'model: a\n']);
  });

  it('misses a file that was named', async () => {
    expect(await failure(read(true))).toContain('operator.yml: there is no such file');
  });

  it('refuses .galley.yml as a link, also one within the repository', async () => {
    await writeFile(join(root, 'real.yml'), 'secret text');
    await symlink('real.yml', join(root, '.galley.yml'));
    expect(await failure(read())).toBe("Can't use .galley.yml: it is a symbolic link");
  });

  it('follows a link to the operator file, which is the operator’s own', async () => {
    await writeFile(join(root, 'real.yml'), 'window: 4096\n');
    await symlink('real.yml', join(root, 'operator.yml'));
    expect((await read(true)).operator.text).toBe('window: 4096\n');
  });

  it('works where the repository itself is reached by a link', async () => {
    await mkdir(join(root, 'real'));
    await writeFile(join(root, 'real', '.galley.yml'), 'model: a\n');
    await symlink('real', join(root, 'linked'));
    const places = { operatorPath: join(root, 'o.yml'), isOperatorFileRequired: false };
    const { repository } = await readConfigFiles({ ...places, repositoryRoot: join(root, 'linked') });
    expect(repository.text).toBe('model: a\n');
  });

  it('refuses folders and named pipes without waiting for a writer', async () => {
    await mkdir(join(root, '.galley.yml'));
    expect(await failure(read())).toMatch(/\.galley\.yml: it (is not a regular file|cannot be read)/);
    await rm(join(root, '.galley.yml'), { recursive: true });
    if (onWindows) return;
    execFileSync('mkfifo', [join(root, '.galley.yml')]);
    expect(await failure(read())).toContain('it is not a regular file');
  });

  it('reads up to 256 KiB and no byte more', async () => {
    await writeFile(join(root, '.galley.yml'), '#'.repeat(262_144));
    expect((await read()).repository.text).toHaveLength(262_144);
    await writeFile(join(root, '.galley.yml'), '#'.repeat(262_145));
    expect(await failure(read())).toContain('it has 262145 bytes, at most 262144 are read');
  });

  it('refuses what is not UTF-8', async () => {
    await writeFile(join(root, '.galley.yml'), Buffer.from([0x23, 0xe9, 0x0a]));
    expect(await failure(read())).toContain('it is not UTF-8 text');
  });

  it('names .galley.yml when it is spelt .galley.yaml', async () => {
    await writeFile(join(root, '.galley.yaml'), 'model: a\n');
    expect(await failure(read())).toBe("Can't use .galley.yaml: the file must be named .galley.yml");
  });

  it.skipIf(onWindows)('names a file that it may not read', async ({ skip }) => {
    const reason = noPlainUser();
    if (reason !== undefined) skip(reason);
    await writeFile(join(root, '.galley.yml'), 'model: a\n');
    await chmod(join(root, '.galley.yml'), 0);
    await asPlainUser(root, async () => {
      expect(await failure(read())).toContain("Can't use .galley.yml: it cannot be read");
    });
  });
});
