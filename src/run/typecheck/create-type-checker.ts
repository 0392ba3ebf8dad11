import { mkdtemp, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { silentLog, type Log } from '../../log.ts';
import type { TypeCheck, TypeChecker, TypeOutcome } from '../../review/test-ports.ts';
import type { Sandbox, SandboxResult } from '../sandbox/sandbox.ts';
import { askFile, lookMs, replyFile, startFile, type Ask, type Start } from './protocol.ts';
import { readReply } from './read-reply.ts';

export interface TypeCheckerOptions {
  readonly sandbox: Sandbox;
  /** A copy of the repository, absolute, links resolved, with what its links lead to. */
  readonly tree: { readonly path: string; readonly readable: readonly string[] };
  /** `type-check-child.js` */
  readonly childEntry: string;
  /** Absolute path of Node. */
  readonly node: string;
  /** Folder for what is not kept, such as `os.tmpdir()`. */
  readonly temporary: string;
  readonly log?: Log;
  /** Longest time for one file, in milliseconds: the first also loads the compiler. Default 60,000. */
  readonly maxMs?: number;
}

const limits = {
  ms: 3_600_000,
  outputBytes: 65_536,
  memoryBytes: 2 * 1024 ** 3,
  processes: 16,
  diskBytes: 64 * 1024 ** 2,
};

/** Longest test file that is checked, in characters. */
const longest = 200_000;

/**
 * The TypeScript of the repository, in a sandbox, in one process that starts with the first question and answers all. It reads the
 * copy of the repository and writes only into a folder of its own.
 */
export function createTypeChecker(options: TypeCheckerOptions): TypeChecker {
  const { log = silentLog } = options;
  let running: Promise<Running> | undefined;
  let turn: Promise<unknown> = Promise.resolve();
  let broken = '';

  async function check(request: TypeCheck): Promise<TypeOutcome> {
    const reason = whyNot(request) || broken;
    if (reason !== '') return notApplicable(request, reason);
    running ??= start(options);
    const reply = await (await running).ask(request, options.maxMs ?? 60_000);
    if (typeof reply !== 'string') return reply;
    broken = reply;
    log.warn('no type check', { reason: reply });
    await (await running).stop();
    return notApplicable(request, reply);
  }

  return {
    // One after the other: the compiler knows one test file at a time.
    check: (request) => {
      const result = turn.then(() => check(request));
      turn = result.catch(() => undefined);
      return result;
    },
    async close() {
      broken ||= 'closed';
      await (await running)?.stop();
    },
  };
}

function whyNot({ path, text }: TypeCheck): string {
  if (!/\.[cm]?tsx?$/.test(path)) return 'the test is not TypeScript';
  return text.length > longest ? 'the test file is too long' : '';
}

function notApplicable({ text }: TypeCheck, reason: string): TypeOutcome {
  return { outcome: 'not-applicable', text, fixes: [], problems: [], reason };
}

interface Running {
  /** A text says why there is no answer, and that there will be none. */
  ask(request: TypeCheck, maxMs: number): Promise<TypeOutcome | string>;
  stop(): Promise<void>;
}

async function start(options: TypeCheckerOptions): Promise<Running> {
  const { sandbox, tree, childEntry, node, temporary } = options;
  const folder = await realpath(await mkdtemp(join(temporary, 'galley-types-')));
  await put(folder, startFile, { root: tree.path } satisfies Start);
  const stopping = new AbortController();
  let ended: SandboxResult | { readonly error: unknown } | undefined;
  const child = sandbox
    .run({
      argv: [node, '--max-old-space-size=1536', childEntry],
      cwd: folder,
      readable: [tree.path, ...tree.readable, dirname(childEntry)],
      writable: [folder],
      env: {},
      limits,
      signal: stopping.signal,
    })
    .catch((error: unknown) => ({ error }))
    .then((result) => (ended = result));
  let asked = 0;

  async function ask({ path, text, fix, signal }: TypeCheck, maxMs: number): Promise<TypeOutcome | string> {
    const number = ++asked;
    await put(folder, askFile(number), { path: join(tree.path, path), text, fix } satisfies Ask);
    const deadline = performance.now() + maxMs;
    for (;;) {
      signal.throwIfAborted();
      const reply = await readReply(join(folder, replyFile(number)), text);
      if (reply !== undefined) return reply;
      if (ended !== undefined) return whyEnded(ended);
      if (performance.now() > deadline)
        return `TypeScript took longer than ${String(Math.round(maxMs / 1000))} s`;
      await wait(lookMs);
    }
  }

  return {
    ask,
    async stop() {
      stopping.abort();
      await child;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function put(folder: string, name: string, value: unknown): Promise<void> {
  await writeFile(join(folder, `${name}.part`), JSON.stringify(value), { flag: 'wx' });
  await rename(join(folder, `${name}.part`), join(folder, name));
}

function whyEnded(ended: SandboxResult | { readonly error: unknown }): string {
  // Refused by the sandbox itself: a matter for the user.
  if ('error' in ended) throw ended.error;
  const last = ended.stderr.trim().split('\n').at(-1) ?? '';
  return `TypeScript ended by itself${ended.stopped === '' ? '' : ` (${ended.stopped})`}${last === '' ? '' : `: ${last.slice(0, 200)}`}`;
}
