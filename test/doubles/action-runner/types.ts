/** A step that uses the action. */
export interface StepOptions {
  /** Folder with `action.yml` and what it names: as it would be after `actions/checkout`, without `node_modules`. */
  readonly actionFolder: string;
  /** `with:` of the step. */
  readonly inputs?: Readonly<Record<string, string>>;
  /** `env:` of the step, laid over everything else. */
  readonly env?: Readonly<Record<string, string>>;
  /** `${{ github.token }}`. */
  readonly token?: string;
  /** Name and payload of the event that started the run. */
  readonly event: { readonly name: string; readonly payload: unknown };
  /** `owner/name`. */
  readonly repository: string;
  /** Without a slash at the end. */
  readonly apiUrl?: string;
  readonly serverUrl?: string;
  readonly graphqlUrl?: string;
  /** Default: `self-hosted`. */
  readonly runnerEnvironment?: 'self-hosted' | 'github-hosted';
  /** `GITHUB_WORKSPACE`, which is also where the step starts. Default: an empty folder. */
  readonly workspace?: string;
  /** Holds what the step leaves: `HOME`, `RUNNER_TEMP`, files of commands. The caller removes it. */
  readonly folder: string;
  /** Node to run it on; default: this process's. */
  readonly node?: string;
  /** Runs instead of node, with node and the action behind: `strace`, `unshare`. */
  readonly wrapper?: readonly string[];
  /** Other steps of this job have shown so many annotations already. */
  readonly shownInJob?: number;
}

export interface Annotation {
  readonly kind: 'error' | 'warning' | 'notice';
  readonly message: string;
  readonly properties: Readonly<Record<string, string>>;
}

/** What a page of the run would show of the step, and what later steps would get. */
export interface StepResult {
  readonly exitCode: number | null;
  readonly conclusion: 'success' | 'failure';
  /** Those that GitHub shows, in the order of the log. */
  readonly annotations: readonly Annotation[];
  /** Those beyond what it shows: lost without a word. */
  readonly lost: readonly Annotation[];
  /** Lines of both outputs as the log shows them: masked, without the commands that were obeyed. */
  readonly log: string;
  /** Both outputs as they came. */
  readonly raw: string;
  /** What `::add-mask::` asked for, in this order. */
  readonly masks: readonly string[];
  /** Names of all commands that were obeyed, in this order. */
  readonly commands: readonly string[];
  readonly outputs: Readonly<Record<string, string>>;
  /** For later steps: `GITHUB_ENV`, `GITHUB_STATE`, lines of `GITHUB_PATH`. */
  readonly env: Readonly<Record<string, string>>;
  readonly state: Readonly<Record<string, string>>;
  readonly path: readonly string[];
  /** Masked. Empty where there is none, or where it was too large. */
  readonly summary: string;
  /** What the runner itself complained about: unknown inputs, broken files, commands that are switched off. */
  readonly complaints: readonly string[];
  /** From the start of the process to its end. */
  readonly milliseconds: number;
}
