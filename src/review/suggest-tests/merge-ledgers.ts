import { gates, type Funnel } from '../../testgen/test-suggestion.ts';
import type { TestLedger } from './test-ledger.ts';

/** One account of several runs, one after the other. */
export function mergeLedgers(ledgers: readonly TestLedger[]): TestLedger {
  const sum = (of: (ledger: TestLedger) => number): number =>
    ledgers.reduce((total, ledger) => total + of(ledger), 0);
  return {
    targets: ledgers.flatMap(({ targets }) => targets),
    funnel: Object.fromEntries(
      gates.map((gate) => [
        gate,
        { tried: sum(({ funnel }) => funnel[gate].tried), passed: sum(({ funnel }) => funnel[gate].passed) },
      ]),
    ) as Funnel,
    calls: sum(({ calls }) => calls),
    cacheHits: sum(({ cacheHits }) => cacheHits),
    tokens: { prompt: sum(({ tokens }) => tokens.prompt), reply: sum(({ tokens }) => tokens.reply) },
    seconds: sum(({ seconds }) => seconds),
    modelFailure: ledgers.find(({ modelFailure }) => modelFailure !== null)?.modelFailure ?? null,
  };
}
