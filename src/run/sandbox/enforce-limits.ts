import type { Readable } from 'node:stream';
import { end, type RunningCommand } from './running-command.ts';
import type { SandboxCommand, SandboxLimits, SandboxResult } from './sandbox.ts';
import type { Usage } from './process-group.ts';

/** Milliseconds between two counts of processes, which can double in a few. */
const countInterval = 10;

/** And between two looks at what they use: what a command can take in between is what it can go over. */
const usageInterval = 50;

export interface Enforcement {
  account(): Pick<SandboxResult, 'stopped' | 'stdout' | 'stderr'>;
  /** Lets go of timers and signals. */
  lift(): void;
}

/** Watches a running command and ends it at the first limit that it passes. */
export function enforceLimits(running: RunningCommand, command: SandboxCommand): Enforcement {
  const { limits, signal } = command;
  let stopped: SandboxResult['stopped'] = '';
  const stop = (why: SandboxResult['stopped']) => {
    if (stopped !== '' || why === '') return;
    stopped = why;
    end(running);
  };
  const onAbort = () => stop('interrupted');
  signal.addEventListener('abort', onAbort, { once: true });
  const timer = setTimeout(() => stop('time'), limits.ms);
  let watch: NodeJS.Timeout | undefined;
  let isOver = false;
  void running.ready.then((isReady) => {
    if (!isReady || isOver) return;
    let looks = 0;
    watch = setInterval(() => {
      // A group that is too large already is not looked at one by one.
      if (running.group.count() > limits.processes) stop('processes');
      else if (looks++ % (usageInterval / countInterval) === 0) stop(passed(running.group.usage(), limits));
    }, countInterval);
  });
  const stdout = collect(running.stdout, limits.outputBytes, () => stop('output'));
  const stderr = collect(running.stderr, limits.outputBytes, () => stop('output'));
  return {
    account: () => ({ stopped, stdout: stdout(), stderr: stderr() }),
    lift() {
      isOver = true;
      clearTimeout(timer);
      clearInterval(watch);
      signal.removeEventListener('abort', onAbort);
    },
  };
}

function passed(usage: Usage | undefined, limits: SandboxLimits): SandboxResult['stopped'] {
  if (usage === undefined) return '';
  if (usage.memoryBytes > limits.memoryBytes) return 'memory';
  return usage.writtenBytes > limits.diskBytes ? 'disk' : '';
}

/** Keeps the first `limit` bytes of a stream. */
function collect(stream: Readable, limit: number, onOverflow: () => void): () => string {
  const parts: Buffer[] = [];
  let room = limit;
  stream.on('data', (part: Buffer) => {
    if (room > 0) parts.push(part.subarray(0, room));
    room -= part.length;
    if (room < 0) onOverflow();
  });
  return () => Buffer.concat(parts).toString('utf8');
}
