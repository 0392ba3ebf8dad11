import { mkdtemp, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { readUntrustedJson } from '../runner/read-untrusted.ts';
import type { Sandbox, SandboxResult } from '../sandbox/sandbox.ts';
import { askFile, lookMs, replyFile, startFile, type Ask, type Start } from './protocol.ts';

export interface CompilerPlace {
  readonly sandbox: Sandbox;
  /** A copy of the repository, absolute, links resolved, with what its links lead to. */
  readonly tree: { readonly path: string; readonly readable: readonly string[] };
  /** `type-check-child.js` */
  readonly childEntry: string;
  /** Absolute path of Node. */
  readonly node: string;
  /** Folder for what is not kept, such as `os.tmpdir()`. */
  readonly temporary: string;
}

const limits = {
  ms: 3_600_000,
  outputBytes: 65_536,
  memoryBytes: 2 * 1024 ** 3,
  processes: 16,
  diskBytes: 64 * 1024 ** 2,
};

export interface RunningCompiler {
  /** `why`: there is no answer and will be none. Throws what the sandbox throws, and when the signal is aborted. */
  ask(
    question: Ask,
    signal: AbortSignal,
    maxMs: number,
  ): Promise<{ readonly value: unknown } | { readonly why: string }>;
  /** Safe to call twice. */
  stop(): Promise<void>;
}

/** Starts the process that answers. Paths of questions are from the root of the repository. */
export async function startCompiler({
  sandbox,
  tree,
  childEntry,
  node,
  temporary,
}: CompilerPlace): Promise<RunningCompiler> {
  const folder = await realpath(await mkdtemp(join(temporary, 'galley-types-')));
  await put(folder, startFile, { root: tree.path } satisfies Start);
  const stopping = new AbortController();
  let ended: Ended | undefined;
  const process = sandbox
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
  return {
    async ask(question, signal, maxMs) {
      const number = ++asked;
      await put(folder, askFile(number), { ...question, path: join(tree.path, question.path) });
      const deadline = performance.now() + maxMs;
      for (;;) {
        signal.throwIfAborted();
        const value = await readUntrustedJson(join(folder, replyFile(number)));
        if (value !== undefined) return { value };
        if (ended !== undefined) return { why: whyEnded(ended) };
        if (performance.now() > deadline)
          return { why: `TypeScript took longer than ${String(Math.round(maxMs / 1000))} s` };
        await wait(lookMs);
      }
    },
    async stop() {
      stopping.abort();
      await process;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Appears whole: it is written under another name first. */
async function put(folder: string, name: string, value: unknown): Promise<void> {
  await writeFile(join(folder, `${name}.part`), JSON.stringify(value), { flag: 'wx' });
  await rename(join(folder, `${name}.part`), join(folder, name));
}

type Ended = SandboxResult | { readonly error: unknown };

function whyEnded(ended: Ended): string {
  // Refused by the sandbox itself: a matter for the user.
  if ('error' in ended) throw ended.error;
  const last = ended.stderr.trim().split('\n').at(-1) ?? '';
  const limit = ended.stopped === '' ? '' : ` (${ended.stopped})`;
  return `TypeScript ended by itself${limit}${last === '' ? '' : `: ${last.slice(0, 200)}`}`;
}
