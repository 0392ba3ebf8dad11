import type { Gap, PatchCoverage } from '../coverage/gap.ts';
import { maskText } from '../safety/mask-lines.ts';
import { checkGate, type CoverageGate } from './check-gate.ts';
import { chooseMeasured, type ChosenFile } from './choose-measured.ts';
import type { CoveragePorts } from './coverage-ports.ts';
import { excerptCode } from './excerpt-code.ts';
import { mirrorGaps } from './gap-findings.ts';
import { maskChange } from './mask-change.ts';
import { maskGaps } from './mask-gaps.ts';
import { isMeasured } from './measure-coverage.ts';
import { measurePatch, type MeasuredSource } from './measure-patch.ts';
import type { BlobReader, ChangeSource, Clock } from './ports.ts';
import type { ReviewOptions, ReviewProgress } from './review-options.ts';
import type { FileEntry, Ledger, Review } from './review.ts';
import { startStopwatch } from './stopwatch.ts';

export interface CoverageOptions extends Pick<ReviewOptions, 'exclude' | 'maxFileBytes'> {
  /** Percent of added statements, and of added arms, that tests must reach; undefined: any. */
  readonly limit: number | undefined;
}

export interface CoverageReviewPorts {
  readonly source: ChangeSource;
  readonly blobs: BlobReader;
  readonly coverage: CoveragePorts;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: ReviewProgress) => void;
}

export interface CoverageResult {
  /** With Gaps, coverage, and an account of nothing else. */
  readonly review: Review;
  readonly coverage: PatchCoverage;
  /** Undefined: nothing was asked. */
  readonly gate: CoverageGate | undefined;
  /** The measured files with their texts, which are not masked. */
  readonly sources: readonly MeasuredSource[];
  /** Arms within functions that are Gaps as a whole, which are not listed: for whoever writes tests. */
  readonly implied: readonly Gap[];
  /** What people should know about the reports, one sentence each. */
  readonly notes: readonly string[];
  /** 1: the gate does not hold; 3: else, but something could not be measured. */
  readonly exitCode: 0 | 1 | 3;
}

/**
 * What a Change adds and no test reaches, without rules and models.
 *
 * @throws GalleyError when the Change or a report cannot be read
 */
export async function reviewCoverage(
  options: CoverageOptions,
  ports: CoverageReviewPorts,
): Promise<CoverageResult> {
  const { source, blobs, coverage: from, signal, clock, onProgress } = ports;
  const watch = startStopwatch(clock);
  onProgress({ step: 'reading' });
  const change = await source.read(signal, options.maxFileBytes);
  const looked = await chooseMeasured(change, options, blobs);
  const read = watch.lap();
  onProgress({ step: 'measuring' });
  const measured = await measurePatch(
    looked.filter(({ exclusion }) => exclusion === undefined),
    from,
    signal,
  );
  const coverage = maskGaps(measured.coverage);
  const gate = options.limit === undefined ? undefined : checkGate(coverage, options.limit);
  const files = listFiles(looked, coverage);
  const { change: masked, masked: secretsMasked } = maskChange(change);
  const findings = mirrorGaps(coverage.gaps, masked);
  const texts = new Map(looked.map(({ file, text }) => [file.path, text]));
  const complete = isMeasured(coverage);
  const isLow = gate !== undefined && gate.below.length > 0;
  const review: Review = {
    verdict: coverage.gaps.length > 0 ? 'findings' : complete ? 'clean' : 'incomplete',
    complete,
    findings,
    shown: 0,
    excerpts: excerptCode(
      findings,
      masked.files.map((file) => ({ file, headText: maskText(texts.get(file.path) ?? '') })),
    ),
    gaps: coverage.gaps,
    tests: [],
    coverage,
    ledger: {
      ...emptyLedger,
      title: maskText(source.title),
      context: change.context,
      files,
      seconds: { read, cut: 0, ask: 0, total: watch.total() },
      changedLines: files.reduce(
        (sum, file) => sum + (file.outcome === 'reviewed' ? file.changedLines : 0),
        0,
      ),
      secretsMasked,
      interrupted: signal.aborted,
    },
  };
  const exitCode = isLow ? 1 : complete ? 0 : 3;
  return {
    review,
    coverage,
    gate,
    sources: measured.files,
    implied: measured.implied,
    notes: measured.notes,
    exitCode,
  };
}

/** One entry for each file of the Change. */
function listFiles(looked: readonly ChosenFile[], { files }: PatchCoverage): FileEntry[] {
  const states = new Map(files.map((file) => [file.path, file]));
  return looked.map(({ file: { path }, exclusion, changedLines }) => {
    const measured = states.get(path);
    if (measured === undefined)
      return { path, outcome: 'excluded', reason: exclusion ?? 'no code that is measured', changedLines };
    if (measured.state === 'no-data')
      return { path, outcome: 'not-reviewed', reason: `no coverage data: ${measured.reason}`, changedLines };
    return { path, outcome: 'reviewed', reason: '', changedLines };
  });
}

/** Of a run that asks no model and no rule. */
const emptyLedger: Omit<
  Ledger,
  'title' | 'context' | 'files' | 'seconds' | 'changedLines' | 'secretsMasked' | 'interrupted'
> = {
  mode: 'coverage',
  chunks: [],
  model: null,
  modelFailure: null,
  calls: 0,
  cacheHits: 0,
  tokens: { prompt: 0, evaluated: 0, reply: 0 },
  dropped: { 'quote-not-found': 0, 'outside-the-change': 0, malformed: 0, refuted: 0, duplicate: 0 },
  configuration: [],
  rules: { known: 0, silenced: 0, silencedFindings: [], skipped: [], problems: [] },
  probes: { grade: null, calibration: '', known: 0, speaking: 0, asked: 0, unasked: 0 },
  docs: { checked: 0, unread: 0, asked: 0, suggested: 0 },
};
