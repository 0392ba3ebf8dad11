import { describe, expect, it } from 'vitest';
import type { CalibrationTable } from '../../../src/probe/calibration.ts';
import { canary } from '../../../src/probe/canary.ts';
import { reviewChange } from '../../../src/review/review-change.ts';
import type { AskingOptions } from '../../../src/review/review-options.ts';
import { answeringModel } from '../../ports/answering-model.ts';
import { addedFile, memoryCache, reviewOptions, reviewPorts, type Given } from '../../ports/review-ports.ts';
import { probes, table } from '../../ports/measured-probes.ts';

/** Yes to questions about `saveAll`, to nothing else; 0 to the canary. */
const convinced = (prompt: string): number => {
  if (canary.some(({ question }) => prompt.includes(question))) return 0;
  return prompt.includes('of `saveAll` lost?') ? 3 : -1;
};

interface Setting extends Partial<Given> {
  readonly score?: (prompt: string) => number;
  readonly tables?: readonly CalibrationTable[];
  readonly asking?: Partial<AskingOptions>;
}

async function review({ diff, head, score = convinced, tables = [table], asking, ports }: Setting) {
  const model = answeringModel(score);
  const text = diff ?? addedFile('a.ts', 'saveAll(orders);', 'loadAll(orders);', 'done();');
  const result = await reviewChange(
    { ...reviewOptions, asking: { ...reviewOptions.asking, probes: true, forms: 'graded', ...asking } },
    reviewPorts({
      diff: text,
      head: head ?? { 'a.ts': 'saveAll(orders);\nloadAll(orders);\ndone();\n' },
      ports: {
        model,
        cache: memoryCache(),
        probes: { load: async () => probes },
        calibrations: { tablesFor: async () => tables.map((one) => ({ table: one, source: 'shipped' })) },
        ...ports,
      },
    }),
  );
  const asked = model.requests.map(({ messages }) => messages.at(-1)?.content.split('\n').at(-1) ?? '');
  return { ...result, asked: asked.slice(tables.length === 0 ? 0 : canary.length) };
}

describe('reviewChange with a calibrated model', () => {
  it('says what passes its threshold, on the line of the trigger, with its measured confidence', async () => {
    const { review: found, exitCode, asked } = await review({});
    expect(asked).toEqual(['Is the save of `saveAll` lost?', 'Is the load of `loadAll` lost?']);
    expect(found.findings).toHaveLength(1);
    expect(found.findings[0]).toMatchObject({
      rule: 'probe/save-lost',
      anchor: { path: 'a.ts', side: 'head', startLine: 1, endLine: 1 },
      quote: 'saveAll(orders);',
      message: 'saveAll is lost; keep it.',
      origin: 'model',
    });
    const { precision, n } = found.findings[0]?.confidence ?? { precision: 0, n: 0 };
    // Pooled over the three probes: 18 of 18 found, no alarm on 63.
    expect(n).toBe(81);
    expect(precision).toBeCloseTo(0.869 / (0.869 + 8 * 0.0412), 2);
    expect(exitCode).toBe(1);
    expect(found.ledger.probes).toEqual({
      grade: 'probes',
      calibration: 'shipped',
      known: 3,
      speaking: 3,
      asked: 2,
      unasked: 0,
    });
  });

  it('asks nothing about code without a trigger, and calls it reviewed', async () => {
    const { review: found, asked } = await review({
      diff: addedFile('a.ts', 'done();'),
      head: { 'a.ts': 'done();\n' },
    });
    expect(asked).toEqual([]);
    expect(found).toMatchObject({ verdict: 'clean', complete: true });
  });

  it('says of a language that no probe knows that rules alone have seen it', async () => {
    const { review: found } = await review({
      diff: addedFile('a.rs', 'save();'),
      head: { 'a.rs': 'save();\n' },
    });
    expect(found.ledger.files).toEqual([
      {
        path: 'a.rs',
        outcome: 'excluded',
        reason: 'rust: no probe knows it, by rules only',
        changedLines: 1,
      },
    ]);
  });

  it('leaves alone what scored as high before the change', async () => {
    const diff = [
      'diff --git a/a.ts b/a.ts',
      'index 1111111..2222222 100644',
      '--- a/a.ts',
      '+++ b/a.ts',
      '@@ -1 +1 @@',
      '-saveAll(order);',
      '+saveAll(orders);',
      '',
    ].join('\n');
    const head = { 'a.ts': 'saveAll(orders);\n' };
    const same = await review({ diff, head });
    expect(same.asked).toHaveLength(2);
    expect(same.review.findings).toEqual([]);
    const without = await review({ diff, head, asking: { baseDifference: false } });
    expect(without.asked).toHaveLength(1);
    expect(without.review.findings).toHaveLength(1);
    const worse = await review({
      diff,
      head,
      score: (prompt) => (prompt.includes('saveAll(order);') ? 2 : convinced(prompt)),
    });
    expect(worse.review.findings).toHaveLength(1);
  });

  it('stops asking when time is up: what is left is named, the review incomplete', async () => {
    let time = 0;
    const {
      review: found,
      exitCode,
      asked,
    } = await review({
      score: (prompt) => {
        if (prompt.includes('lost?')) time = 31_000;
        return prompt.includes('lost?') ? -1 : 0;
      },
      asking: { budgetSeconds: 30 },
      ports: { clock: { now: () => time } },
    });
    expect(asked).toHaveLength(1);
    expect(found.ledger.probes.unasked).toBe(2 - asked.length);
    expect(found.ledger.files[0]).toMatchObject({
      outcome: 'not-reviewed',
      reason: 'not asked: the budget of 30 s was spent',
    });
    expect([found.verdict, exitCode]).toEqual(['incomplete', 3]);
  });

  it('leaves the review to the rules where the answers do not separate', async () => {
    const weak = { ...table, probes: {} };
    const { review: found, exitCode, asked } = await review({ tables: [weak] });
    expect(asked).toEqual([]);
    expect(found.ledger.mode).toBe('rules');
    expect(found.ledger.probes).toMatchObject({ grade: 'rules-only', known: 3, speaking: 0 });
    expect([found.verdict, exitCode]).toEqual(['clean', 0]);
  });
});

describe('reviewChange without probes', () => {
  it('has nothing to ask a model whose remarks were not measured, and says so', async () => {
    const { review: found, exitCode, asked } = await review({ asking: { probes: false } });
    expect(asked).toEqual([]);
    expect(found.ledger.mode).toBe('rules');
    expect(found.ledger.files[0]?.outcome).toBe('reviewed');
    expect([found.verdict, exitCode]).toEqual(['clean', 0]);
  });
});

describe('reviewChange with a model that nobody has measured', () => {
  it('folds what the probes say, fails no run, and says that it is not calibrated', async () => {
    const { review: found, exitCode } = await review({ tables: [] });
    expect(found.findings.map(({ rule, confidence }) => [rule, confidence])).toEqual([
      ['probe/save-lost', null],
    ]);
    expect([found.shown, exitCode]).toEqual([0, 0]);
    expect(found.ledger.probes).toMatchObject({ grade: 'ungraded', calibration: 'none for this model' });
  });

  it('does not believe a table whose canary other weights answered', async () => {
    const other = { ...table, canary: canary.map(() => 2) };
    const { review: found } = await review({ tables: [other] });
    expect(found.ledger.probes.grade).toBe('ungraded');
  });
});
