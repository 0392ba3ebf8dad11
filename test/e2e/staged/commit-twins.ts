import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeFolder, makeRepository, type TestRepository } from '../../integration/git/make-repository.ts';
import type { CommitKind } from './commit-kinds.ts';
import { beside, neighbour, type FileState } from './file-states.ts';
import type { InstalledHook } from './installed-hook.ts';
import { lookAt, type Snapshot } from './look-at.ts';

export interface Case {
  readonly kind: CommitKind;
  readonly state: FileState;
  /** `POINT: ACTION`, as `stop-hook.ts` reads it; empty: the hook runs to its end. */
  readonly stop: string;
  /** More of the hook's environment. With a server the hook knows no reply beforehand. */
  readonly env?: Readonly<Record<string, string>>;
}

export function nameOf({ kind, state, stop }: Case): string {
  return `${kind.name} | ${state.name} | ${stop || 'to its end'}`;
}

/** The same commit with the hook and without, and another commit behind each. */
export interface Twins {
  readonly hooked: Trial;
  readonly bare: Trial;
}

export interface Trial {
  readonly root: string;
  readonly first: Commit;
  readonly second: Commit;
  /** What the hook passed: a point or the id of a process each. */
  readonly passed: readonly string[];
}

export interface Commit extends Snapshot {
  /** Exit status; null where a signal ended git, or none was made. */
  readonly code: number | null;
  readonly stderr: string;
}

/** A folder in which commits are tried with the hook; what happens without it is tried once for all cases. */
export function createTrials(hook: InstalledHook): (one: Case) => Promise<Twins> {
  const bare = new Map<string, Promise<Trial>>();
  return async (one) => {
    const hooked = await tryOut(one, hook, 'hooked');
    const how = hooked.first.code === null ? 'interrupted' : 'bare';
    const key = `${how} | ${one.kind.name} | ${one.state.name}`;
    const trial = bare.get(key) ?? tryOut({ ...one, stop: '' }, hook, how);
    bare.set(key, trial);
    return { hooked, bare: await trial };
  };
}

async function tryOut(
  { kind, state, stop, env: more = {} }: Case,
  hook: InstalledHook,
  how: 'hooked' | 'bare' | 'interrupted',
): Promise<Trial> {
  const path = state.path ?? 'src/a.ts';
  const repository = prepare(kind, state, path);
  const { root } = repository;
  const own = kind.env?.(repository) ?? {};
  if (how === 'hooked' && more['GALLEY_SERVER'] === undefined) hook.teach(repository);
  const env = { ...hook.env, ...own, ...(how === 'hooked' ? hooksAt(hook) : {}) };
  const trace = join(makeFolder(), 'trace');
  const { args, input = '' } = kind.command(kind.folder === 'src' ? path.slice('src/'.length) : path);
  const cwd = join(root, kind.folder ?? '');
  const watched = { ...env, ...more, HOOK_STOP: stop, HOOK_TRACE: trace };
  const ended = how === 'interrupted' ? noCommit : await runGit(args, { cwd, input, env: watched });
  const passed = existsSync(trace) ? readFileSync(trace, 'utf8').trim().split('\n') : [];
  await endOf(passed.map(Number).filter((id) => id > 0));
  const first = { ...ended, ...lookAt(root, own) };
  repository.write('second.txt', 'second\n');
  const add = await runGit(['add', 'second.txt'], { cwd: root, input: '', env });
  if (add.code !== 0) return { root, first, second: { ...add, ...lookAt(root, own) }, passed };
  const again = await runGit(['commit', '-q', '-m', 'second'], { cwd: root, input: '', env });
  return { root, first, second: { ...again, ...lookAt(root, own) }, passed };
}

const noCommit = { code: null, stderr: '' };

export function hooksAt({ folder }: InstalledHook): Record<string, string> {
  return { GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'core.hooksPath', GIT_CONFIG_VALUE_0: folder };
}

export function prepare(kind: CommitKind, state: FileState, path: string): TestRepository {
  const repository = kind.make?.() ?? makeRepository();
  const { git, write } = repository;
  const config = { 'core.autocrlf': 'false', ...state.config };
  for (const [key, value] of Object.entries(config)) git('config', key, value);
  write('.gitattributes', state.attributes ?? '# none\n');
  write('src/neighbour.ts', neighbour);
  write('src/unstaged.ts', 'const a = 1;\n');
  write('src/other.txt', 'other\n');
  const base = state.base ?? null;
  if (base !== null && !kind.isFirst) write(path, base);
  git('add', '-A');
  if (!kind.isFirst) git('commit', '-q', '-m', 'before');
  kind.begin?.(repository);
  write(path, state.staged);
  git('--literal-pathspecs', 'add', '--', path);
  // Other files that are staged, one that is changed and not staged, one that git does not know.
  write('src/beside.ts', beside);
  write('src/other.txt', 'other, staged\n');
  git('add', 'src/beside.ts', 'src/other.txt');
  write('src/unstaged.ts', 'const a = 2;\nexport function unstaged(a: number) {\n  return a;\n}\n');
  write('src/untracked.ts', 'export function untracked(a: number) {\n  return a;\n}\n');
  if (state.tree !== undefined) write(path, state.tree);
  state.prepare?.(repository, path);
  kind.prepare?.(repository);
  return repository;
}

interface Running {
  readonly cwd: string;
  readonly input: string;
  readonly env: Readonly<Record<string, string>>;
}

/** A commit that takes longer hangs. */
const patience = 60_000;

export function runGit(
  args: readonly string[],
  { cwd, input, env }: Running,
): Promise<{ code: number | null; stderr: string }> {
  return new Promise((resolve, reject) => {
    // A group of its own, as a terminal gives to a command: an interrupt reaches all of it and nothing else.
    const child = spawn('git', args, { cwd, env, detached: true });
    const timer = setTimeout(() => {
      reject(new Error(`git ${args.join(' ')} hangs`));
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    }, patience);
    let stderr = '';
    child.stderr.on('data', (part: Buffer) => (stderr += part.toString()));
    child.stdout.resume();
    child.stdin.on('error', () => {});
    child.stdin.end(input);
    child.on('error', reject);
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve({ code, stderr });
    });
  });
}

/** Git commands that were at work when the hook was killed end what they began. */
async function endOf(processes: readonly number[]): Promise<void> {
  for (let turn = 0; turn < 500 && processes.some(isRunning); turn++) await sleep(10);
}

function isRunning(id: number): boolean {
  try {
    process.kill(id, 0);
    // Nobody may have asked for its exit status.
    return !existsSync('/proc') || !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${id}/stat`, 'utf8'));
  } catch {
    return false;
  }
}
