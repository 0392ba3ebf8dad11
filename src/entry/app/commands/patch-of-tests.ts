import { runGit } from '../../../git/run-git.ts';
import type { TestSuggestion } from '../../../testgen/test-suggestion.ts';
import { writeTests } from '../../tests/write-tests.ts';
import type { LaidHead } from './lay-head.ts';

/** Longer ones are told as code alone, in characters. */
const mostCharacters = 25_000;

/** All suggested tests as one diff from the head, for `git apply`; empty where a comment could not hold it unchanged. */
export async function patchOfTests(
  tests: readonly TestSuggestion[],
  { root, git }: Pick<LaidHead, 'root' | 'git'>,
): Promise<string> {
  if (tests.length === 0) return '';
  const paths = await writeTests(tests, root);
  await runGit(['add', '--intent-to-add', '--force', '--', ...paths], git);
  const how = ['--no-ext-diff', '--no-textconv', '--no-color', '--no-renames', '--full-index'];
  const patch = (await runGit(['diff', ...how, '--', ...paths], git)).toString();
  return patch.length > mostCharacters || /\r|\ufffd/.test(patch) ? '' : patch;
}
