import type { Certainty } from '../../coverage/report.ts';

export interface CollectOptions {
  /** Absolute path of the folder that the command runs in. */
  readonly cwd: string;
  /** Program and arguments as the user gave them; run without a shell. */
  readonly command: readonly string[];
  /** The user's own environment: it is their command, and it runs as they would run it. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Absolute path of the folder that the report goes to; made where it is missing. */
  readonly outFolder: string;
  readonly files: CollectorFiles;
  /** Passed on to the command as an interrupt; what it counted until then is still reported. */
  readonly signal: AbortSignal;
  /** Gets what the command prints, as it comes; the command waits for it. Undefined: it prints where this process does. */
  readonly onOutput?: (part: Uint8Array, stream: 'stdout' | 'stderr') => void | Promise<void>;
  /** Undefined: as long as it takes. */
  readonly timeoutMs?: number;
}

/** Absolute paths of Galley's own parts that run inside the processes of the tests. */
export interface CollectorFiles {
  readonly loader: string;
  readonly hooks: string;
  readonly instrumenter: string;
}

export interface Collected {
  /** Absolute path of the report. */
  readonly report: string;
  readonly format: 'istanbul' | 'coverage.py';
  readonly certainty: Certainty;
  /** Of the command; 128 and the number of the signal where one ended it. */
  readonly exitCode: number;
  readonly stopped: '' | 'time' | 'interrupted';
  /** Absolute path of the map that `readTestMap` reads. Undefined: nobody can tell which test loads what. */
  readonly testMap: string | undefined;
  /** What people should know about the report, one sentence each. */
  readonly notes: readonly string[];
}
