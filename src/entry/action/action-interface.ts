/** What an input of `action.yml` is. */
export interface ActionInput {
  readonly description: string;
  /** As in `action.yml`; empty: Galley's own default. */
  readonly default: string;
}

/** Inputs that are no settings, in the order of `action.yml`; those of the settings table follow them. */
export const ownInputs = {
  mode: {
    description:
      '`review`: review the pull request. `tests`: write tests for what no test of the checked-out head reaches, and run them in a sandbox; for a job of its own, without secrets and rights.',
    default: 'review',
  },
  'github-token': {
    description:
      'Token to read the pull request and to post with: `pull-requests: write`, `contents: read`, and `checks: write` for a check. What it may not do is told in the log, the step summary and the files instead.',
    default: '${{ github.token }}',
  },
  coverage: {
    description:
      'Coverage of the head commit, packed by `galley coverage pack` in a job that runs the tests: a file.',
    default: '',
  },
  tests: {
    description:
      'What a job in mode `tests` found about the head commit: its `report-file`, for the review to show. It is read, never run.',
    default: '',
  },
  config: {
    description:
      "Operator file to read instead of the one in the runner's user config folder. Not one of the checked-out head.",
    default: '',
  },
  'allow-forks': {
    description:
      'Review pull requests from forks on a self-hosted runner too (true or false). Anybody can then make this machine read what they wrote.',
    default: 'false',
  },
  'working-directory': {
    description:
      'Folder below the workspace that paths of inputs are relative to, and where mode `tests` finds the checked-out head.',
    default: '.',
  },
} as const satisfies Record<string, ActionInput>;

export type OwnInput = keyof typeof ownInputs;

/** Outputs, in the order of `action.yml`. All are empty where there was nothing to do. */
export const outputs = {
  verdict: '`clean`, `findings` or `incomplete`.',
  'findings-count': 'Findings, folded ones included, without coverage gaps.',
  'errors-count': 'Findings of severity error.',
  'tests-suggested': 'Tests that were run and passed all gates.',
  'coverage-patch': 'Percent of the added statements that tests reach; empty without coverage.',
  'report-file':
    'Path of the whole review as JSON (review.schema.json). In mode `tests` it is what the input `tests` takes.',
  'sarif-file': 'Path of the findings as SARIF 2.1.0.',
  'comment-url': 'Address of the summary on the pull request; empty where none could be posted.',
  model: 'Name of the model that answered.',
  'tokens-in': 'Tokens sent to the model.',
  'tokens-out': 'Tokens that it answered.',
  'duration-ms': 'Milliseconds from start to end.',
} as const;

export type OutputName = keyof typeof outputs;
