import { spawn, type ChildProcess } from 'node:child_process';
import type { Readable } from 'node:stream';
import type { Enclosure } from './enclosure.ts';
import { killQuietly, type ProcessGroup } from './process-group.ts';
import type { SandboxCommand } from './sandbox.ts';

export interface RunningCommand {
  readonly child: ChildProcess;
  readonly group: ProcessGroup;
  readonly stdout: Readable;
  readonly stderr: Readable;
  /** Ends when the command starts, with `true`, or never does. */
  readonly ready: Promise<boolean>;
}

/** Milliseconds for a process that was killed, or whose command has ended, to close what it holds. */
const patience = 1_000;

/** Throws GalleyError `unsafe-path`. */
export function startEnclosed(enclosure: Enclosure, command: SandboxCommand): RunningCommand {
  const { file, args, env, cwd } = enclosure.wrap(command);
  // A session of its own: no terminal to talk to, and a group to be killed as one.
  const child = spawn(file, args, { cwd, env, detached: true, stdio: ['ignore', 'pipe', 'pipe', 'pipe'] });
  const [, stdout, stderr, sign] = child.stdio as unknown as [null, Readable, Readable, Readable];
  return {
    child,
    group: enclosure.group(child.pid ?? 0),
    stdout,
    stderr,
    ready: new Promise((resolve) => {
      sign.once('data', () => resolve(true));
      sign.once('close', () => resolve(false));
    }),
  };
}

/** Waits until the command and all that it started are gone. Null: a signal ended it. */
export function ended({ child, group }: RunningCommand): Promise<number | null> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => {
      // What it left behind. In a process namespace nothing can be.
      group.kill();
      const timer = setTimeout(() => child.stdio.forEach((stream) => stream?.destroy()), patience);
      child.once('close', () => {
        clearTimeout(timer);
        resolve(code);
      });
    });
  });
}

/** Ends a running command, and its wrapper too should that one not notice. */
export function end({ child, group }: RunningCommand): void {
  group.kill();
  const timer = setTimeout(() => child.pid !== undefined && killQuietly(-child.pid), patience);
  child.once('exit', () => clearTimeout(timer));
}
