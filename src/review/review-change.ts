import type { ErrorCode } from '../errors.ts';
import type { Change } from '../change/change.ts';
import { mergeDuplicates } from '../finding/merge-duplicates.ts';
import { foldUnmeasured } from '../finding/fold-unmeasured.ts';
import { rankFindings } from '../finding/rank-findings.ts';
import { maskText } from '../safety/mask-lines.ts';
import { withFailure } from './ask-chunk.ts';
import { listAsked } from './asked-prompts.ts';
import { askModel, isRulesOnly, noAnswers } from './ask-model.ts';
import { checkRules, createRuleMatcher, hasRuleHit } from './check-rules.ts';
import { announceChange, cutChange } from './cut-change.ts';
import { decideVerdict, type Decision } from './decide-verdict.ts';
import { describeEarly } from './describe-early.ts';
import { excerptCode } from './excerpt-code.ts';
import { claimFinding } from './claim-finding.ts';
import { mirrorGaps } from './gap-findings.ts';
import { passing } from './lasting-failures.ts';
import { locateClaims } from './locate-claims.ts';
import { refuteClaims } from './refute-claims.ts';
import { judgeScores } from './judge-scores.ts';
import { maskChange } from './mask-change.ts';
import { isMeasured, measureCoverage } from './measure-coverage.ts';
import { keyChunks, type KeyedChunk } from './pull-request/chunk-key.ts';
import { reuseChunks, withReused } from './reuse-chunks.ts';
import type { ReviewOptions, ReviewPorts } from './review-options.ts';
import { reviewDocs } from './review-docs.ts';
import type { Review } from './review.ts';
import { runRules } from './run-rules.ts';
import { startStopwatch, type Stopwatch } from './stopwatch.ts';
import { chooseReviewed, chunkEntries, fileEntries, probeAccount, usage } from './write-ledger.ts';

/** A Review and the exit code that goes with it. */
export interface ReviewResult extends Pick<Decision, 'exitCode'> {
  readonly review: Review;
  /** What was reviewed, credentials masked. */
  readonly change: Change;
  /** Chunks that were really reviewed, now or earlier; without those of files that the model's Probes do not know. */
  readonly reviewed: readonly KeyedChunk[];
  /** What the model was asked, one line a Chunk: see asked-prompts.ts. */
  readonly prompts: readonly string[];
  /** Why the model was not there, or not any more, where it may come back: see lasting-failures.ts. */
  readonly away?: ErrorCode | undefined;
}

/**
 * Reviews one Change: the whole life of a review but reading arguments and writing reports.
 *
 * @throws GalleyError when the Change cannot be read or the operator's set-up is broken; a model that does not answer
 *   is no error but an incomplete Review
 */
