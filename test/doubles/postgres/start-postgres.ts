import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { chmod, chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '../free-port.ts';

/** `nobody`: PostgreSQL refuses to run as root. */
const plainUser = 65_534;
const asUser = process.geteuid?.() === 0 ? { uid: plainUser, gid: plainUser } : {};
const cwd = '/';

export interface PostgresServer {
  /** Of a database that is empty at first. */
  readonly url: string;
  /** Waits for what is under way, then is gone; `start` brings it back with all it had. */
  stop(): Promise<void>;
  /** Gone at once, with all its processes. */
  kill(): Promise<void>;
  start(): Promise<void>;
  /** Deletes it. */
  remove(): Promise<void>;
}

/** A PostgreSQL server of its own for a test, on a free port of this machine. `settings`: `fsync=off`. */
export async function startPostgres(settings: readonly string[] = []): Promise<PostgresServer> {
  const folder = await mkdtemp(join(tmpdir(), 'postgres-'));
  await chmod(folder, 0o700);
  if (asUser.uid !== undefined) await chown(folder, asUser.uid, asUser.gid);
  const init = ['-D', folder, '-U', 'galley', '--auth=trust', '--no-locale', '-E', 'UTF8', '--no-sync'];
  await promisify(execFile)('initdb', init, { ...asUser, cwd });
  const port = await freePort();
  let running: ChildProcess | undefined;
  const start = async (): Promise<void> => {
    running = await startAt(folder, port, settings);
  };
  const end = async (signal: 'SIGINT' | 'SIGKILL'): Promise<void> => {
    const child = running;
    running = undefined;
    if (child?.pid === undefined || child.exitCode !== null) return;
    const gone = new Promise((resolve) => child.once('close', resolve));
    // Its processes are a group: of one that is killed the others would go on for a moment.
    process.kill(signal === 'SIGKILL' ? -child.pid : child.pid, signal);
    await gone;
  };
  // Whoever ends without `remove` leaves no server behind.
  process.once('exit', () => {
    if (running?.pid !== undefined && running.exitCode === null) process.kill(-running.pid, 'SIGKILL');
  });
  await start();
  return {
    url: `postgres://galley@127.0.0.1:${port}/postgres`,
    stop: () => end('SIGINT'),
    kill: () => end('SIGKILL'),
    start,
    async remove() {
      await end('SIGKILL');
      await rm(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

/** Resolves when it takes connections. */
async function startAt(folder: string, port: number, settings: readonly string[]): Promise<ChildProcess> {
  const all = ['listen_addresses=127.0.0.1', `port=${port}`, 'unix_socket_directories=', ...settings];
  const child = spawn('postgres', ['-D', folder, ...all.flatMap((setting) => ['-c', setting])], {
    ...asUser,
    cwd,
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  await new Promise<void>((resolve, reject) => {
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-10_000);
      if (said.includes('ready to accept connections')) resolve();
    });
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`postgres ended with ${code}: ${said}`)));
  });
  return child;
}
