import type { Call, ModelEntry } from './script.ts';

/** One generated token; probability from 0 to 1, alternatives with theirs. */
export interface Token {
  readonly text: string;
  readonly probability: number;
  readonly alternatives: readonly (readonly [string, number])[];
}

/** What the model "said". Counts in tokens, times in milliseconds. */
export interface Answer {
  readonly tokens: readonly Token[];
  readonly thinking: string;
  readonly promptTokens: number;
  readonly cachedTokens: number;
  readonly evalTokens: number;
  readonly reason: string;
  /** False: a server that gave up without saying so. */
  readonly done: boolean;
  readonly loadMs: number;
}

/** An answer that is no answer: status, headers and body, sent as they stand. */
export interface Refusal {
  readonly status: number;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** How bytes leave the server. Times in milliseconds, positions in tokens already sent. */
export interface Wire {
  readonly headersAfterMs: number;
  readonly stall: { readonly after: number; readonly ms: number } | undefined;
  /** Pause between single bytes; undefined: whole frames. */
  readonly byteMs: number | undefined;
  readonly chunking: 'frame' | 'split-lines' | 'joined' | 'byte';
  readonly pings: boolean;
  readonly usage: 'last' | 'with-finish';
  /** Token count after which the connection breaks; -1: before the headers. */
  readonly resetAfter: number | undefined;
  /** Token count after which an error frame ends the stream. */
  readonly errorAfter: number | undefined;
  readonly errorText: string;
}

/** What will be sent for one call; faults turn one plan into another. */
export interface Plan {
  readonly call: Call | undefined;
  readonly models: readonly ModelEntry[];
  readonly answer: Answer;
  readonly refusal: Refusal | undefined;
  readonly wire: Wire;
}

export const plainWire: Wire = {
  headersAfterMs: 0,
  stall: undefined,
  byteMs: undefined,
  chunking: 'frame',
  pings: false,
  usage: 'last',
  resetAfter: undefined,
  errorAfter: undefined,
  errorText: '',
};

export const noAnswer: Answer = {
  tokens: [],
  thinking: '',
  promptTokens: 0,
  cachedTokens: 0,
  evalTokens: 0,
  reason: 'stop',
  done: true,
  loadMs: 0,
};

/** The text of an answer. */
export function contentOf(answer: Answer): string {
  return answer.tokens.map((token) => token.text).join('');
}

/** A refusal with a JSON body. */
export function refusal(status: number, body: unknown): Refusal {
  return {
    status,
    body: JSON.stringify(body),
    headers: { 'Content-Type': 'application/json; charset=utf-8' },
  };
}
