import type { Outline } from '../change/chunk.ts';
import type { LineRange } from '../change/outline-lines.ts';
import type { Facts } from '../log.ts';
import type { ParserOptions } from './create-parser.ts';

/** What a parser thread is started with. */
export type WorkerSetup = Omit<ParserOptions, 'log'>;

/** One text to parse. Answered in order, one answer each. */
export interface ToWorker {
  readonly path: string;
  readonly text: string;
  readonly lines: readonly LineRange[] | undefined;
}

export type FromWorker =
  | { readonly type: 'ready' }
  | { readonly type: 'outline'; readonly outline: Outline | undefined }
  | { readonly type: 'warning'; readonly message: string; readonly facts: Facts };
