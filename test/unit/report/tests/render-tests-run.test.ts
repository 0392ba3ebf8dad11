import { expect, test } from 'vitest';
import { renderTestsRun } from '../../../../src/report/tests/render-tests-run.ts';
import type { TestsRun } from '../../../../src/report/tests/tests-run.ts';
import type { TestLedger } from '../../../../src/review/suggest-tests/test-ledger.ts';
import { gates, type Funnel } from '../../../../src/testgen/test-suggestion.ts';
import { sampleCoverage } from '../coverage/sample-coverage.ts';
import { context, makeReview } from '../sample-review.ts';

const funnel = Object.fromEntries(gates.map((gate) => [gate, { tried: 4, passed: 3 }])) as Funnel;
const target = {
  path: 'src/a.ts',
  function: 'f',
  questions: 1,
  candidates: 4,
  reason: 'kills: killed 0 of 2',
};
const ledger: TestLedger = {
  targets: [
    { ...target, gaps: 5, closed: 2, outcome: 'partly' },
    { ...target, function: 'g', gaps: 1, closed: 0, outcome: 'open', reason: '' },
  ],
  funnel,
  calls: 3,
  cacheHits: 1,
  tokens: { prompt: 900, reply: 120 },
  seconds: 41.6,
  modelFailure: null,
};
const run: TestsRun = {
  review: makeReview({}),
  ledger,
  sandbox: 'namespaces: no network',
  failure: undefined,
  written: [],
};

test('the account stands at the end: gates, what stopped the rest, cost', async () => {
  const text = await renderTestsRun('pretty', run, { ...context, color: false, width: 80 });
  expect(text).toContain('parses 3/4 ');
  expect(text).toContain('src/a.ts f: kills: killed 0 of 2');
  expect(text).toContain('1 function not reached in time');
  expect(text).toContain('0 tests suggested: 2 of 6 gaps closed. 3 calls, 900 tokens in, 120 out, 42 s.');
  for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
});

test('without a model the reason stands there, and nothing hostile', async () => {
  const failure = { message: 'No server.\u001b[31m', todo: 'ollama serve' };
  const text = await renderTestsRun('pretty', { ...run, ledger: undefined, failure }, context);
  expect(text).toContain('No test could be asked for: No server.');
  expect(text).toContain('ollama serve');
  expect(text).not.toContain('\u001b[31m');
});

test('gaps stand on lines of their own', async () => {
  const coverage = sampleCoverage;
  const text = await renderTestsRun(
    'pretty',
    { ...run, review: makeReview({ coverage }) },
    { ...context, color: false },
  );
  expect(text).toMatch(/^Not reached by any test\n {2}\S/m);
});

test('other formats are those of a review', async () => {
  const json = JSON.parse(await renderTestsRun('json', run, context)) as { tests: unknown[] };
  expect(json.tests).toEqual([]);
});
