import { execFileSync, spawn } from 'node:child_process';
import { existsSync, lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeFolder, makeRepository, openRepository, type TestRepository } from '../make-repository.ts';
import type { CommitKind } from './commit-kinds.ts';
import { neighbour, type FileState } from './file-states.ts';
import type { HookReport } from './install-hook.ts';

export interface Case {
  readonly kind: CommitKind;
  readonly state: FileState;
  /** A step and a signal, such as `staged SIGKILL`, or milliseconds after which the hook is killed; empty: it ends well. */
  readonly stop: string;
}

/** The same commit with and without the hook. */
export interface Twins {
  readonly hooked: Snapshot;
  readonly bare: Snapshot;
  readonly report: HookReport | undefined;
}

export interface Snapshot {
  readonly root: string;
  readonly repository: TestRepository;
  /** Exit status of the commit. */
  readonly code: number | null;
  readonly stderr: string;
  /** Mode and content of each file of HEAD, docs taken out. */
  readonly head: ReadonlyMap<string, string>;
  readonly index: ReadonlyMap<string, string>;
  readonly tree: ReadonlyMap<string, string>;
  readonly docs: { readonly head: number; readonly index: number; readonly tree: number };
  /** What git takes for changed without a new look, and with one. */
  readonly dirty: string;
  readonly status: string;
  readonly refs: string;
  /** Locks and files of our own in git's folder. */
  readonly litter: readonly string[];
}

/**
 * Prepares two equal repositories, commits in both, one through the hook, and looks at all that is left. Where an
 * interrupt stopped the one commit there is none in the other.
 *
 * @param meanwhile a command of the shell between reading and writing
 */
export async function commitTwice(
  { kind, state, stop }: Case,
  hooks: string,
  meanwhile = '',
): Promise<Twins> {
  const report = join(makeFolder(), 'report.json');
  const env = { HOOK_STOP: stop, HOOK_REPORT: report, HOOK_MEANWHILE: meanwhile };
  const hooked = await commitOnce(kind, state, { ...env, GIT_CONFIG_COUNT: '1', ...hooksAt(hooks) });
  const isInterrupted = stop.endsWith('SIGINT') && hooked.code !== 0;
  return {
    hooked,
    bare: await commitOnce(kind, state, isInterrupted ? undefined : {}),
    report: existsSync(report) ? (JSON.parse(readFileSync(report, 'utf8')) as HookReport) : undefined,
  };
}

function hooksAt(folder: string): Record<string, string> {
  return { GIT_CONFIG_KEY_0: 'core.hooksPath', GIT_CONFIG_VALUE_0: folder };
}

async function commitOnce(
  kind: CommitKind,
  state: FileState,
  env: Readonly<Record<string, string>> | undefined,
): Promise<Snapshot> {
  const path = state.path ?? 'src/a.ts';
  const repository = prepare(kind, state, path);
  const { args, input = '' } = kind.command(kind.folder === 'src' ? path.slice('src/'.length) : path);
  const cwd = join(repository.root, kind.folder ?? '');
  if (env === undefined) return lookAt(repository, null, '');
  const { code, stderr } = await start(args, { cwd, input, env });
  // Git commands that were at work when the hook was killed end what they began.
  if (/^\d+$/.test(env['HOOK_STOP'] ?? '')) await sleep(300);
  return lookAt(repository, code, stderr);
}

export function prepare(kind: CommitKind, state: FileState, path: string): TestRepository {
  const main = makeRepository();
  const config = { 'core.autocrlf': 'false', ...state.config };
  for (const [key, value] of Object.entries(config)) main.git('config', key, value);
  if (kind.isLinked) main.commit({ 'main.txt': 'main\n' });
  const repository = kind.isLinked ? link(main) : main;
  const { git, write } = repository;
  write('.gitattributes', state.attributes ?? '# none\n');
  write('src/neighbour.ts', neighbour);
  write('src/unstaged.ts', 'const a = 1;\n');
  write('src/other.txt', 'other\n');
  const base = state.base ?? null;
  if (base !== null && !kind.isFirst) write(path, base);
  git('add', '-A');
  if (!kind.isFirst) git('commit', '-q', '-m', 'before');
  write(path, state.staged);
  git('--literal-pathspecs', 'add', '--', path);
  // Another file that is staged, one that is changed and not staged, one that git does not know.
  write('src/other.txt', 'other, staged\n');
  git('add', 'src/other.txt');
  write('src/unstaged.ts', 'const a = 2;\nfunction unstaged() {}\n');
  write('src/untracked.ts', 'function untracked() {}\n');
  if (state.tree !== undefined) write(path, state.tree);
  state.prepare?.(repository, path);
  return repository;
}

