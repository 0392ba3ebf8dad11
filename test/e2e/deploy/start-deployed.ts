import { execFile, spawn } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import type { Patience } from '../app/eventually.ts';
import { noPlainUser, plainUser } from '../../integration/as-plain-user.ts';
import { imageHealthcheck, readCompose } from '../../integration/deploy/read-deploy.ts';

/** A limit for what hangs, on a machine that does much else. */
export const mostMs = 120_000;

/** What the image has, elsewhere: the program, which nobody may write to, and the folders of its user. */
export interface Places {
  readonly program: string;
  readonly data: string;
  readonly temporary: string;
  readonly secrets: string;
}

/** Root becomes somebody else where there is somebody else. */
const stepsDown = process.geteuid?.() === 0 && noPlainUser() === undefined;

export function openPlaces(program: string): Places {
  const folder = mkdtempSync(join(tmpdir(), 'galley-deploy-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  chmodSync(folder, 0o755);
  const own = (name: string): string => {
    const path = join(folder, name);
    mkdirSync(path, { mode: 0o700 });
    if (stepsDown) chownSync(path, plainUser, plainUser);
    return path;
  };
  return { program, data: own('data'), temporary: own('temporary'), secrets: join(folder, 'secrets') };
}

export interface Deployed {
  /** All that it wrote to its standard outputs. */
  readonly said: () => string;
  /** For those who wait for it. */
  readonly patience: Patience;
  /** Sends SIGTERM; resolves with what ended it. */
  readonly stop: () => Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>;
}

/** The command of compose.yml as an ordinary user, with this environment and nothing else. */
export function startDeployed(places: Places, env: Readonly<Record<string, string>>): Deployed {
  const { command } = readCompose().services['app']!;
  const child = spawn(process.execPath, [join(places.program, 'dist/galley.js'), ...command], {
    cwd: places.data,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(stepsDown && { uid: plainUser, gid: plainUser }),
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (part: Buffer) => (text += part.toString()));
  const ended = new Promise<Awaited<ReturnType<Deployed['stop']>>>((resolve) =>
    child.once('close', (code, signal) => resolve({ code, signal })),
  );
  afterAll(() => void child.kill('SIGKILL'));
  const hasEnded = (): boolean => child.exitCode !== null || child.signalCode !== null;
  return {
    said: () => text,
    patience: { within: mostMs, what: () => text, isFatal: hasEnded },
    stop() {
      child.kill('SIGTERM');
      return ended;
    },
  };
}

/** Exit code of the command with which the image and compose.yml look whether it lives. */
export function healthcheck(port: string): Promise<number> {
  const [program = '', ...args] = imageHealthcheck();
  const node = program === 'node' ? process.execPath : program;
  return new Promise((resolve) => {
    const child = execFile(node, args, { env: { PORT: port } }, () => resolve(child.exitCode ?? -1));
  });
}
