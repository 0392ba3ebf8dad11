import type { TokenProbability } from '../../review/ports.ts';

/** One piece of a streamed reply, the same for every wire format. Absent fields: nothing new. */
export interface ReplyPart {
  readonly text?: string | undefined;
  /** Thinking in a field of its own. */
  readonly thinking?: string | undefined;
  readonly probabilities?: readonly (readonly TokenProbability[])[] | undefined;
  /** 0 to 1 of the prompt is read. */
  readonly fraction?: number | undefined;
  /** Set on the part that ends the reply. */
  readonly stop?: 'stop' | 'length' | undefined;
  readonly usage?: Usage | undefined;
}

/** What the server counted and measured; undefined where it does not say. Tokens and milliseconds. */
export interface Usage {
  readonly prompt?: number | undefined;
  readonly reply?: number | undefined;
  readonly cached?: number | undefined;
  readonly loadMs?: number | undefined;
  readonly prefillMs?: number | undefined;
  readonly decodeMs?: number | undefined;
}

export interface ReplyStream {
  readonly parts: AsyncIterable<ReplyPart>;
  /** Tells the transport that the first token has come. */
  begun(): void;
}
