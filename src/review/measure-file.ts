import type { FileChange } from '../change/change.ts';
import type { LineRange } from '../change/outline-lines.ts';
import type { CodeFacts } from '../coverage/code-facts.ts';
import { fileGap, isUnloaded } from '../coverage/file-gap.ts';
import { findGaps } from '../coverage/find-gaps.ts';
import type { FileCoverage, FileState, Gap } from '../coverage/gap.ts';
import { mapFromFacts } from '../coverage/map-from-facts.ts';
import { canSpeakOf } from '../coverage/measured-languages.ts';
import { isRefinable, refineHits } from '../coverage/refine-hits.ts';
import type { FileHits } from '../coverage/report.ts';
import type { CoverageData, CoveragePorts, Instrumenter } from './coverage-ports.ts';

/** A changed file, and its text at the head. */
export interface PatchFile {
  readonly file: FileChange;
  /** Undefined: it was not read. */
  readonly text: string | undefined;
}

/** A changed file with what is known of it. */
export interface MeasuredSource extends PatchFile {
  /** Of a file that no test loads, all 0. Undefined: nobody knows. */
  readonly hits: FileHits | undefined;
  /** Undefined for a language without a parser. */
  readonly facts: CodeFacts | undefined;
}

export interface MeasuredFile {
  readonly source: MeasuredSource;
  readonly coverage: FileCoverage;
  readonly gaps: readonly Gap[];
  /** Arms that `gaps` imply. */
  readonly implied: readonly Gap[];
}

/** What tests reach of one changed file. */
export async function measureFile(
  one: PatchFile,
  data: CoverageData,
  ports: Pick<CoveragePorts, 'instrumenter' | 'code'>,
): Promise<MeasuredFile> {
  const { file, text } = one;
  const reported = data.files.get(file.path);
  const why = reported === undefined ? whyUnknown(file.path, data) : undefined;
  if (why !== undefined) return noData(one, why);
  const facts = text === undefined ? undefined : await ports.code.read(file.path, text, shownLines(file));
  const hits = await bestHits(one, reported, facts, ports.instrumenter);
  if (hits === undefined)
    return noData({ ...one, facts }, 'no test loads it, and nobody knows what it holds');
  const { gaps, implied, statements, functions, branches } = findGaps({ file, hits, facts });
  const total = statements.total + functions.total + branches.total;
  const isLoaded = reported !== undefined && !isUnloaded(reported);
  const state = total === 0 ? 'unmeasurable' : isLoaded ? 'measured' : 'not-loaded';
  const whole = state === 'not-loaded' ? fileGap(gaps) : undefined;
  return {
    source: { ...one, hits, facts },
    coverage: {
      path: file.path,
      state,
      reason: reasons[state],
      certainty: hits.certainty,
      statements,
      functions,
      branches,
    },
    gaps: whole === undefined ? gaps : [whole, ...gaps],
    implied,
  };
}

/** Head lines of the hunks: whatever was added is among them. */
export function shownLines({ hunks }: FileChange): LineRange[] {
  return hunks.flatMap(({ headStart, headCount }) =>
    headCount === 0 ? [] : [{ first: headStart, last: headStart + headCount - 1 }],
  );
}

/** Of a file that no report speaks of, what can be reached in it, all 0. */
async function bestHits(
  { file, text }: PatchFile,
  reported: FileHits | undefined,
  facts: CodeFacts | undefined,
  instrumenter: Instrumenter,
): Promise<FileHits | undefined> {
  const { path } = file;
  if (text === undefined || (reported !== undefined && !isRefinable(reported))) return reported;
  const map =
    (await instrumenter.instrument(path, text, shownLines(file))) ?? (facts && mapFromFacts(path, facts));
  if (map === undefined || reported === undefined) return reported ?? map;
  return refineHits(reported, map, facts);
}

const reasons: Readonly<Record<Exclude<FileState, 'no-data'>, string>> = {
  measured: '',
  'not-loaded': 'no test loads it',
  unmeasurable: 'nothing was added that runs',
};

/** Why a file of which no hits are known cannot be said to be loaded by no test. */
function whyUnknown(path: string, { unusable, formats }: CoverageData): string | undefined {
  const reason = unusable.get(path);
  if (reason !== undefined) return reason;
  return canSpeakOf(path, formats) ? undefined : 'no report is about its language';
}

const nothing = { covered: 0, total: 0 } as const;

function noData(one: PatchFile & { readonly facts?: CodeFacts | undefined }, reason: string): MeasuredFile {
  const { file, text, facts } = one;
  return {
    source: { file, text, hits: undefined, facts },
    coverage: {
      path: file.path,
      state: 'no-data',
      reason,
      certainty: 'high',
      statements: nothing,
      functions: nothing,
      branches: nothing,
    },
    gaps: [],
    implied: [],
  };
}
