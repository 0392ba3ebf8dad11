/** Best first. `none`: the command runs as the user, which must be asked for by name. */
export type SandboxLevel = 'bubblewrap' | 'namespaces' | 'sandbox-exec' | 'none';

/** Runs commands that nobody trusts. */
export interface Sandbox {
  readonly level: SandboxLevel;
  /** For people: `bubblewrap: no network, no home, read-only repository`. */
  readonly description: string;
  /** Never throws for what the command does; its whole process group is gone when this returns. */
  run(command: SandboxCommand): Promise<SandboxResult>;
}

export interface SandboxCommand {
  /** Program and arguments; no shell. */
  readonly argv: readonly string[];
  /** Absolute; below one of `readable` or `writable`. */
  readonly cwd: string;
  /** Absolute paths of folders and files that may be read, beside those of the system and of Node. */
  readonly readable: readonly string[];
  /** Absolute paths of folders that may be written: scratch copies, never the user's own tree. */
  readonly writable: readonly string[];
  /** All variables that the command sees, but PATH, HOME and TMPDIR, which are the sandbox's own. */
  readonly env: Readonly<Record<string, string>>;
  readonly limits: SandboxLimits;
  readonly signal: AbortSignal;
}

export interface SandboxLimits {
  readonly ms: number;
  /** Of standard output and standard error, each. */
  readonly outputBytes: number;
  /** Resident memory of all processes together. */
  readonly memoryBytes: number;
  readonly processes: number;
  /** What the command may add to its writable folders and its temporary folder. */
  readonly diskBytes: number;
}

export interface SandboxResult {
  /** Null when a signal ended it. */
  readonly exitCode: number | null;
  /** Why it was ended; empty: it ended by itself. */
  readonly stopped: '' | 'time' | 'output' | 'memory' | 'processes' | 'disk' | 'interrupted';
  readonly stdout: string;
  readonly stderr: string;
  readonly ms: number;
}
