import type { DocumentOptions } from './document-text.ts';

export interface DocReviewOptions extends Omit<DocumentOptions, 'added'> {
  /**
   * `stale`: docs that the change itself made untrue or incomplete. `all`: whatever is wrong with the docs of declarations whose
   * head it touches, and those that have none.
   */
  readonly find: 'stale' | 'all';
}
