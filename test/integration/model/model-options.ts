import { silentLog } from '../../../src/log.ts';
import type { AbilityStore } from '../../../src/model/abilities/ability-store.ts';
import type { CallRecord, ModelOptions } from '../../../src/model/model-options.ts';
import type { Abilities, CompletionRequest } from '../../../src/review/ports.ts';

export interface TestOptions extends ModelOptions {
  readonly calls: CallRecord[];
}

/** Options for a server on the loopback, with an ability store in memory and short waits. */
export function testOptions(url: string, more: Partial<ModelOptions> = {}): TestOptions {
  const calls: CallRecord[] = [];
  return {
    server: { url: new URL(url), address: '127.0.0.1', family: 4 },
    needed: 1500,
    think: false,
    timeouts: { connectMs: 2000, firstByteMs: 5000, idleMs: 5000, totalMs: 10_000 },
    freeBytes: () => Infinity,
    abilityStore: memoryStore(),
    log: silentLog,
    retryMs: 1,
    onCall: (call) => calls.push(call),
    calls,
    ...more,
  };
}

export function memoryStore(known: Abilities | undefined = undefined): AbilityStore {
  const entries = new Map<string, Abilities>();
  return {
    get: async (key) => entries.get(key) ?? known,
    put: async (key, abilities) => {
      entries.set(key, abilities);
    },
  };
}

/** Abilities as if a run before had found them: no check call is made. */
export const checked: Abilities = { schema: 'enforced', tokenProbabilities: true, thinking: false };

export function ask(content: string, more: Partial<CompletionRequest> = {}): CompletionRequest {
  return {
    messages: [{ role: 'user', content }],
    maxTokens: 200,
    temperature: 0,
    seed: 1,
    topTokens: 0,
    signal: new AbortController().signal,
    ...more,
  };
}

/** The code of the GalleyError that a promise ends with; fails when it does not. */
export async function codeOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
  return 'no error';
}
