import { totalmem } from 'node:os';
import { GalleyError } from '../../src/errors.ts';
import { silentLog } from '../../src/log.ts';
import { createDiskAbilityStore } from '../../src/model/cache/disk-ability-store.ts';
import { createDiskReplyCache } from '../../src/model/cache/disk-reply-cache.ts';
import { createOllamaModel } from '../../src/model/ollama/create-ollama-model.ts';
import { createOpenAiModel } from '../../src/model/openai/create-openai-model.ts';
import type { Completion, Model, ModelCard, ReplyCache } from '../../src/review/ports.ts';
import type { SuggestProgress } from '../../src/review/suggest-tests/suggest-options.ts';
import type { Replay } from '../review/replay-file.ts';
import { benchCache } from './fetch-package.ts';

/** Tokens of a prompt and of a reply: the defaults of the settings. */
export const budget = { promptTokens: 1500, replyTokens: 320 };

const patience = { connectMs: 5000, firstByteMs: 600_000, idleMs: 600_000, totalMs: 600_000 };

/** Who writes the tests. */
export interface Asked {
  readonly card: ModelCard;
  readonly model: Model;
  /** Undefined: each question is asked anew. */
  readonly cache: ReplyCache | undefined;
  /** Replies that were used, by key. */
  readonly used: ReadonlyMap<string, Completion>;
  /** How long it was waited for so far, in milliseconds; kept replies cost nothing. */
  readonly waitedMs: () => number;
  /** Hears what the next question is about. */
  readonly onProgress: (progress: SuggestProgress) => void;
}

/** With the path `/v1` a server is asked in OpenAI's way. Replies are kept, so that a stopped run goes on where it stood. */
export function openServer(server: URL, name: string): Promise<Asked> {
  const open = server.pathname.startsWith('/v1') ? createOpenAiModel : createOllamaModel;
  const model = open({
    server: { url: server, address: server.hostname, family: 4 },
    model: name,
    needed: budget.promptTokens + budget.replyTokens,
    think: false,
    timeouts: patience,
    freeBytes: () => totalmem(),
    abilityStore: createDiskAbilityStore({ directory: benchCache, log: silentLog }),
    log: silentLog,
  });
  return noting(
    model,
    name,
    createDiskReplyCache({ directory: benchCache, maxBytes: 2 ** 30, log: silentLog }),
  );
}

/** Answers from a file. What it does not hold is told as a failure of the model. */
export function openReplay({ card, replies }: Replay): Promise<Asked> {
  const model: Model = {
    describe: async () => card,
    countTokens: (text) => text.length / 4,
    complete: () =>
      Promise.reject(new GalleyError('reply-broken', { what: 'the file holds no reply to this question' })),
    close: async () => {},
  };
  return noting(model, card.name, { get: async (key) => replies.get(key), put: async () => {} });
}

/** Says what a person wrote for each function, one reply after the other. */
export function openFloor(bodies: ReadonlyMap<string, readonly string[]>): Asked {
  let about = '';
  const said = new Map<string, number>();
  const model: Model = {
    describe: async () => byHand,
    countTokens: (text) => text.length / 4,
    async complete() {
      const index = said.get(about) ?? 0;
      said.set(about, index + 1);
      const text = bodies.get(about)?.[index];
      if (text === undefined) throw new GalleyError('reply-broken', { what: 'nobody wrote more' });
      const tokens = { prompt: 0, evaluated: 0, reply: 0 };
      return {
        text,
        stop: 'stop',
        tokens,
        ms: { load: 0, prefill: 0, decode: 0, total: 0 },
        probabilities: [],
      };
    },
    close: async () => {},
  };
  return {
    card: byHand,
    model,
    cache: undefined,
    used: new Map(),
    waitedMs: () => 0,
    onProgress: ({ path, function: name }) => (about = `${path}#${name}`),
  };
}

async function noting(model: Model, name: string, kept: ReplyCache): Promise<Asked> {
  const used = new Map<string, Completion>();
  const cache: ReplyCache = {
    async get(key) {
      const known = await kept.get(key);
      if (known !== undefined) used.set(key, known);
      return known;
    },
    async put(key, completion) {
      used.set(key, completion);
      await kept.put(key, completion);
    },
  };
  let waited = 0;
  const complete: Model['complete'] = async (request) => {
    const start = performance.now();
    try {
      return await model.complete(request);
    } finally {
      waited += performance.now() - start;
    }
  };
  const card = await model.describe(new AbortController().signal);
  return {
    card: { ...card, name },
    model: { ...model, complete },
    cache,
    used,
    waitedMs: () => waited,
    onProgress: () => {},
  };
}

const byHand: ModelCard = {
  name: 'by hand',
  digest: 'by-hand',
  family: '',
  parameters: '',
  quantisation: '',
  server: { backend: 'openai', product: '', version: '', address: '' },
  window: { trained: undefined, used: 4096, reason: '' },
  parallel: 1,
  abilities: { schema: 'ignored', tokenProbabilities: false, thinking: false },
  check: null,
};
