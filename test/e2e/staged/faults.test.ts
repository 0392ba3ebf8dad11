import { createServer as createHttpServer } from 'node:http';
import { createServer, type AddressInfo, type Server } from 'node:net';
import {
  appendFileSync,
  chmodSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { TestRepository } from '../../integration/git/make-repository.ts';
import { startModelServer } from '../../doubles/model-server/start-model-server.ts';
import { documentedKinds } from './commit-kinds.ts';
import { createTrials, hooksAt, prepare, runGit, type Case, type Twins } from './commit-twins.ts';
import { expectUnharmed } from './expect-unharmed.ts';
import { fileStates, seedFiles } from './file-states.ts';
import { installHook, type InstalledHook } from './installed-hook.ts';
import { lookAt, type Snapshot } from './look-at.ts';

const kindNamed = (name: string) => documentedKinds.find((kind) => kind.name === name) ?? fail(name);
const stateNamed = (name: string) => fileStates.find((state) => state.name === name) ?? fail(name);
function fail(name: string): never {
  throw new Error(`nothing is called ${name}`);
}

const plain = kindNamed('commit');
const clean = stateNamed('clean');
const path = 'src/a.ts';

let hook: InstalledHook;
let trial: (one: Case) => Promise<Twins>;
/** One commit with a model server. */
const slow = 60_000;
vi.setConfig({ testTimeout: 120_000 });
beforeAll(async () => {
  hook = await installHook(seedFiles());
  trial = createTrials(hook);
}, slow);

interface Ended extends Snapshot {
  readonly code: number | null;
  readonly stderr: string;
}

/** A plain commit through the hook, in a repository that the test prepares further. */
async function commit(
  before: (repository: TestRepository) => Readonly<Record<string, string>> = () => ({}),
  options: { readonly isBare?: boolean; readonly isStrict?: boolean } = {},
): Promise<{ repository: TestRepository; ended: Ended }> {
  const repository = prepare(plain, clean, path);
  hook.teach(repository);
  const more = before(repository);
  const env = { ...hook.env, ...(options.isBare ? {} : hooksAt(hook)), ...more };
  const ended = await runGit(['commit', '-q', '-m', 'x'], { cwd: repository.root, input: '', env });
  return { repository, ended: { ...ended, ...lookAt(repository.root, {}) } };
}

const headOf = ({ git }: TestRepository, file = path) => git('show', `HEAD:${file}`);
const copyOf = ({ root }: TestRepository, file = path) => readFileSync(join(root, file), 'utf8');

describe.concurrent('the index belongs to others too:', () => {
  test('held by another process before the commit, git refuses as it does without the hook', async () => {
    const hold = ({ root }: TestRepository) => {
      writeFileSync(join(root, '.git/index.lock'), '');
      return {};
    };
    const [hooked, bare] = await Promise.all([commit(hold), commit(hold, { isBare: true })]);
    expect(bare.ended.code).toBe(128);
    expect(hooked.ended.code).toBe(128);
    const said = ({ repository, ended }: typeof bare) => ended.stderr.replaceAll(repository.root, '');
    expect(said(hooked)).toBe(said(bare));
    expect(hooked.ended.index).toEqual(bare.ended.index);
    expect(hooked.ended.tree).toEqual(bare.ended.tree);
    expect(existsSync(join(hooked.repository.root, '.git/index.lock'))).toBe(true);
  });

  test('held meanwhile and for long, the commit is made without docs, and the line says so', async () => {
    const { repository, ended } = await commit(({ root }) => ({
      HOOK_STOP: `prepared: touch '${root}/.git/index.lock'`,
    }));
    expect([ended.code, ended.stderr]).toEqual([
      0,
      'galley: 2 files not touched: another process holds the index\n',
    ]);
    expect(headOf(repository)).toBe(clean.staged);
    expect(copyOf(repository)).toBe(clean.staged);
    rmSync(join(repository.root, '.git/index.lock'));
    expect(repository.git('status', '--porcelain', '--', path)).toBe('');
  });

  test('held meanwhile for a moment, it is waited for', async () => {
    const { ended } = await commit(({ root }) => ({
      HOOK_STOP: `prepared: touch '${root}/.git/index.lock'; (sleep 0.2; rm '${root}/.git/index.lock') & `,
    }));
    expect([ended.code, ended.docs.head[path]]).toEqual([0, 2]);
  });

  test.each(['read', 'blobs', 'prepared'])(
    'what an editor stages after %s is committed as it is',
    async (point) => {
      const { repository, ended } = await commit(({ root }) => ({
        HOOK_STOP: `${point}: cd '${root}' && echo '// mine' >> ${path} && git add ${path}`,
      }));
      expect([ended.code, ended.stderr]).toEqual([
        0,
        'galley: 1 docstring added (code unchanged, proved), 1 file not touched: something else was staged meanwhile\n',
      ]);
      expect(headOf(repository)).toBe(`${String(clean.staged)}// mine\n`);
      expect(copyOf(repository)).toBe(`${String(clean.staged)}// mine\n`);
      expect(ended.docs.head['src/beside.ts']).toBe(1);
      expect(repository.git('status', '--porcelain', '--', 'src/a.ts', 'src/beside.ts')).toBe('');
    },
  );

  test('what an editor unstages meanwhile is not committed', async () => {
    const { ended } = await commit(({ root }) => ({
      HOOK_STOP: `prepared: cd '${root}' && git rm -q --cached src/beside.ts`,
    }));
    expect(ended.code).toBe(0);
    expect(ended.head.has('src/beside.ts')).toBe(false);
    expect(ended.tree.has('src/beside.ts')).toBe(true);
    expect(ended.docs.head[path]).toBe(2);
  });
});

describe.concurrent('the working tree belongs to others too:', () => {
  test.each(['prepared', 'applied'])('a file that is saved after %s is not written', async (point) => {
    const { repository, ended } = await commit(({ root }) => ({
      HOOK_STOP: `${point}: echo '// mine' >> '${root}/${path}'`,
    }));
    expect(ended.code).toBe(0);
    expect(ended.docs.head[path]).toBe(2);
    // Between the last look and the renaming there are microseconds; this stands in the middle of them.
    if (point === 'copying') return;
    expect(ended.stderr).toContain(`staged only, your copy is left as it is: ${path}\n`);
    expect(copyOf(repository)).toBe(`${String(clean.staged)}// mine\n`);
  });
});

test('two commits at once in two working trees of one repository', async () => {
  const kind = kindNamed('commit in a linked worktree');
  const main = prepare(plain, clean, path);
  const folder = join(main.root, '../linked-beside');
  main.git('worktree', 'add', '-q', '-b', 'linked', folder);
  const linked: TestRepository = { ...main, root: folder };
  for (const file of [path, 'src/beside.ts']) {
    writeFileSync(join(folder, file), copyOf(main, file));
  }
  await runGit(['add', '-A'], { cwd: folder, input: '', env: hook.env });
  hook.teach(main);
  const env = { ...hook.env, ...hooksAt(hook) };
  const both = await Promise.all(
    [main, linked].map(({ root }) => runGit(kind.command(path).args, { cwd: root, input: '', env })),
  );
  expect(both.map(({ code }) => code)).toEqual([0, 0]);
  for (const root of [main.root, folder]) {
    const { docs, litter } = lookAt(root, {});
    expect([docs.head[path], docs.head['src/beside.ts'], litter]).toEqual([2, 1, []]);
  }
});

describe('a model server that', () => {
  const open: Server[] = [];
  afterAll(() => open.forEach((server) => server.close()));
  const listen = async (server: Server): Promise<string> => {
    open.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  };
  const says = async (text: string): Promise<string> => {
    const server = await startModelServer({ replies: [{ when: 'Document the', text }] });
    afterAll(() => server.close());
    return server.url;
  };
  const servers: Record<string, () => Promise<string>> = {
    'is dead': async () => 'http://127.0.0.1:9',
    hangs: () => listen(createServer(() => {})),
    'closes the connection': () => listen(createServer((socket) => socket.destroy())),
    'answers with bytes': () => listen(createServer((socket) => socket.end(Buffer.alloc(9999, 0xfe)))),
    'answers with another page': () =>
      listen(createHttpServer((_, reply) => reply.end('<html>Welcome to your router</html>'))),
    'answers with errors': () =>
      listen(createHttpServer((_, reply) => reply.writeHead(500).end('{"error":"out of memory"}'))),
    'talks nonsense': () => says('Sure! Here is your comment: */ process.exit() /*'),
    'says nothing': () => says(''),
    'says what would end the comment': () =>
      says(JSON.stringify({ summary: '*/ process.exit(); /**', params: { a: '*/' }, returns: '"""' })),
  };

  test.each(Object.keys(servers))(
    '%s: the commit is made, nothing is changed, one line says so',
    async (name) => {
      const server = (await servers[name]?.()) ?? '';
      const one = {
        kind: plain,
        state: clean,
        stop: '',
        env: { GALLEY_SERVER: server, GALLEY_DOCS_COMMIT_TIME: '3s' },
      };
      const twins = await trial(one);
      expectUnharmed(twins, one);
      const { code, stderr, docs, head } = twins.hooked.first;
      expect(code).toBe(0);
      expect(head).toEqual(twins.bare.first.head);
      expect(docs.head).toEqual({});
      expect(stderr).toMatch(/^galley: \d (?:skipped|left out): .+\n$/);
    },
  );

  test('hangs: Ctrl-C ends the commit at once, with nothing changed', async () => {
    const server = (await servers['hangs']?.()) ?? '';
    const one = { kind: plain, state: clean, stop: '1500: SIGINT', env: { GALLEY_SERVER: server } };
    const twins = await trial(one);
    expectUnharmed(twins, one);
    expect(twins.hooked.first.code).toBeNull();
    expect(twins.hooked.first.docs).toMatchObject({ head: {}, index: {}, tree: {} });
  });
});

describe.concurrent('a fault of its own never stops a commit:', () => {
  test('a file where its folder should be', async () => {
    const { repository, ended } = await commit(({ root }) => {
      rmSync(join(root, '.git/galley'), { recursive: true });
      writeFileSync(join(root, '.git/galley'), 'mine\n');
      return {};
    });
    expect(ended.code).toBe(0);
    expect(ended.stderr).toMatch(/^galley: [^\n]+\n$/);
    expect(headOf(repository)).toBe(clean.staged);
    expect(readFileSync(join(repository.root, '.git/galley'), 'utf8')).toBe('mine\n');
  });

  test('replies that were damaged', async () => {
    const { repository, ended } = await commit(({ root }) => {
      const found = join(root, '.git/galley/docs');
      for (const entry of readdirSync(found, { recursive: true, withFileTypes: true }))
        if (entry.isFile()) appendFileSync(join(entry.parentPath, entry.name), 'x');
      return {};
    });
    expect(ended.code).toBe(0);
    expect(ended.stderr).toMatch(/^galley: [^\n]+\n$/);
    expect(headOf(repository)).toBe(clean.staged);
  });

  test.each(['2>/dev/full', '2>&-', '</dev/null >/dev/full 2>&1'])(
    'a terminal that is gone (%s)',
    async (redirection) => {
      const repository = prepare(plain, clean, path);
      hook.teach(repository);
      const folder = join(repository.root, '.git/my-hooks');
      repository.write(
        '.git/my-hooks/pre-commit',
        `#!/bin/sh\nexec "${hook.folder}/pre-commit" ${redirection}\n`,
      );
      chmodSync(join(folder, 'pre-commit'), 0o755);
      const env = { ...hook.env, ...hooksAt({ ...hook, folder }) };
      const ended = await runGit(['commit', '-qm', 'x'], { cwd: repository.root, input: '', env });
      expect(ended.code).toBe(0);
      expect(lookAt(repository.root, {}).docs.head[path]).toBe(2);
    },
  );

  test('a home that is not there', async () => {
    const { ended } = await commit(() => ({
      HOME: '/nonexistent',
      XDG_CONFIG_HOME: '/nonexistent/c',
      XDG_CACHE_HOME: '/nonexistent/d',
    }));
    expect([ended.code, ended.docs.head[path]]).toEqual([0, 2]);
  });
});
