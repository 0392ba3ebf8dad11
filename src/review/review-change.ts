import { mergeDuplicates } from '../finding/merge-duplicates.ts';
import { rankFindings } from '../finding/rank-findings.ts';
import { maskText } from '../safety/mask-lines.ts';
import { askModel, type ModelAnswers } from './ask-model.ts';
import { checkRules, createRuleMatcher, hasRuleHit } from './check-rules.ts';
import { announceChange, cutChange } from './cut-change.ts';
import { decideVerdict, type Decision } from './decide-verdict.ts';
import { describeEarly } from './describe-early.ts';
import { excerptCode } from './excerpt-code.ts';
import { judgeClaims } from './judge-claims.ts';
import { maskChange } from './mask-change.ts';
import type { ReviewOptions, ReviewPorts } from './review-options.ts';
import type { Review } from './review.ts';
import { runRules } from './run-rules.ts';
import { startStopwatch } from './stopwatch.ts';
import { chunkEntries, fileEntries, usage } from './write-ledger.ts';

/** A Review and the exit code that goes with it. */
export interface ReviewResult extends Pick<Decision, 'exitCode'> {
  readonly review: Review;
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
  const { model } = ports;
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
  const { files, chunks } = await cutChange(change, marks, {
    ...ports,
    options,
    isParsed: (file, index) => isCut || hasRuleHit(file, index, matchRules, added),
    findHits: (file, text) => rules.hitsOf(file, text),
    isCut,
    onEligible: () => early?.begin(),
  }).catch((error: unknown) => {
    early?.abandon();
    throw error;
  });
  const cut = watch.lap();

  // 3. Check without a model.
  const { findings: ruleFindings, silenced } = checkRules(files, matchRules, added, (path) =>
    rules.idsOf(path),
  );

  // 4. Ask.
  const nothing: ModelAnswers = { answers: [], card: null, failure: undefined };
  const { answers, card, failure } =
    model && early ? await askModel(chunks, model, early, options, ports) : nothing;
  const ask = watch.lap();

  // 5. Judge.
  const judged = judgeClaims(answers, files);
  const ranked = rankFindings([...ruleFindings, ...judged.findings]);
  const findings = mergeDuplicates(ranked);
  const duplicates = ranked.length - findings.length;

  // 6. The account, the verdict.
  const chunkList = chunkEntries(answers);
  const fileList = fileEntries(files, chunkList);
  const complete = fileList.every((file) => file.outcome !== 'not-reviewed');
  const { verdict, exitCode } = decideVerdict(findings, complete, options.failOn);
  const reviewed = fileList.filter((file) => file.outcome === 'reviewed');
  const review: Review = {
    verdict,
    complete,
    findings,
    shown: Math.min(findings.length, options.maxFindings),
    excerpts: excerptCode(findings, files),
    gaps: [],
    tests: [],
    ledger: {
      // It may quote the subject of a commit.
      title: maskText(ports.source.title),
      context: change.context,
      mode: model === undefined ? 'rules' : 'model',
      files: fileList,
      chunks: chunkList,
      model: card,
      modelFailure: failure ? { code: failure.code, message: failure.message, todo: failure.todo } : null,
      ...usage(answers, card),
      seconds: { read, cut, ask, total: watch.total() },
      changedLines: reviewed.reduce((sum, file) => sum + file.changedLines, 0),
      dropped: { ...judged.dropped, duplicate: duplicates },
      secretsMasked: masked,
      configuration: [...options.configuration, ...rules.sources().map((file) => maskText(file))],
      rules: rules.account(silenced),
      interrupted: ports.signal.aborted,
    },
  };
  return { review, exitCode };
}