function link(main: TestRepository): TestRepository {
  const folder = join(makeFolder(), 'linked');
  main.git('worktree', 'add', '-q', '-b', 'linked', folder);
  return openRepository(folder);
}

function start(
  args: readonly string[],
  options: { readonly cwd: string; readonly input: string; readonly env: Readonly<Record<string, string>> },
): Promise<{ code: number | null; stderr: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn('git', args, {
      cwd: options.cwd,
      env: { ...process.env, ...options.env },
      // A group of its own, as a terminal gives to a command: an interrupt reaches all of it and nothing else.
      detached: true,
    });
    let stderr = '';
    child.stderr.on('data', (part: Buffer) => (stderr += part.toString()));
    child.stdout.resume();
    child.stdin.on('error', () => {});
    child.stdin.end(options.input);
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stderr }));
  });
}

/** The hook's docs, with their line. */
const doc = /[ \t]*\/\*\* doc: \w+ \*\/\r?\n/g;

function lookAt(repository: TestRepository, code: number | null, stderr: string): Snapshot {
  const { root, git } = repository;
  const docs = { head: 0, index: 0, tree: 0 };
  const read = (listing: string, side: 'head' | 'index'): Map<string, string> => {
    const records = listing.split('\0').filter(Boolean).map(readRecord);
    const blobs = readBlobs(root, records);
    return new Map(
      records.map(({ path, flags, id }) => {
        const bytes = blobs.get(id) ?? Buffer.from(id);
        return [path, `${flags}\n${withoutDocs(bytes, (n) => (docs[side] += n))}`];
      }),
    );
  };
  const hasHead = git('rev-list', '--all', '-n1') !== '';
  const dirty = git('diff-files', '--name-only', '-z');
  const head = read(hasHead ? git('ls-tree', '-r', '-z', 'HEAD') : '', 'head');
  const index = read(git('ls-files', '-v', '-s', '-z'), 'index');
  const gitDir = git('rev-parse', '--absolute-git-dir').trim();
  return {
    root,
    repository,
    code,
    stderr,
    head,
    index,
    tree: readTree(root, (n) => (docs.tree += n)),
    docs,
    dirty,
    status: git('status', '--porcelain', '-z'),
    refs: git('for-each-ref', '--format=%(refname)'),
    litter: litterIn(gitDir),
  };
}

interface Entry {
  readonly flags: string;
  readonly id: string;
  readonly path: string;
}

/** Of `ls-tree` or of `ls-files -v --stage`. */
function readRecord(record: string): Entry {
  const [, flags = '', id = '', path = ''] =
    /^((?:\w )?\d{6}(?: \w+)?) ([0-9a-f]{40})[^\t]*\t([^]*)$/.exec(record) ?? [];
  return { flags, id, path };
}

/** By id. Commits of submodules are none. */
function readBlobs(root: string, entries: readonly Entry[]): Map<string, Buffer> {
  const ids = entries.filter(({ flags }) => !flags.includes('160000')).map(({ id }) => id);
  const output = execFileSync('git', ['cat-file', '--batch'], { cwd: root, input: ids.join('\n') });
  const found = new Map<string, Buffer>();
  for (let at = 0; at < output.length;) {
    const end = output.indexOf('\n', at);
    const [id = '', , size = ''] = output.toString('latin1', at, end).split(' ');
    found.set(id, output.subarray(end + 1, end + 1 + Number(size)));
    at = end + Number(size) + 2;
  }
  return found;
}

function readTree(root: string, count: (docs: number) => void): Map<string, string> {
  const found = new Map<string, string>();
  for (const entry of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
    if (entry === '.git' || entry.startsWith('.git/')) continue;
    const full = join(root, entry);
    const stat = lstatSync(full);
    if (stat.isDirectory()) continue;
    const bytes = stat.isSymbolicLink() ? Buffer.from(readlinkSync(full)) : readFileSync(full);
    found.set(entry, `${stat.mode.toString(8)} ${stat.nlink}\n${withoutDocs(bytes, count)}`);
  }
  return found;
}

function withoutDocs(bytes: Buffer, count: (docs: number) => void): string {
  const isWide = bytes.length > 1 && bytes[1] === 0;
  const text = bytes.toString(isWide ? 'utf16le' : 'latin1');
  count(text.match(doc)?.length ?? 0);
  return text.replace(doc, '');
}

function litterIn(gitDir: string): string[] {
  return readdirSync(gitDir, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.lock$|(?:^|\/)scratch-|tmp_obj|next-index/.test(name),
  );
}
