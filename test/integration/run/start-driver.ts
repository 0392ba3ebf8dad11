import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, openSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { findProgram } from '../../../src/run/sandbox/find-program.ts';
import { noPlainUser, plainUser } from '../as-plain-user.ts';
import type { DriverInput, DriverOutput } from './sandbox-driver.ts';

/** Who tests can be here: only root can be both. */
export const users =
  process.getuid?.() !== 0
    ? (['plain user'] as const)
    : noPlainUser() === undefined
      ? (['root', 'plain user'] as const)
      : (['root'] as const);

export type User = 'root' | 'plain user';

export interface Drivers {
  /** Folder that holds bubblewrap, where there is one: to be put into the PATH. */
  readonly tools: string;
  readonly program: string;
}

/** Puts all that a driver needs where every user can read it. */
export async function prepareDrivers(folder: string): Promise<Drivers> {
  const tools = join(folder, 'tools');
  mkdirSync(tools);
  const bubblewrap = findProgram('bwrap', process.env['PATH'] ?? '');
  if (bubblewrap !== undefined) copyFileSync(realpathSync(bubblewrap), join(tools, 'bwrap'));
  if (bubblewrap !== undefined) chmodSync(join(tools, 'bwrap'), 0o755);
  const program = join(tools, 'driver.mjs');
  const entryPoints = [join(import.meta.dirname, 'sandbox-driver.ts')];
  await build({
    entryPoints,
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
  });
  return { tools, program };
}

export interface DriverStart {
  readonly user: User;
  readonly env: Readonly<Record<string, string>>;
  /** A file that the driver has open when it starts, as descriptor 20. */
  readonly open: string;
  /** Control group that it starts in. */
  readonly cgroup?: string;
}

export function startDriver(
  { tools, program }: Drivers,
  input: Omit<DriverInput, 'path'>,
  { user, env, open, cgroup }: DriverStart,
): ChildProcess {
  const path = [tools, process.env['PATH'] ?? ''].join(':');
  const empty = Array.from({ length: 17 }, () => 'ignore' as const);
  const driver = [process.execPath, program, JSON.stringify({ ...input, path })];
  const [file = '', ...args] = cgroup === undefined ? driver : startingIn(cgroup, driver);
  return spawn(file, args, {
    cwd: '/',
    env: { PATH: path, ...env },
    stdio: ['ignore', 'pipe', 'inherit', ...empty, openSync(open, 'r')],
    // Nobody but root may put a process into another's group: there it steps down afterwards.
    ...(isToStepDown(user) && cgroup === undefined ? { uid: plainUser, gid: plainUser } : {}),
  });

  function startingIn(group: string, command: readonly string[]): string[] {
    const stepDown = [`--reuid=${plainUser}`, `--regid=${plainUser}`, '--clear-groups'];
    const asUser = isToStepDown(user) ? ['setpriv', ...stepDown, ...command] : command;
    const enter = 'echo $$ > "$1/cgroup.procs" && shift && exec "$@"';
    return ['/bin/sh', '-c', enter, 'sh', group, ...asUser];
  }
}

function isToStepDown(user: User): boolean {
  return user === 'plain user' && process.getuid?.() === 0;
}

/** Waits for what the driver prints. */
export function readDriver(child: ChildProcess): Promise<DriverOutput> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    child.stdout?.on('data', (part: Buffer) => parts.push(part));
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve(JSON.parse(Buffer.concat(parts).toString()) as DriverOutput);
      else reject(new Error(`the driver ended with ${code}`));
    });
  });
}
