import type { PullRequest } from '../forge-ports.ts';
import type { NotNow } from './pull-request-outcome.ts';

/** Why nobody wants to hear about a pull request at present; undefined: somebody does. */
export function whyNotNow({ state, isDraft }: PullRequest): NotNow | undefined {
  if (state !== 'open') return state;
  return isDraft ? 'draft' : undefined;
}
