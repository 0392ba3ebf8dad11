import type { ActionInterface } from './read-action.ts';
import type { StepOptions } from './types.ts';

/** Files by which a step talks back, absolute paths. */
export interface StepFiles {
  readonly event: string;
  readonly output: string;
  readonly env: string;
  readonly state: string;
  readonly path: string;
  readonly summary: string;
  readonly home: string;
  readonly temp: string;
  readonly toolCache: string;
  readonly workspace: string;
}

/**
 * All variables of the step: what a runner sets, the inputs, and nothing of this process but `PATH` and `LANG`.
 * https://docs.github.com/actions/reference/workflows-and-actions/variables
 */
export function stepEnvironment(
  options: StepOptions,
  action: ActionInterface,
  files: StepFiles,
): Record<string, string> {
  const { repository, event } = options;
  const pull = pullOf(event.payload);
  return {
    PATH: process.env['PATH'] ?? '',
    LANG: 'C.UTF-8',
    HOME: files.home,
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_ACTION: '__owner_galley',
    GITHUB_ACTOR: 'someone',
    GITHUB_API_URL: options.apiUrl ?? 'http://127.0.0.1:9',
    GITHUB_SERVER_URL: options.serverUrl ?? 'http://127.0.0.1:9',
    GITHUB_GRAPHQL_URL: options.graphqlUrl ?? `${options.apiUrl ?? 'http://127.0.0.1:9'}/graphql`,
    GITHUB_EVENT_NAME: event.name,
    GITHUB_EVENT_PATH: files.event,
    GITHUB_ENV: files.env,
    GITHUB_OUTPUT: files.output,
    GITHUB_PATH: files.path,
    GITHUB_STATE: files.state,
    GITHUB_STEP_SUMMARY: files.summary,
    GITHUB_WORKSPACE: files.workspace,
    GITHUB_JOB: 'review',
    GITHUB_WORKFLOW: 'Review',
    GITHUB_REPOSITORY: repository,
    GITHUB_REPOSITORY_OWNER: repository.split('/')[0] ?? '',
    GITHUB_REF: pull === undefined ? 'refs/heads/main' : `refs/pull/${pull.number}/merge`,
    GITHUB_BASE_REF: pull?.base?.ref ?? '',
    GITHUB_HEAD_REF: pull?.head?.ref ?? '',
    GITHUB_SHA: '0'.repeat(40),
    GITHUB_RUN_ID: '1',
    GITHUB_RUN_NUMBER: '1',
    GITHUB_RUN_ATTEMPT: '1',
    ACTIONS_RUNTIME_TOKEN: 'runtime-token-of-the-job',
    RUNNER_OS: 'Linux',
    RUNNER_ARCH: 'X64',
    RUNNER_NAME: 'box',
    RUNNER_ENVIRONMENT: options.runnerEnvironment ?? 'self-hosted',
    RUNNER_TEMP: files.temp,
    RUNNER_TOOL_CACHE: files.toolCache,
    ...inputVariables(options, action),
    ...options.env,
  };
}

/** Inputs that the action does not know are handed over too, with a warning: see `complaintsAbout`. */
function inputVariables({ inputs = {}, token = '' }: StepOptions, { defaults }: ActionInterface) {
  const values = [...defaults, ...Object.entries(inputs)].map(([name, value]) => [
    `INPUT_${name.replace(/ /g, '_').toUpperCase()}`,
    value.replace(/\$\{\{\s*github\.token\s*\}\}/g, token),
  ]);
  return Object.fromEntries(values) as Record<string, string>;
}

export function complaintsAbout({ inputs = {} }: StepOptions, { defaults }: ActionInterface): string[] {
  const unknown = Object.keys(inputs).filter((name) => !defaults.has(name.toLowerCase()));
  return unknown.length === 0 ? [] : [`Unexpected input(s) '${unknown.join("', '")}'`];
}

interface PullPart {
  readonly number: number;
  readonly base?: { readonly ref?: string };
  readonly head?: { readonly ref?: string };
}

function pullOf(payload: unknown): PullPart | undefined {
  return (payload as { readonly pull_request?: PullPart } | null)?.pull_request;
}
