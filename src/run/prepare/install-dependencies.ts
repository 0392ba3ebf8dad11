import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { GalleyError } from '../../errors.ts';

export interface ManifestFile {
  /** From the root of the repository, with `/`. */
  readonly path: string;
  readonly text: string;
}

export interface Installing {
  /** Program and arguments, such as `npm ci`. No shell reads them. */
  readonly command: readonly string[];
  /** Of a commit that its author could not choose alone. */
  readonly files: readonly ManifestFile[];
  /** Absolute. What stands there was installed by a run of the same. */
  readonly folder: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
}

const locks = new Set([
  ...['package-lock.json', 'npm-shrinkwrap.json', 'yarn.lock', 'pnpm-lock.yaml'],
  ...['requirements.txt', 'poetry.lock', 'uv.lock', 'Pipfile.lock'],
]);
const manifests = new Set(['package.json', 'pnpm-workspace.yaml', 'pyproject.toml', 'Pipfile']);

/** What an installer reads; undefined: nothing. Configurations of installers are left out: they name programs and hosts. */
export function isManifest(path: string): 'lock' | 'manifest' | undefined {
  if (path.split('/').some((part) => part === '..' || part === 'node_modules')) return undefined;
  const name = basename(path);
  return locks.has(name) ? 'lock' : manifests.has(name) ? 'manifest' : undefined;
}

/** No script of a package is run by npm, pnpm and yarn, and pip builds nothing. */
const withoutScripts = {
  npm_config_ignore_scripts: 'true',
  npm_config_audit: 'false',
  npm_config_fund: 'false',
  npm_config_update_notifier: 'false',
  YARN_ENABLE_SCRIPTS: 'false',
  PIP_ONLY_BINARY: ':all:',
  CI: 'true',
};

/** Where programs and a registry are: none of them is a secret of the app. */
const passed = new Set(
  'PATH HOME LANG TMPDIR HTTP_PROXY HTTPS_PROXY NO_PROXY http_proxy https_proxy no_proxy NODE_EXTRA_CA_CERTS npm_config_registry npm_config_cache'.split(
    ' ',
  ),
);

const mostMs = 10 * 60_000;
const mostStderr = 4_000;

/**
 * Installs dependencies into a folder of their own, once: it stands there whole or not at all.
 *
 * Throws GalleyError: `install-failed`, `interrupted`.
 *
 * @returns the folder
 */
export async function installDependencies(installing: Installing): Promise<string> {
  const { files, folder } = installing;
  if (existsSync(folder)) {
    await markUse(folder);
    return folder;
  }
  await mkdir(dirname(folder), { recursive: true, mode: 0o700 });
  const work = await mkdtemp(`${folder}-`);
  try {
    for (const { path, text } of files) {
      const file = join(work, path);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, text, { flag: 'wx' });
    }
    await run(installing, work);
    // Another worker may have been first: then its folder is as good.
    await rename(work, folder).catch((error: unknown) => {
      if (!existsSync(folder)) throw error;
    });
    return folder;
  } finally {
    await rm(work, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** See prune-installed.ts. Never throws: it would only go earlier than it should. */
async function markUse(folder: string): Promise<void> {
  const now = new Date();
  await utimes(folder, now, now).catch(() => {});
}

async function run({ command, env, signal }: Installing, cwd: string): Promise<void> {
  const [program = '', ...args] = command;
  const own = Object.fromEntries(Object.entries(env).filter(([name]) => passed.has(name)));
  const child = spawn(program, args, {
    cwd,
    env: { ...own, ...withoutScripts },
    // Killed with all that it started.
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let told = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    if (told.length < mostStderr) told += text.slice(0, mostStderr - told.length);
  });
  const kill = (): void => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    } catch {
      // Gone.
    }
  };
  const timer = setTimeout(kill, mostMs);
  signal.addEventListener('abort', kill, { once: true });
  try {
    if (signal.aborted) kill();
    const why = await new Promise<string>((resolve) => {
      child.on('error', (error) => resolve(error.message));
      child.on('close', (code, by) =>
        resolve(code === 0 ? '' : `It ended with ${code ?? by}. ${told.trim()}`),
      );
    });
    if (why !== '') throw failed(command, why, signal);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', kill);
  }
}

function failed(command: readonly string[], why: string, signal: AbortSignal): GalleyError {
  if (signal.aborted)
    return new GalleyError('interrupted', { what: 'Stopped while dependencies were installed.' });
  return new GalleyError('install-failed', {
    what: `${command.join(' ')} did not install the dependencies`,
    why,
    todo: 'Run it by hand with the lock file of the base, and without scripts of packages.',
  });
}
