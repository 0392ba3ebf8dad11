import type { LineSide } from '../change/change.ts';
import type { Gap, PatchCoverage } from '../coverage/gap.ts';
import type { Finding, Severity } from '../finding/finding.ts';
import type { Grade } from '../probe/calibration.ts';
import type { TestSuggestion } from '../testgen/test-suggestion.ts';
import type { ModelCard } from './ports.ts';

/** What every entry point gets from the core. */
export interface Review {
  readonly verdict: Verdict;
  /** False when something eligible was not reviewed. */
  readonly complete: boolean;
  /**
   * Ranked, best first. The first `shown` are within the cap, the others folded; those that mirror Gaps come last and
   * stand outside of the cap.
   */
  readonly findings: readonly Finding[];
  /** How many of `findings` stand within the cap. */
  readonly shown: number;
  /** The code around each of `findings`, in the same order: for people, and no part of the JSON output. */
  readonly excerpts: readonly Excerpt[];
  /** In the order of the Change, then of their places. Each is mirrored by one of `findings` where the change shows its lines. */
  readonly gaps: readonly Gap[];
  /** Tests that were run and passed all gates. Empty where nobody asked for any. */
  readonly tests: readonly TestSuggestion[];
  /** Null where no coverage data was given: never the same as all covered. */
  readonly coverage: PatchCoverage | null;
  readonly ledger: Ledger;
}

/** Lines of one hunk and of the head file right around it, credentials masked. Empty where no line is known. */
export type Excerpt = readonly ExcerptLine[];

export interface ExcerptLine {
  readonly side: LineSide;
  /** 1-based: in the base file for a removed line, else in the head file. */
  readonly line: number;
  /** Cut where it is very long, then with `…` at its end. */
  readonly text: string;
  /** Whether the finding points at it. */
  readonly isMarked: boolean;
}

export type Verdict = 'clean' | 'findings' | 'incomplete';

/** From which severity on a finding fails the run; `none`: never. */
export type FailOn = 'none' | Severity;

/** The honest account of a run. */
export interface Ledger {
  /** What was reviewed: the ChangeSource's title. */
  readonly title: string;
  readonly context: 'blobs' | 'hunk';
  /** `rules`: no model was wanted. `model`: one was, whether or not it answered. `coverage`: nothing but coverage was. */
  readonly mode: 'model' | 'rules' | 'coverage';
  readonly files: readonly FileEntry[];
  readonly chunks: readonly ChunkEntry[];
  /** Null when no model answered to `describe`. */
  readonly model: ModelCard | null;
  /** Why no model answered: code and one sentence; null when one did or none was wanted. */
  readonly modelFailure: { readonly code: string; readonly message: string; readonly todo: string } | null;
  /** Prompts sent: about Chunks, and the capability check's where this run made one. */
  readonly calls: number;
  readonly cacheHits: number;
  /** Of all `calls`. */
  readonly tokens: { readonly prompt: number; readonly evaluated: number; readonly reply: number };
  readonly seconds: {
    readonly read: number;
    readonly cut: number;
    readonly ask: number;
    readonly total: number;
  };
  /** Changed lines: added and removed, of files that are reviewed. */
  readonly changedLines: number;
  /** What the model said and the core did not believe, by reason. */
  readonly dropped: Readonly<Record<DropReason, number>>;
  /** Secrets masked before anything left the reader. */
  readonly secretsMasked: number;
  /** Configuration files that shaped the run, for people: `.galley.yml`. Empty: defaults and flags only. */
  readonly configuration: readonly string[];
  readonly rules: RuleAccount;
  readonly probes: ProbeAccount;
  readonly docs: DocAccount;
  /** Stopped by the user: what was not reached is named in `files` and `chunks`. */
  readonly interrupted: boolean;
}

/** What became of the rules. */
export interface RuleAccount {
  /** How many the run knew; those written in code alone when no file needed others. */
  readonly known: number;
  /** Findings that comments in the code silenced. */
  readonly silenced: number;
  /** Which ones: one entry each. */
  readonly silencedFindings: readonly SilencedFinding[];
  /** Rules that were left out from a file on, or (empty id) all rules on one file. */
  readonly skipped: readonly { readonly rule: string; readonly path: string; readonly reason: string }[];
  /** Broken rule files of the repository: `file:line:column: what`. */
  readonly problems: readonly string[];
}

/** A finding that a comment in the code silenced. */
export interface SilencedFinding {
  readonly rule: string;
  readonly path: string;
  /** 1-based head line that the finding begins on. */
  readonly line: number;
}

/** What became of the Probes. */
export interface ProbeAccount {
  /** `ungraded`: nobody has measured this model. Null when no model was asked. */
  readonly grade: Grade | 'ungraded' | null;
  /** Where the Calibration came from, or why there is none; empty when no model was asked. */
  readonly calibration: string;
  /** How many Probes there are, and how many of them may speak on this model. */
  readonly known: number;
  readonly speaking: number;
  /** Places at which one was asked. */
  readonly asked: number;
  /** Places at which one should have been asked and was not. */
  readonly unasked: number;
}

/** What became of the doc comments of the change; all 0 where nobody wants to know. */
export interface DocAccount {
  /** Files whose docs were looked at. */
  readonly checked: number;
  /** Files that were to be looked at and that no parser could read whole. */
  readonly unread: number;
  /** Declarations that the model was asked to describe. */
  readonly asked: number;
  /** Findings that came with a doc comment, or with the doc as it should be. */
  readonly suggested: number;
}

export type DropReason = 'quote-not-found' | 'outside-the-change' | 'malformed' | 'refuted' | 'duplicate';

export interface FileEntry {
  readonly path: string;
  readonly outcome: 'reviewed' | 'excluded' | 'not-reviewed';
  /** Empty for reviewed files; else for people: `lock file`, `model did not answer in 120 s`. */
  readonly reason: string;
  /** Added and removed lines. */
  readonly changedLines: number;
}

export interface ChunkEntry {
  readonly path: string;
  readonly symbol: string;
  /** Head lines the chunk shows, 1-based inclusive; base lines for a chunk that only removes. */
  readonly startLine: number;
  readonly endLine: number;
  readonly outcome: 'reviewed' | 'not-reviewed';
  readonly reason: string;
  /** All its replies came from the cache. */
  readonly cached: boolean;
  /** An earlier review of the same text answered for it: nobody was asked. */
  readonly reused: boolean;
  readonly promptTokens: number;
}
