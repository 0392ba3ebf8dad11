import { execFile, execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface ActOptions {
  /** The act program. */
  readonly act: string;
  /** Workflow file to run. */
  readonly workflow: string;
  readonly event: { readonly name: string; readonly payload: unknown };
  /** `owner/name`. */
  readonly repository: string;
  /** Of the API, of the pages and of git: without a slash at the end. */
  readonly forge: string;
  readonly token: string;
  /** Folder with action.yml and dist/action. */
  readonly actionFolder: string;
  /** How the workflow names that action: `owner/name@REF`. */
  readonly uses: string;
  /** Labels of runners that this machine stands for. */
  readonly labels: readonly string[];
  /** Variables of the runner itself. */
  readonly env: Readonly<Record<string, string>>;
  /** Holds everything that act leaves. */
  readonly folder: string;
}

export interface ActResult {
  /** 0: the job succeeded. */
  readonly code: number;
  readonly log: string;
}

/** Runs a workflow on this machine by act in host mode: no container, the runner's own `node`, nothing downloaded. */
export function runAct(options: ActOptions): Promise<ActResult> {
  const { event, forge, uses, folder } = options;
  mkdirSync(folder, { recursive: true });
  const work = mkdtempSync(join(folder, 'act-'));
  const home = join(work, 'home');
  const checkout = join(work, 'checkout');
  mkdirSync(home);
  mkdirSync(checkout);
  writeFileSync(join(work, 'event.json'), JSON.stringify(event.payload));
  // Without such a file act asks which images to use.
  writeFileSync(join(home, '.actrc'), '--pull=false\n');
  cpSync(options.workflow, join(checkout, 'workflow.yml'));
  startRepository(checkout, options.repository);
  const variables = {
    GITHUB_API_URL: forge,
    GITHUB_SERVER_URL: forge,
    GITHUB_GRAPHQL_URL: `${forge}/graphql`,
    ...options.env,
  };
  const args = [
    event.name,
    ...['--workflows', 'workflow.yml', '--eventpath', join(work, 'event.json')],
    ...['--local-repository', `${uses}=${options.actionFolder}`],
    ...options.labels.flatMap((label) => ['--platform', `${label}=-self-hosted`]),
    ...Object.entries(variables).flatMap(([name, value]) => ['--env', `${name}=${value}`]),
    // Its value comes from the environment, not from the command line.
    ...['--secret', 'GITHUB_TOKEN', '--container-daemon-socket', '-'],
  ];
  const env = {
    PATH: process.env['PATH'],
    HOME: home,
    XDG_CACHE_HOME: join(home, '.cache'),
    GITHUB_TOKEN: options.token,
  };
  return new Promise((resolve) => {
    const child = execFile(
      options.act,
      args,
      { cwd: checkout, env, maxBuffer: 64 * 1024 * 1024 },
      (error, stdout, stderr) => {
        const code = error === null ? 0 : typeof error.code === 'number' ? error.code : 1;
        resolve({ code, log: stdout + stderr });
      },
    );
    child.stdin?.end();
  });
}

/** act takes the name of the repository from the remote of the folder that it runs in. */
function startRepository(folder: string, repository: string): void {
  const git = (...args: string[]): void => {
    execFileSync('git', args, { cwd: folder, stdio: 'ignore' });
  };
  git('init', '-q', '-b', 'main');
  git('remote', 'add', 'origin', `https://github.com/${repository}.git`);
  git('add', '-A');
  git('-c', 'user.name=act', '-c', 'user.email=act@example.org', 'commit', '-qm', 'workflow');
}
