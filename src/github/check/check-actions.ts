/** A button on the page of a check. GitHub: label 20 characters, description 40, identifier 20; three buttons. */
export interface CheckAction {
  readonly label: string;
  readonly description: string;
  readonly identifier: string;
}

/** Shown only where something listens to them: a button that does nothing is worse than none. */
export const checkActions: readonly CheckAction[] = [
  {
    label: 'Review again',
    description: 'Forget what was reviewed and start anew',
    identifier: 'galley-rerun',
  },
  { label: 'Suggest tests', description: 'Write and run tests for the gaps', identifier: 'galley-tests' },
  { label: 'Dismiss all', description: 'Say no more of these findings', identifier: 'galley-dismiss-all' },
];
