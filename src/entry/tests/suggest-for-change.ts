import { cpus } from 'node:os';
import { describeFailure, isGalleyError } from '../../errors.ts';
import type { Log } from '../../log.ts';
import type { TestsRun } from '../../report/tests/tests-run.ts';
import type { CoverageResult } from '../../review/review-coverage.ts';
import type { Model } from '../../review/ports.ts';
import type { ReviewProgress } from '../../review/review-options.ts';
import { maskChange } from '../../review/mask-change.ts';
import { regressionFindings } from '../../review/suggest-tests/regression-finding.ts';
import { mergeLedgers } from '../../review/suggest-tests/merge-ledgers.ts';
import type { SuggestOptions } from '../../review/suggest-tests/suggest-options.ts';
import { suggestTests, type SuggestedTests } from '../../review/suggest-tests/suggest-tests.ts';
import { lazyCache } from '../cli/open-cache.ts';
import { openLazyModel } from '../cli/open-lazy-model.ts';
import type { Terminal } from '../cli/terminal.ts';
import type { ChosenTests } from './choose-tests.ts';
import { findTargets } from './find-targets.ts';
import { openSuggestPorts } from './open-suggest-ports.ts';
import { openTestCode } from './open-test-code.ts';
import { groupByRunner } from './group-by-runner.ts';
import type { Runners } from './open-runners.ts';
import type { OpenTests } from './open-tests.ts';
import { openTree } from './open-tree.ts';

export interface SuggestingForChange extends Omit<ChosenTests, 'chosen' | 'whole'> {
  readonly measured: CoverageResult;
  readonly open: OpenTests;
  readonly runners: Runners;
  /** Limit of a run of the whole suite, in milliseconds. */
  readonly suiteMs: number;
  readonly terminal: Terminal;
  readonly log: Log;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: ReviewProgress) => void;
  readonly wrapModel: ((model: Model) => Model) | undefined;
}

/** Limit of one run of a candidate: its runner has to start, too. */
const runMs = 30_000;

/** A review of the coverage, with tests. Without a model, or one that does not answer: with the Gaps, and the reason. */
export async function suggestForChange(suggesting: SuggestingForChange): Promise<Omit<TestsRun, 'written'>> {
  const { measured, open, runners, signal, log, terminal } = suggesting;
  const { review, sources } = measured;
  const testCode = openTestCode(log);
  const targets = await findTargets([...review.gaps, ...measured.implied], sources, testCode);
  const sandbox = runners.sandbox.description;
  if (targets.length === 0 || open.loaded.settings.noModel)
    return { review, ledger: undefined, sandbox, failure: undefined };
  const { loaded, root, blobs, maxFileBytes, kept } = open;
  const { settings } = loaded;
  const { wrapModel = (model: Model) => model } = suggesting;
  const model = wrapModel(openLazyModel(loaded, terminal, log));
  try {
    suggesting.onProgress({ step: 'connecting' });
    const card = await model.describe(signal);
    const change = await kept.source.read(signal, maxFileBytes);
    const start = performance.now();
    const parts: SuggestedTests[] = [];
    for (const { opened, own } of await groupByRunner(targets, ({ path }) => path, runners)) {
      const found = parts.flatMap(({ suggestions }) => suggestions).length;
      const options: SuggestOptions = {
        maxTests: suggesting.maxTests - found,
        samples: suggesting.samples,
        budgetMs: suggesting.budgetMs - (performance.now() - start),
        promptTokens: settings.budget.promptTokens,
        replyTokens: settings.budget.replyTokens,
        concurrency: Math.max(1, cpus().length),
        runMs,
        suiteMs: suggesting.suiteMs,
      };
      const ports = await openSuggestPorts({
        model,
        cache: settings.cache.enabled ? lazyCache(settings, log) : undefined,
        runners,
        opened,
        tree: openTree({ root, env: terminal.env, blobs, change, maxFileBytes }),
        log,
        signal,
        onProgress: (progress) => suggesting.onProgress({ step: 'testing', ...progress }),
      });
      try {
        parts.push(await suggestTests(own, card, options, ports));
      } finally {
        await ports.types?.close();
      }
    }
    const ledger = mergeLedgers(parts.map((part) => part.ledger));
    const tests = parts.flatMap(({ suggestions }) => suggestions);
    const failure = ledger.modelFailure ?? undefined;
    const regressions = regressionFindings(
      parts.flatMap((part) => part.regressions),
      review.gaps,
      maskChange(change).change,
    );
    return {
      review: {
        ...review,
        tests,
        findings: [...regressions, ...review.findings],
        shown: regressions.length,
        excerpts: [...regressions.map(() => []), ...review.excerpts],
        verdict: regressions.length > 0 ? 'findings' : review.verdict,
        complete: review.complete && failure === undefined && !signal.aborted,
      },
      ledger,
      sandbox,
      failure,
    };
  } catch (error) {
    if (!isGalleyError(error) || signal.aborted) throw error;
    const failure = { message: describeFailure(error), todo: error.todo };
    return { review: { ...review, complete: false }, ledger: undefined, sandbox, failure };
  } finally {
    await model.close();
  }
}
