import type { PullRequest } from '../forge-ports.ts';
import type { NotNow } from './pull-request-outcome.ts';

/** Why nobody wants to hear about a pull request at present; undefined: somebody does. */
export function whyNotNow({ state, isDraft }: PullRequest): NotNow | undefined {
  if (state !== 'open') return state;
  return isDraft ? 'draft' : undefined;
}

/** `the pull request is closed by now.` */
export function sayNotNow(reason: NotNow): string {
  return `the pull request is ${reason === 'draft' ? 'a draft' : reason} by now.`;
}
