import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process';
import { openSync } from 'node:fs';
import { constants, devNull } from 'node:os';
import type { Readable } from 'node:stream';
import type { WrappedCommand } from './enclosure.ts';
import { inheritedDescriptors } from './inherited-descriptors.ts';
import { readyDescriptor } from './inner-command.ts';
import { killQuietly, type ProcessGroup } from './process-group.ts';

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

export function startEnclosed({ file, args, env, cwd, group }: WrappedCommand): RunningCommand {
  // A session of its own: no terminal to talk to, and a group to be killed as one.
  const child = spawn(file, args, { cwd, env, detached: true, stdio: standardFiles() });
  const [, stdout, stderr, sign] = child.stdio as unknown as [null, Readable, Readable, Readable];
  return {
    child,
    group: group(child.pid ?? 0),
    stdout,
    stderr,
    ready: new Promise((resolve) => {
      sign.once('data', () => resolve(true));
      sign.once('close', () => resolve(false));
    }),
  };
}

/** Pipes for what is printed and for the sign that the sandbox stands; nothing behind all other open files. */
function standardFiles(): StdioOptions {
  const files: ('ignore' | 'pipe' | number)[] = ['ignore', 'pipe', 'pipe', 'pipe'];
  const inherited = inheritedDescriptors().filter((descriptor) => descriptor > readyDescriptor);
  for (const descriptor of inherited) {
    while (files.length < descriptor) files.push('ignore');
    files[descriptor] = nothing();
  }
  return files;
}

let opened: number | undefined;

/** Descriptor of the null device; stays open, and is closed in every child that was not given it. */
function nothing(): number {
  return (opened ??= openSync(devNull, 'r+'));
}

/** Waits until the command and all that it started are gone. A signal is told as shells do: 128 and its number. */
export function ended({ child, group }: RunningCommand): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      group.sweep().catch(reject);
      const timer = setTimeout(() => child.stdio.forEach((stream) => stream?.destroy()), patience);
      child.once('close', () => {
        clearTimeout(timer);
        resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal]));
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
