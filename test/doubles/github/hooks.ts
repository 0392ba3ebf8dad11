import type { GitHubOptions, Hooks } from './types.ts';

/** What stands before and behind every handler, in this order. */
export function ownHooks(_options: GitHubOptions): Hooks {
  return { guards: [], spoilers: [], witnesses: [] };
}
