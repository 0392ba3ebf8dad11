import type { SandboxResult } from './sandbox.ts';

/** All processes of one command in a sandbox. */
export interface ProcessGroup {
  /** Ends them all, while the command runs. */
  kill(): void;
  /** Ends what the command left behind when it ended. */
  sweep(): Promise<void>;
  /** How many there are: cheap enough to be asked all the time. 0 while nothing can be said. */
  count(): number;
  /** Undefined while nothing can be said. Both only after the sandbox stands. */
  usage(): Usage | undefined;
  /** A limit that the kernel itself enforced; empty: none. Absent where it enforces none. */
  exceeded?(): SandboxResult['stopped'];
}

export interface Usage {
  /** Resident memory that is no file's, of all of them together. */
  readonly memoryBytes: number;
  /** Sent to disks since the start, and held in the sandbox's own memory file systems. */
  readonly writtenBytes: number;
}

/** Sends SIGKILL; a process that is gone, or not ours any more, is as good as killed. */
export function killQuietly(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // Gone.
  }
}
