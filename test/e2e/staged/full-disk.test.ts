import { execFile } from 'node:child_process';
import { cpSync } from 'node:fs';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { makeFolder } from '../../integration/git/make-repository.ts';
import { hasProgram } from '../has-program.ts';
import { documentedKinds, type CommitKind } from './commit-kinds.ts';
import { hooksAt, prepare } from './commit-twins.ts';
import { fileStates, seedFiles, type FileState } from './file-states.ts';
import { installHook, type InstalledHook } from './installed-hook.ts';
import { lookAt, type Snapshot } from './look-at.ts';

/** A name space of its own, where this user may mount. */
const inMounts = ['-Urm', 'sh', '-c'] as const;
const canMount = await hasProgram('unshare', [...inMounts, 'mount -t tmpfs -o size=64k tmpfs /mnt']);

let hook: InstalledHook;
/** One commit with a model server. */
const slow = 60_000;
vi.setConfig({ testTimeout: 120_000 });
beforeAll(async () => {
  hook = await installHook(seedFiles());
}, slow);

const kindNamed = (name: string) => documentedKinds.find((kind) => kind.name === name);
const clean = fileStates.find(({ name }) => name === 'clean');
const path = 'src/a.ts';

interface Ended {
  readonly code: number;
  readonly stderr: string;
  readonly after: Snapshot;
  readonly before: Snapshot;
}

/**
 * Commits in a repository on a small disk of its own (`mount` prepares it at $REPOSITORY), and copies what is left to where it can be
 * looked at.
 */
async function commitOn(
  mount: string,
  kind: CommitKind | undefined,
  env: Readonly<Record<string, string>>,
  state: FileState | undefined = clean,
): Promise<Ended> {
  if (!kind || !state) throw new Error('no such commit');
  const repository = prepare(kind, state, path);
  hook.teach(repository);
  const before = lookAt(repository.root, {});
  const [disk, left] = [makeFolder(), makeFolder()];
  cpSync(repository.root, left, { recursive: true });
  const script = `REPOSITORY='${disk}'; ${mount}; cd '${disk}' && "$@"; code=$?; rm -f '${disk}/filler'; rm -rf '${left}'; cp -a '${disk}' '${left}'; exit $code`;
  const command = ['git', ...kind.command(path).args];
  const run = promisify(execFile)('unshare', [...inMounts, script, 'sh', ...command], {
    env: { ...hook.env, ...hooksAt(hook), SOURCE: repository.root, DISK: disk, ...env },
  });
  const ended = await run.then(
    ({ stderr }) => ({ code: 0, stderr }),
    (error: { code: number; stderr: string }) => ({ code: error.code, stderr: error.stderr }),
  );
  return { ...ended, before, after: lookAt(left, {}) };
}

const small = 'mount -t tmpfs -o size=4m tmpfs "$REPOSITORY" && cp -a "$SOURCE"/. "$REPOSITORY"';
/** To the last page. */
const fill = 'dd if=/dev/zero bs=4k >> "$DISK/filler"';
const withoutFiller = { HOOK_AFTER: 'rm -f "$DISK/filler"' };
const kinds = ['commit', 'commit -a', 'commit PATH'];

describe.skipIf(!canMount).concurrent('a disk that is full', () => {
  const points = ['listing', 'read', 'blobs', 'prepared', 'applied', 'copied'];
  const cases = kinds.flatMap((kind) => points.map((point) => [kind, point] as const));

  test.each(cases)(
    '%s, from %s to the end of the hook: the commit is made, nothing is lost',
    async (kind, point) => {
      const { code, stderr, before, after } = await commitOn(small, kindNamed(kind), {
        HOOK_STOP: `${point}: ${fill}`,
        ...withoutFiller,
      });
      expect([code, stderr.replace(/^galley: .*\n/, '')]).toEqual([0, '']);
      expect(stderr.match(/^galley: /gm)).toHaveLength(1);
      expect(stderr).not.toMatch(/docs --write .*src\/beside|: Error: /);
      expect(after.tree).toEqual(before.tree);
      expect(after.index.get(path)).toBe(before.index.get(path));
      expect(after.head.get(path)?.split('\n').slice(1)).toEqual(
        before.index.get(path)?.split('\n').slice(1),
      );
      // Objects that git itself began, which its `gc` takes away.
      expect(after.litter.filter((name) => !/tmp_obj_/.test(name))).toEqual([]);
      // What did not get into the commit is said.
      if (after.docs.head[path] === undefined)
        expect(stderr).toMatch(/not touched|no docstrings|not read|skipped/);
      else if (after.docs.tree[path] === undefined) expect(stderr).toContain('staged only');
    },
  );

  test.each(kinds)('%s, and stays so: git refuses, nothing is lost', async (kind) => {
    const { code, before, after } = await commitOn(small, kindNamed(kind), {
      HOOK_STOP: `prepared: ${fill}`,
      HOOK_AFTER: fill,
    });
    expect(code).toBeGreaterThan(0);
    expect(after.tree).toEqual(before.tree);
    expect(after.index.get(path)).toBe(before.index.get(path));
  });
});

describe.skipIf(!canMount)('a working tree that cannot be written', () => {
  test('gets no docs, the commit does, and the line says so', async () => {
    const readOnly = `${small} && mount --bind "$REPOSITORY/src" "$REPOSITORY/src" && mount -o remount,ro,bind "$REPOSITORY/src"`;
    const { code, stderr, before, after } = await commitOn(readOnly, kindNamed('commit'), {});
    expect([code, stderr]).toEqual([
      0,
      `galley: 3 docstrings added (code unchanged, proved), staged only, your copy is left as it is: ${path} src/beside.ts\n`,
    ]);
    expect(after.tree).toEqual(before.tree);
    expect(after.docs.tree).toEqual({});
    expect(after.docs.head[path]).toBe(2);
  });

  test('on another disk than git’s folder it is written all the same', async () => {
    const apart = `${small} && mv "$REPOSITORY/.git" "$SOURCE/apart" && echo "gitdir: $SOURCE/apart" > "$REPOSITORY/.git"`;
    const { code, before, after } = await commitOn(apart, kindNamed('commit'), {});
    expect(code).toBe(0);
    expect(after.tree).toEqual(before.tree);
    expect(after.docs.tree[path]).toBe(2);
  });
});
