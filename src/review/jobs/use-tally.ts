import type { Verdict } from '../review.ts';

/** Counts what a model was asked for beside the reviews of pull requests, which count themselves when they end. */
export interface UseTally {
  count(use: ModelUse): Promise<void>;
}

export interface ModelUse {
  /** Undefined: none was asked. */
  readonly model: string | undefined;
  readonly tokens: { readonly prompt: number; readonly reply: number };
  /** Of asking. */
  readonly seconds: number;
  /** Of a review that some program asked for; left out: it was no review. */
  readonly verdict?: Verdict;
}
