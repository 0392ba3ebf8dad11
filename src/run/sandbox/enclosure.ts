import type { ProcessGroup } from './process-group.ts';
import type { SandboxCommand, SandboxLevel } from './sandbox.ts';

/** One way to lock a command in. */
export interface Enclosure {
  readonly level: SandboxLevel;
  /** For people, what comes after the name of the level: `no network, no home, read-only repository`. */
  readonly promise: string;
  /** How to start a command in it. Throws GalleyError `unsafe-path`. */
  wrap(command: SandboxCommand): Promise<WrappedCommand>;
}

export interface WrappedCommand {
  readonly file: string;
  readonly args: readonly string[];
  /** All of its environment. */
  readonly env: Readonly<Record<string, string>>;
  /** Folder that it starts in. */
  readonly cwd: string;
  /** All that runs in it, by the id of the process that was started. */
  readonly group: (pid: number) => ProcessGroup;
  /** Takes away what was made for it outside. */
  readonly remove?: () => Promise<void>;
}
