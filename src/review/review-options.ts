import type { DocReviewOptions } from './doc-review-options.ts';
import type {
  ChangeSource,
  BlobReader,
  Clock,
  Log,
  CalibrationStore,
  DocSyntax,
  Model,
  ProbeSource,
  ReplyCache,
  RuleEngine,
  RuleSource,
  Syntax,
  CallProgress,
} from './ports.ts';
import type { CoveragePorts } from './coverage-ports.ts';
import type { EarlierReview } from './earlier-review.ts';
import type { FailOn } from './review.ts';
import type { SuggestProgress } from './suggest-tests/suggest-options.ts';

/** How a Change is to be reviewed. The core's own type: the configuration table must satisfy it. */
export interface ReviewOptions {
  /** Names of the files that these options came from, for the Ledger. */
  readonly configuration: readonly string[];
  readonly failOn: FailOn;
  /** Findings within the cap; the rest is folded, not lost. */
  readonly maxFindings: number;
  /** Most tokens of one request's prompt, system part included. */
  readonly promptTokens: number;
  /** Most tokens of one reply. */
  readonly replyTokens: number;
  /** Globs of paths that policy excludes. */
  readonly exclude: readonly string[];
  /** Larger files are excluded. */
  readonly maxFileBytes: number;
  /** Most calls at the same time; never more than the server really works on. */
  readonly concurrency: number;
  readonly asking: AskingOptions;
  /** What is said about doc comments; undefined: nothing. */
  readonly docs: DocReviewOptions | undefined;
  /** Chunks that need not be asked about, because an earlier review of the same text answers for them. */
  readonly earlier?: EarlierReview | undefined;
}

/** What the model is asked. */
export interface AskingOptions {
  readonly probes: boolean;
  /** Whether it is asked for remarks of its own: as its grade allows, even where it has none, or not at all. */
  readonly forms: 'graded' | 'always' | 'never';
  /** How often each form is filled in: of several, a remark counts when most of them make it. At least 1. */
  readonly samples: number;
  /** Wordings of each Probe, best first, whose scores are averaged. */
  readonly wordings: number;
  /** Whether code that scored as high before the change is left alone. */
  readonly baseDifference: boolean;
  /** Seconds from the start of the run after which nothing new is asked; undefined: no limit. */
  readonly budgetSeconds: number | undefined;
}

/** What the use case needs from outside. */
export interface ReviewPorts {
  readonly source: ChangeSource;
  /** Undefined for a bare diff: Chunks then stay inside their hunks. */
  readonly blobs: BlobReader | undefined;
  readonly syntax: Syntax;
  readonly docSyntax: DocSyntax;
  readonly rules: RuleSource;
  readonly ruleEngine: RuleEngine;
  /** Undefined: nobody wants to know what tests reach. */
  readonly coverage?: CoveragePorts | undefined;
  readonly probes: ProbeSource;
  readonly calibrations: CalibrationStore;
  /** Undefined for a review by rules only. */
  readonly model: Model | undefined;
  readonly cache: ReplyCache | undefined;
  readonly clock: Clock;
  readonly log: Log;
  /** Aborting ends the review early with what was found so far. */
  readonly signal: AbortSignal;
  readonly onProgress: (progress: ReviewProgress) => void;
}

/** Where a review stands, for people who wait. */
export type ReviewProgress =
  | { readonly step: 'reading' | 'cutting' | 'measuring' | 'connecting' }
  | ({ readonly step: 'testing' } & SuggestProgress)
  | {
      readonly step: 'asking';
      readonly chunk: number;
      readonly chunks: number;
      /** Files that are asked about, and of how many of them all Chunks were asked. */
      readonly files: number;
      readonly filesDone: number;
      readonly path: string;
      readonly findings: number;
      readonly call?: CallProgress;
    };
