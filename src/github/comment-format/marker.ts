import type { CommentStatus, Memory } from '../../review/forge-ports.ts';

/**
 * What a comment of ours says to the next run, in an HTML comment that nobody sees.
 *
 * A marker is the first thing of a body or it is none: text behind it cannot be taken for one, whatever it holds. It
 * names its version, and one of another version is not read. It proves nothing about who wrote it: whoever reads
 * markers first makes sure that the comment is our own.
 */
export interface CommentMarker {
  /** 16 hexadecimal digits. */
  readonly fingerprint: string;
  readonly status: CommentStatus;
  /** Head that was reviewed when it took this status. */
  readonly head: string;
  /** `Memory.asking` of that review. Any text; cut where it is long. */
  readonly prompt: string;
  /** Hash of the quote that the finding is about; empty where it has none. */
  readonly quoteHash: string;
  /** Lines that the quote has. */
  readonly quoteLines: number;
}

/** What the marker of a summary says besides its Memory: of which pull request and which set-up it is. */
export interface SummaryPlace {
  readonly pull: number;
  /** Name of the set-up, where several review the same pull request; usually empty. Any text; cut where it is long. */
  readonly configuration: string;
}

export interface SummaryMarker extends SummaryPlace {
  readonly memory: Memory;
}

/** What every marker begins with: kind and version. */
export const markerStart = {
  comment: '<!-- galley:comment:1 ',
  review: '<!-- galley:review:1 ',
  summary: '<!-- galley:summary:1 ',
  reply: '<!-- galley:reply:1 ',
} as const;
export type MarkerKind = keyof typeof markerStart;

export const markerEnd = ' -->';

/** A name in a marker that is longer is cut. */
export const mostCharactersOfValue = 200;
