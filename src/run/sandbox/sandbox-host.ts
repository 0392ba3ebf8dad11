import type { ShownSystem } from './shown-system.ts';

/** What a sandbox must know of the machine and cannot ask itself. */
export interface SandboxHost {
  /** Value of the PATH variable: where bubblewrap may lie. */
  readonly path: string;
  /** Folder for what is not kept, such as `os.tmpdir()`. */
  readonly temporary: string;
  /** What is seen inside in place of this machine's programs and settings; only Linux can. */
  readonly system?: ShownSystem;
}
