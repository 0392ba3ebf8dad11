import { join } from 'node:path';
import { mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import type { Environment } from '../../git/git-environment.ts';
import type { Terminal } from '../cli/terminal.ts';
import { addSummary, writeOutputs, type Outputs } from './runner-files.ts';
import { inertLog } from './workflow-commands.ts';

/** The runner that started this process: the only place that knows its variables. */
export interface Runner {
  readonly env: Environment;
  /** Name of the event of this run: `pull_request`. */
  readonly eventName: string | undefined;
  readonly eventPath: string | undefined;
  /** `self-hosted`, `github-hosted`. */
  readonly environment: string | undefined;
  /** Without a slash at the end: `https://api.github.com`. */
  readonly apiUrl: string;
  /** `https://github.com`. */
  readonly serverUrl: string;
  /** Top of what other steps work in. */
  readonly workspace: string;
  /** One that knows nothing of a person: as in CI, without colours. */
  readonly terminal: Terminal;
  /** Prints a line for people: nothing in it acts on the runner. */
  say(text: string): void;
  /** Prints workflow commands as they are, one a line. */
  command(lines: string): void;
  setOutputs(values: Outputs): Promise<void>;
  addSummary(markdown: string): Promise<void>;
  /** A new folder that lasts as long as the job. */
  makeFolder(): Promise<string>;
}

export function openRunner(variables: Environment): Runner {
  // What a step sets to debug all actions also holds here.
  const isDebug = variables['RUNNER_DEBUG'] === '1';
  const env = isDebug ? { ...variables, GALLEY_LOG: 'debug' } : variables;
  const out = (text: string): void => void process.stdout.write(text);
  const err = (text: string): void => void process.stderr.write(inertLog(text));
  return {
    env,
    eventName: env['GITHUB_EVENT_NAME'],
    eventPath: env['GITHUB_EVENT_PATH'],
    environment: env['RUNNER_ENVIRONMENT'],
    apiUrl: withoutSlash(env['GITHUB_API_URL'] || 'https://api.github.com'),
    serverUrl: withoutSlash(env['GITHUB_SERVER_URL'] || 'https://github.com'),
    workspace: env['GITHUB_WORKSPACE'] || process.cwd(),
    terminal: { env, cwd: process.cwd(), isCi: true, color: false, width: 100, progress: 'lines', out, err },
    say: (text) => out(`${inertLog(text)}\n`),
    command: (lines) => out(lines.endsWith('\n') ? lines : `${lines}\n`),
    setOutputs: (values) => writeOutputs(env['GITHUB_OUTPUT'], values),
    addSummary: (markdown) => addSummary(env['GITHUB_STEP_SUMMARY'], markdown),
    async makeFolder() {
      const temp = env['RUNNER_TEMP'] || tmpdir();
      await mkdir(temp, { recursive: true });
      return mkdtemp(join(temp, 'galley-'));
    },
  };
}

function withoutSlash(address: string): string {
  return address.replace(/\/+$/, '');
}
