import type { LineRange } from '../change/outline-lines.ts';
import type { Facts } from '../log.ts';
import type { ParserOptions } from './create-parser.ts';

/** What a parser thread is started with. */
export interface WorkerSetup extends Omit<ParserOptions, 'log'> {
  /** What it makes of a text: an Outline, or CodeFacts. */
  readonly reads: 'outlines' | 'facts';
}

/** One text to parse. Answered in order, one answer each. */
export interface ToWorker {
  readonly path: string;
  readonly text: string;
  readonly lines: readonly LineRange[] | undefined;
}

export type FromWorker<Answer> =
  | { readonly type: 'ready' }
  | { readonly type: 'answer'; readonly answer: Answer | undefined }
  | { readonly type: 'warning'; readonly message: string; readonly facts: Facts };
