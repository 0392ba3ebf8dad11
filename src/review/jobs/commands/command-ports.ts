import type { Log } from '../../../log.ts';
import type { DocumentedChange } from '../../document-change.ts';
import type { PullRequest } from '../../forge-ports.ts';
import type { CommandForge } from '../app-ports.ts';
import type { CommandErrand } from '../errand.ts';
import type { JobRecords } from '../job-records.ts';
import type { Job, JobStore } from '../job-store.ts';

export interface CommandJob extends Pick<Job, 'id' | 'attempt' | 'putOffMs' | 'whySuperseded'> {
  readonly errand: CommandErrand;
}

/** What carrying out a command needs from outside. */
export interface CommandPorts {
  readonly forge: CommandForge;
  readonly store: Pick<JobStore, 'accept' | 'setPaused' | 'isPaused'>;
  readonly records: Pick<JobRecords, 'jobs' | 'job'>;
  readonly explain: ExplainRule;
  readonly findDocs: FindDocs;
  readonly findTests: FindTests;
  readonly log: Log;
  readonly signal: AbortSignal;
}

/** What there is to say of a rule, a probe or another source of findings: its whole id, or the part behind the slash. */
export type ExplainRule = (name: string, signal: AbortSignal) => Promise<Explanation | UnknownRule>;

export interface Explanation {
  readonly id: string;
  /** As `galley explain` prints it: lines of plain text, code of rule files among them. */
  readonly text: string;
}

export interface UnknownRule {
  /** Ids that are written nearly so, the nearest first. May be empty. */
  readonly near: readonly string[];
}

/** Doc comments for what a pull request adds without one, each proved to change no code. */
export type FindDocs = (pull: PullRequest, signal: AbortSignal) => Promise<DocumentedChange>;

/** Tests for what a pull request adds and nothing reaches, or why there are none: Markdown, everything of others inert. */
export type FindTests = (pull: PullRequest, signal: AbortSignal) => Promise<string>;
