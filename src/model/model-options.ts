import type { Log } from '../log.ts';
import type { CallTimes, TokenCounts } from '../review/ports.ts';
import type { AbilityStore } from './abilities/ability-store.ts';
import type { PinnedServer } from './transport/pin-server.ts';

/** What both HTTP backends need. Everything comes from the operator; nothing is read from the environment here. */
export interface ModelOptions {
  readonly server: PinnedServer;
  /** As the server names it; undefined: the backend picks one. */
  readonly model?: string | undefined;
  readonly apiKey?: string | undefined;
  /** Tokens of the run's largest request, prompt and reply together. */
  readonly needed: number;
  /** Tokens of the window the operator wants; undefined: planned from `needed`. */
  readonly window?: number | undefined;
  /** How long Ollama keeps the model loaded, such as `30m`; undefined: the server's own setting. */
  readonly keepAlive?: string | undefined;
  /** Let a thinking model think. False switches it off wherever the server can. */
  readonly think: boolean;
  readonly timeouts: Timeouts;
  /** Calls the server works on at once, where it does not tell; default 1. */
  readonly parallel?: number | undefined;
  /** Bytes of memory that weights and KV cache may take together, asked when the window is planned. */
  readonly freeBytes: () => number;
  readonly abilityStore: AbilityStore;
  readonly log: Log;
  /** Hears of every reply that was paid for, the capability check's too. */
  readonly onCall?: ((call: CallRecord) => void) | undefined;
  /** Milliseconds before the first try again after "busy" or a reset connection; default 1000. Then twice as long. */
  readonly retryMs?: number | undefined;
}

export interface CallRecord {
  readonly purpose: 'check' | 'request';
  readonly tokens: TokenCounts;
  readonly ms: CallTimes;
}

/** All in milliseconds. */
export interface Timeouts {
  /** Until the connection stands. */
  readonly connectMs: number;
  /** Silence allowed before the first token: loading and reading the prompt may take minutes. */
  readonly firstByteMs: number;
  /** Silence allowed between two pieces once the reply has begun. */
  readonly idleMs: number;
  /** The whole call. */
  readonly totalMs: number;
}
