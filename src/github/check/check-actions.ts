import type { Listening } from '../../review/forge-ports.ts';

/** A button on the page of a check. GitHub: label 20 characters, description 40, identifier 20; three buttons. */
export interface CheckAction {
  readonly label: string;
  readonly description: string;
  readonly identifier: string;
}

/** The one that a workflow can answer too: it is another review. */
const reviewAgain: CheckAction = {
  label: 'Review again',
  description: 'Forget what was reviewed and start anew',
  identifier: 'galley-rerun',
};

const all: readonly CheckAction[] = [
  reviewAgain,
  { label: 'Suggest tests', description: 'Write and run tests for the gaps', identifier: 'galley-tests' },
  { label: 'Dismiss all', description: 'Say no more of these findings', identifier: 'galley-dismiss-all' },
];

/** Shown only where something listens to them: a button that does nothing is worse than none. */
export function actionsFor(listening: Listening): readonly CheckAction[] {
  if (listening === 'app') return all;
  return listening === 'check' ? [reviewAgain] : [];
}
