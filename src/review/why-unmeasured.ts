import { isTestPath } from '../change/is-test-path.ts';

/** `vitest.config.ts`, `.eslintrc.cjs`: tools load them, and no test does. */
const toolConfiguration = /^(?:[^/]+\.config|\.[^/]+rc)\.[cm]?[jt]s$/;

/**
 * Why nobody asks which of its lines tests reach, in words for people; undefined when they do ask. Files without code are
 * told by what parses them.
 */
export function whyUnmeasured(path: string): string | undefined {
  if (isTestPath(path)) return 'tests';
  if (toolConfiguration.test(path.slice(path.lastIndexOf('/') + 1))) return 'configuration of a tool';
  return undefined;
}
