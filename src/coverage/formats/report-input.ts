import { GalleyError } from '../../errors.ts';

/** A report as bytes, in order. A piece is only looked at until the next one is asked for: its memory may be used again. */
export type ReportBytes = AsyncIterable<Uint8Array>;

export interface ReadOptions {
  /** Name of the report for messages. */
  readonly name: string;
  /**
   * Whether hits of this file are wanted, by its path as the report writes it. What nobody wants is passed over without
   * being taken apart, so that a large report costs little.
   */
  readonly wants: (writtenPath: string) => boolean;
}

/** What is read of one report at most. Everything beyond is refused as `broken-report`. */
export const reportLimits = {
  /** Bytes of the whole report. */
  bytes: 1024 ** 3,
  /** Bytes about one file, and length of one line of text. */
  fileBytes: 16 * 1024 ** 2,
  /** Bytes about all wanted files. */
  keptBytes: 64 * 1024 ** 2,
  /** Wanted files. */
  files: 20_000,
  /** Objects in objects, elements in elements. */
  depth: 64,
  /** Statements, branches, lines of one file. */
  items: 500_000,
} as const;

/**
 * The failure of a report that cannot be taken for what it says it is.
 *
 * @param place where in the report: `byte 120`, `line 7`, `src/a.ts: statementMap.3`. Empty: as a whole
 */
export function brokenReport(name: string, place: string, why: string, cause?: unknown): GalleyError {
  return new GalleyError('broken-report', {
    what: `The coverage report ${name} cannot be used`,
    why: place === '' ? why : `${place}: ${why}`,
    todo: 'run the tests with coverage again, and check that the report was written to its end',
    ...(cause === undefined ? {} : { cause }),
  });
}

/** Lets bytes through up to the limit for a whole report. */
export async function* limitBytes(bytes: ReportBytes, name: string): AsyncGenerator<Uint8Array> {
  let total = 0;
  for await (const piece of bytes) {
    total += piece.length;
    if (total > reportLimits.bytes) {
      throw brokenReport(name, `byte ${total}`, `it is larger than ${reportLimits.bytes} bytes`);
    }
    yield piece;
  }
}
