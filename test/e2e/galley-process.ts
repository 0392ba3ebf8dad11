import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

const projectRoot = join(import.meta.dirname, '../..');

/** The built command: `npm test` builds it first. */
export const galleyFile = join(projectRoot, 'dist/galley.js');

/** No server listens here: a test that forgets to name its double meets nobody, above all no real model. */
export const deadServer = 'http://127.0.0.1:9';

/** What a finished process left. `code` is null when a signal ended it. */
export interface Run {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd: string;
  /** Laid over the bare environment; undefined takes a variable away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Default: empty. `open`: never ends, as a terminal does. */
  readonly stdin?: string | Buffer;
  /** Runs instead of node, with node and Galley behind: `strace`, `unshare`. */
  readonly wrapper?: readonly string[];
  /** Runs on a terminal of its own, made by `script` of util-linux: all output comes as stdout. */
  readonly terminal?: boolean;
  /** Instead of the built command: an installed one. */
  readonly file?: string;
  /** Called once the process runs. */
  readonly onStart?: (child: ChildProcess) => void;
}

/** A folder that is gone after the tests of the file. */
export function temporaryFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'galley-e2e-')));
  afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  return folder;
}

/** The environment of a user who has set nothing: this machine's own settings stay outside. */
export function bareEnvironment(home: string): Record<string, string> {
  const git = Object.entries(process.env).filter(([name]) => name.startsWith('GIT_'));
  return {
    ...(Object.fromEntries(git) as Record<string, string>),
    PATH: process.env['PATH'] ?? '',
    HOME: home,
    XDG_CACHE_HOME: join(home, 'cache'),
    XDG_CONFIG_HOME: join(home, 'config'),
    XDG_DATA_HOME: join(home, 'data'),
    LANG: 'C.UTF-8',
    GALLEY_SERVER: deadServer,
    // The doubles fill in forms, and most tests are about those.
    GALLEY_FORMS: 'always',
    GALLEY_PROBES: 'false',
  };
}

/** Makes a runner whose home is a folder of its own. */
export function galleyAt(home: string): (args: readonly string[], options: RunOptions) => Promise<Run> {
  return (args, options) => runGalley(home, args, options);
}

function runGalley(home: string, args: readonly string[], options: RunOptions): Promise<Run> {
  const merged = { ...bareEnvironment(home), ...options.env };
  const env = Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== undefined));
  const command = [...(options.wrapper ?? []), process.execPath, options.file ?? galleyFile, ...args];
  const [program = '', ...rest] = options.terminal ? onTerminal(command) : command;
  return new Promise((resolve, reject) => {
    const child = spawn(program, rest, { cwd: options.cwd, env, stdio: 'pipe' });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on('data', (part: Buffer) => stdout.push(part));
    child.stderr.on('data', (part: Buffer) => stderr.push(part));
    child.once('error', reject);
    child.once('close', (code, signal) =>
      resolve({ code, signal, stdout: textOf(stdout), stderr: textOf(stderr) }),
    );
    // A process that never reads its input may close it first.
    child.stdin.on('error', () => {});
    if (options.stdin !== 'open') child.stdin.end(options.stdin ?? '');
    options.onStart?.(child);
  });
}

/** `script` hands its command to a shell. */
function onTerminal(command: readonly string[]): string[] {
  const quoted = command.map((word) => `'${word.replaceAll("'", `'\\''`)}'`).join(' ');
  return ['script', '-qec', quoted, '/dev/null'];
}

function textOf(parts: readonly Buffer[]): string {
  return Buffer.concat(parts).toString('utf8');
}

/** Someone who listens and must hear nothing. */
export interface Sink {
  readonly url: string;
  /** Connections that came. */
  readonly hits: () => number;
  readonly close: () => Promise<void>;
}

export async function startSink(): Promise<Sink> {
  let hits = 0;
  const server = createServer((socket) => {
    hits++;
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    hits: () => hits,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
