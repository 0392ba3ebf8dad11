/** All processes of one command in a sandbox. */
export interface ProcessGroup {
  /** Ends them all at once. Does nothing when they are gone. */
  kill(): void;
  /** Undefined while nothing can be said. Only after the sandbox stands. */
  usage(): Usage | undefined;
}

export interface Usage {
  readonly processes: number;
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
