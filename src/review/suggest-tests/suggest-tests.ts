import type { Gap } from '../../coverage/gap.ts';
import { readBodies } from '../../testgen/reply/read-bodies.ts';
import { repairBody } from '../../testgen/repair/repair-body.ts';
import type { TestTarget } from '../../testgen/target.ts';
import type { FailedAttempt } from '../../testgen/context/test-context.ts';
import type { TestSuggestion } from '../../testgen/test-suggestion.ts';
import { writeTestFile } from '../../testgen/write-test-file.ts';
import { mapConcurrently } from '../map-concurrently.ts';
import type { ModelCard } from '../ports.ts';
import { askTest } from './ask-test.ts';
import type { Candidate, PreparedTarget } from './candidate.ts';
import { createLedger, type TestLedger } from './test-ledger.ts';
import { gateCandidate, type Gated } from './gate-candidate.ts';
import type { GateContext } from './gate-context.ts';
import { passingTests } from './gate-runs.ts';
import { hashOfCode } from '../../testgen/hash-of-code.ts';
import { prepareTarget } from './prepare-target.ts';
import type { SuggestOptions, SuggestPorts } from './suggest-options.ts';
import { toSuggestion } from './to-suggestion.ts';
import { findRegression, tryAtBase, type Regression } from './try-at-base.ts';

export interface SuggestedTests {
  /** In the order in which they were found. */
  readonly suggestions: readonly TestSuggestion[];
  /** Tests that the change may have made fail. Empty also where nobody looked. */
  readonly regressions: readonly Regression[];
  readonly ledger: TestLedger;
}

/**
 * Has a model write tests for Gaps, one function at a time, cheapest first, and keeps those that pass all gates. What the model
 * says is only ever run in the sandbox of `ports.runner`.
 *
 * @param card the model, described
 * @throws GalleyError of the sandbox or runner; a model that does not answer ends the run with what was found, and the ledger says so
 */
export async function suggestTests(
  targets: readonly TestTarget[],
  card: ModelCard,
  options: SuggestOptions,
  ports: SuggestPorts,
): Promise<SuggestedTests> {
  const start = ports.clock.now();
  const run: Run = {
    card,
    options,
    ports,
    ledger: createLedger(targets, () => ports.clock.now() - start),
    suggestions: [],
    regressions: [],
    texts: new Map(),
    baselines: new Map(),
    open: new Set(targets.flatMap(({ gaps }) => gaps)),
    isOver: () =>
      ports.signal.aborted ||
      ports.clock.now() - start >= options.budgetMs ||
      run.suggestions.length >= options.maxTests,
  };
  for (const [index, target] of targets.entries()) {
    if (run.isOver() || run.ledger.isModelGone()) break;
    try {
      await suggestFor(target, index, run);
    } catch (error) {
      // Stopped by the user: what was found so far counts.
      if (!ports.signal.aborted) throw error;
    }
  }
  const { suggestions, regressions } = run;
  return { suggestions, regressions, ledger: run.ledger.close(run.open) };
}

interface Run {
  readonly card: ModelCard;
  readonly options: SuggestOptions;
  readonly ports: SuggestPorts;
  readonly ledger: ReturnType<typeof createLedger>;
  readonly suggestions: TestSuggestion[];
  readonly regressions: Regression[];
  /** Test files as the accepted tests leave them, by path. */
  readonly texts: Map<string, string>;
  /** Names of tests that pass without any candidate, by the files they stand in. */
  readonly baselines: Map<string, Promise<ReadonlySet<string>>>;
  /** Gaps that no accepted test closes yet. */
  readonly open: Set<Gap>;
  readonly isOver: () => boolean;
}

