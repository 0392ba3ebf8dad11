import type { TestSuggestion } from '../../testgen/test-suggestion.ts';
import type { PreparedTarget } from './candidate.ts';
import type { Gated } from './gate-candidate.ts';
import type { SuggestPorts } from './suggest-options.ts';

/** A candidate that passed all gates, for people. */
export function toSuggestion(
  { candidate, results }: Gated,
  { target }: PreparedTarget,
  { runner, tree }: SuggestPorts,
): TestSuggestion {
  const { written, gained, mutants, isCharacterisation, repairs } = candidate;
  return {
    path: written.path,
    isNew: !tree.exists(written.path),
    text: written.text,
    added: written.added,
    title: written.title,
    target: { path: target.path, function: target.function },
    gates: results,
    gained,
    mutants,
    isCharacterisation,
    repairs,
    command: runner.setup.command(written.path),
    sandbox: runner.sandbox,
  };
}