export async function reviewChange(options: ReviewOptions, ports: ReviewPorts): Promise<ReviewResult> {
  const watch = startStopwatch(ports.clock);

  // 1. Read. Credentials are masked before anything else sees a line.
  ports.onProgress({ step: 'reading' });
  const model = asksNothing(options) ? undefined : ports.model;
  const isCut = model !== undefined;
  const unmasked = await ports.source.read(ports.signal, options.maxFileBytes);
  const marks = await announceChange(unmasked, { ...ports, isCut });
  const { change, added, masked } = maskChange(unmasked);
  const read = watch.lap();

  // 2. Cut, and leave out what policy leaves out. Meanwhile the server says what model this is.
  ports.onProgress({ step: 'cutting' });
  const early = model && describeEarly(model, ports.signal);
  const matchRules = createRuleMatcher();
  const rules = runRules(ports.rules, ports.ruleEngine, ports.log);
  const cutUp = await cutChange(change, marks, {
    ...ports,
    options,
    isParsed: (file, index) => isCut || hasRuleHit(file, index, matchRules, added),
    findHits: (file, text) => rules.hitsOf(file, text),
    isCut,
    // What is known from an earlier review may need no model at all.
    onEligible: () => (options.earlier === undefined ? early?.begin() : undefined),
  }).catch((error: unknown) => {
    early?.abandon();
    throw error;
  });
  const { files } = cutUp;
  const cut = watch.lap();

  // 3. Check without a model.
  const coverage = await measureCoverage(unmasked, options, ports).catch((error: unknown) => {
    early?.abandon();
    throw error;
  });
  const docs = await reviewDocs(files, options, ports);
  const { findings: ruleFindings, silenced } = checkRules(
    files,
    matchRules,
    added,
    (path) => rules.idsOf(path),
    docs.findingsOf,
  );

  // 4. Ask.
  const stopReason = stopAfter(options, watch);
  const keyed = keyChunks(cutUp.chunks);
  const { reused, findings: carried } = reuseChunks(keyed, files, options.earlier);
  const open = { files, chunks: cutUp.chunks.filter((chunk) => !reused.has(chunk)) };
  const asked =
    model && early ? await askModel(open, model, early, options, { ...ports, stopReason }) : noAnswers;
  const { card, failure } = asked;
  const located = locateClaims(asked.answers, files);
  const refuted = await refuteClaims(located.claims, ports.ruleEngine, asked.refuting);
  const answers = asked.answers.map((answer) => withFailure(answer, refuted.failures.get(answer.chunk)));
  const ask = watch.lap();

  // 5. Judge.
  const probed = judgeScores(answers, files);
  const claimed = refuted.claims.map(claimFinding);
  const ranked = rankFindings([...ruleFindings, ...probed, ...claimed, ...carried]);
  const merged = mergeDuplicates(ranked);
  const { findings: folded, said } = foldUnmeasured(merged);
  const duplicates = ranked.length - merged.length;
  const shown = Math.min(said, options.maxFindings);
  const suggested = await docs.suggest(folded.slice(0, shown), asked, stopReason);
  const mirrors = mirrorGaps(coverage?.gaps ?? [], change);
  const findings = [...suggested.findings, ...folded.slice(shown), ...mirrors];

  // 6. The account, the verdict.
  const answered = withReused(keyed, answers, reused);
  const chunkList = chunkEntries(answered, reused);
  const fileList = fileEntries(files, chunkList, asked);
  const complete = fileList.every((file) => file.outcome !== 'not-reviewed') && isMeasured(coverage);
  const deciding = [...findings.slice(0, said), ...mirrors];
  const { verdict, exitCode } = decideVerdict(deciding, complete, options.failOn);
  const reviewed = fileList.filter((file) => file.outcome === 'reviewed');
  const review: Review = {
    verdict,
    complete,
    findings,
    shown,
    excerpts: excerptCode(findings, files),
    gaps: coverage?.gaps ?? [],
    tests: [],
    coverage,
    ledger: {
      // It may quote the subject of a commit.
      title: maskText(ports.source.title),
      context: change.context,
      mode: model === undefined || isRulesOnly(asked) ? 'rules' : 'model',
      files: fileList,
      chunks: chunkList,
      model: card,
      modelFailure: failure ? { code: failure.code, message: failure.message, todo: failure.todo } : null,
      ...usage({ ...asked, answers }, [...refuted.replies, ...suggested.replies]),
      seconds: { read, cut, ask, total: watch.total() },
      changedLines: reviewed.reduce((sum, file) => sum + file.changedLines, 0),
      dropped: { ...located.dropped, refuted: refuted.refuted, duplicate: duplicates },
      secretsMasked: masked,
      configuration: [...options.configuration, ...rules.sources().map((file) => maskText(file))],
      rules: rules.account(silenced),
      probes: probeAccount(asked),
      docs: docs.account(suggested),
      interrupted: ports.signal.aborted,
    },
  };
  const reviewedChunks = chooseReviewed(keyed, answered, fileList);
  const prompts = listAsked(answers, keyed, asked.withForm);
  const codes = complete ? [] : [failure?.code, ...answers.map(({ failureCode }) => failureCode)];
  const away = codes.find((code) => code !== undefined && passing.has(code));
  return { review, exitCode, change, reviewed: reviewedChunks, prompts, away };
}

/** Without Probes and forms there is nothing that a model could be asked. */
function asksNothing({ asking }: ReviewOptions): boolean {
  return !asking.probes && asking.forms === 'never';
}

/** Why nothing more is to be asked, once the time that the operator gave the run is over. */
function stopAfter({ asking }: ReviewOptions, watch: Stopwatch): () => string {
  const { budgetSeconds } = asking;
  return () =>
    budgetSeconds !== undefined && watch.total() >= budgetSeconds
      ? `not asked: the budget of ${budgetSeconds} s was spent`
      : '';
}