async function suggestFor(target: TestTarget, index: number, run: Run): Promise<void> {
  const { options, ports, ledger } = run;
  let open = target.gaps.filter((gap) => run.open.has(gap));
  if (open.length === 0) return;
  let prepared = await prepareTarget({ ...target, gaps: open }, ports, run.texts);
  if (prepared === undefined) return ledger.skip(target, 'its source could not be read');
  if (target.access === undefined) return ledger.skip(target, 'nothing that is exported leads to it');
  const failed: FailedAttempt[] = [];
  const seen = new Set<string>();
  const progress = {
    path: target.path,
    function: target.function,
    target: index + 1,
    targets: ledger.targets,
  };
  for (let sample = 0; sample < options.samples && open.length > 0 && !run.isOver(); sample++) {
    const gap = open[sample % open.length];
    if (gap === undefined) break;
    ports.onProgress({ doing: 'asking', ...progress, accepted: run.suggestions.length });
    const asked = await askTest(prepared.context, { gap, failed }, sample, {
      ...ports,
      ...options,
      card: run.card,
    });
    ledger.asked(target, asked);
    if (asked.reply === undefined) return;
    ports.onProgress({ doing: 'running', ...progress, accepted: run.suggestions.length });
    for (const candidate of candidatesIn(asked.reply.completion.text, prepared, seen)) {
      if (run.isOver() || open.length === 0) break;
      const context = gateContext(prepared, open, run);
      const gated = await gateCandidate(candidate, context);
      ledger.gated(target, gated);
      if (gated.failed !== undefined) {
        const { verdict } = gated.failed;
        failed.push({ body: candidate.body.code, problem: verdict.problem ?? 'it failed' });
        if (verdict.isDisagreement) await keepRegression(candidate, verdict.detail, context, run);
        continue;
      }
      await accept(gated, context, run);
      open = open.filter((one) => run.open.has(one));
      prepared = (await prepareTarget({ ...target, gaps: open }, ports, run.texts)) ?? prepared;
    }
  }
}

/** Tests in a reply that no reply held before, repaired and written. */
function* candidatesIn(reply: string, prepared: PreparedTarget, seen: Set<string>): Generator<Candidate> {
  const { around, target, testFile } = prepared;
  const family = around.setup.language === 'python' ? 'python' : 'javascript';
  for (const read of readBodies(reply, family, around.parse)) {
    const { body, repairs } = repairBody(read.body, around);
    const hash = hashOfCode(body.code, around.parse);
    if (seen.has(hash)) continue;
    seen.add(hash);
    yield {
      body,
      written: writeTestFile(body, target, around, testFile),
      repairs: [...read.repairs, ...repairs],
      isCharacterisation: false,
      hits: undefined,
      gained: [],
      mutants: { killed: 0, tried: 0 },
    };
  }
}

function gateContext(prepared: PreparedTarget, open: readonly Gap[], run: Run): GateContext {
  const { options, ports } = run;
  const { path } = prepared.target;
  const context: GateContext = {
    prepared,
    open,
    others: [...run.open].filter((gap) => gap.path === path && !open.includes(gap)),
    options,
    ports,
    spread: (items, task) => mapConcurrently(items, options.concurrency, task),
    baseline: () => {
      const key = prepared.related.join('\n');
      const baseline = run.baselines.get(key) ?? passingTests(context);
      run.baselines.set(key, baseline);
      return baseline;
    },
  };
  return context;
}

async function accept(gated: Gated, context: GateContext, run: Run): Promise<void> {
  const { written, gained } = gated.candidate;
  const atBase = await tryAtBase(gated.candidate, context);
  for (const gap of gained) run.open.delete(gap);
  run.texts.set(written.path, written.text);
  const suggestion = toSuggestion(gated, context.prepared, run.ports);
  run.suggestions.push(atBase === undefined ? suggestion : { ...suggestion, atBase });
}

async function keepRegression(
  candidate: Candidate,
  failure: string,
  context: GateContext,
  run: Run,
): Promise<void> {
  const regression = await findRegression(candidate, failure, context);
  if (regression !== undefined) run.regressions.push(regression);
}
