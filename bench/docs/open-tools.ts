import { homedir, totalmem } from 'node:os';
import { join } from 'node:path';
import { createDescriber } from '../../src/entry/docs/create-describer.ts';
import { GalleyError } from '../../src/errors.ts';
import { silentLog } from '../../src/log.ts';
import { createDiskAbilityStore } from '../../src/model/cache/disk-ability-store.ts';
import { createDiskReplyCache } from '../../src/model/cache/disk-reply-cache.ts';
import { createOllamaModel } from '../../src/model/ollama/create-ollama-model.ts';
import { createOpenAiModel } from '../../src/model/openai/create-openai-model.ts';
import type { ProsePorts } from '../../src/review/find-prose.ts';
import type { Completion, DocSyntax, Model, ModelCard, ReplyCache } from '../../src/review/ports.ts';
import { createDocSyntax } from '../../src/syntax/declarations/create-doc-syntax.ts';
import { readReplay } from '../review/replay-file.ts';

const directory = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'galley-bench');
const wasm = join(import.meta.dirname, '../../dist/wasm');
const patience = { connectMs: 5000, firstByteMs: 600_000, idleMs: 600_000, totalMs: 600_000 };

/** Tokens of a prompt and of a reply: the defaults of the settings. */
const budget = { promptTokens: 1500, replyTokens: 320 };

export function openSyntax(): DocSyntax {
  return createDocSyntax({
    grammarDirectory: wasm,
    runtimeWasm: join(wasm, 'web-tree-sitter.wasm'),
    log: silentLog,
  });
}

/** Whom the functions are shown to. */
export interface Asked {
  readonly card: ModelCard;
  readonly ports: Required<ProsePorts>;
  readonly promptTokens: number;
  readonly model: Model;
  readonly cache: ReplyCache;
  /** Replies that were used, by key. */
  readonly used: ReadonlyMap<string, Completion>;
}

/** With the path `/v1` a server is asked in OpenAI's way. Replies are kept, so that a stopped run goes on where it stood. */
export async function openServer(server: URL, name: string): Promise<Asked> {
  const open = server.pathname.startsWith('/v1') ? createOpenAiModel : createOllamaModel;
  const model = open({
    server: { url: server, address: server.hostname, family: 4 },
    model: name,
    needed: 1900,
    think: false,
    timeouts: patience,
    freeBytes: () => totalmem(),
    abilityStore: createDiskAbilityStore({ directory, log: silentLog }),
    log: silentLog,
  });
  const cache = createDiskReplyCache({ directory, maxBytes: 2 ** 30, log: silentLog });
  return asking(model, name, cache);
}

/** Answers from a file; what it does not hold fails. */
export function openReplay(file: string): Promise<Asked> {
  const { card, replies } = readReplay(file);
  const refuse = (): Promise<never> =>
    Promise.reject(
      new GalleyError('server-unreachable', { what: 'the file holds no such reply', todo: '--server URL' }),
    );
  const model: Model = {
    describe: async () => card,
    countTokens: (text) => text.length / 4,
    complete: refuse,
    close: async () => {},
  };
  const cache: ReplyCache = { get: async (key) => replies.get(key), put: async () => {} };
  return asking(model, card.name, cache);
}

async function asking(model: Model, name: string, kept: ReplyCache): Promise<Asked> {
  const used = new Map<string, Completion>();
  const note = (key: string, completion: Completion | undefined): void => {
    if (completion !== undefined) used.set(key, completion);
  };
  const cache: ReplyCache = {
    get: async (key) => {
      const completion = await kept.get(key);
      note(key, completion);
      return completion;
    },
    put: async (key, completion) => {
      note(key, completion);
      await kept.put(key, completion);
    },
  };
  const ports = createDescriber({
    model,
    modelName: name,
    recallModel: async () => name,
    cache,
    ...budget,
    signal: new AbortController().signal,
    stopReason: () => '',
  });
  const card = await model.describe(new AbortController().signal);
  return { card: { ...card, name }, ports, promptTokens: budget.promptTokens, model, cache, used };
}
