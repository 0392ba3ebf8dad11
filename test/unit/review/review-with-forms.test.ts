import { describe, expect, it } from 'vitest';
import { GalleyError } from '../../../src/errors.ts';
import type { CalibrationTable } from '../../../src/probe/calibration.ts';
import type { CompletionRequest, Model } from '../../../src/review/ports.ts';
import { reviewChange } from '../../../src/review/review-change.ts';
import type { AskingOptions } from '../../../src/review/review-options.ts';
import { yesOrNo } from '../../ports/answering-model.ts';
import { probes, table } from '../../ports/measured-probes.ts';
import { addedFile, memoryCache, reviewOptions, reviewPorts } from '../../ports/review-ports.ts';
import { completion, scriptedModel } from '../../ports/scripted-model.ts';

const loop = 'for (let i = 0; i <= items.length; i++) use(items[i]);';
const claims = [
  {
    quote: loop,
    problem: 'The loop reads `items` one place too far.',
    severity: 'error',
    category: 'correctness',
  },
  { quote: loop, problem: '`items` is not defined.', severity: 'error', category: 'correctness' },
  {
    quote: 'use(total);',
    problem: '`total` may be a string here.',
    severity: 'error',
    category: 'correctness',
  },
];

/** Ten true remarks scored 3, ten false ones at most 1. */
const measured: CalibrationTable = {
  ...table,
  claims: { wording: 'w', sound: [], bad: Array<number>(10).fill(3), good: Array<number>(10).fill(1) },
};

/** Fills in the form, believes what it said of the loop, and knows how to mend it. */
function reviewer(): Model & { readonly requests: CompletionRequest[] } {
  const model = scriptedModel([]);
  const answer = (prompt: string, topTokens: number) => {
    const believed = prompt.includes('A reviewer says') && prompt.includes('too far');
    if (topTokens > 0) return yesOrNo(believed && prompt.includes('<= items') ? 3 : 0);
    return prompt.includes('Give the corrected text')
      ? fix
      : completion(JSON.stringify({ findings: claims }));
  };
  const fix = completion(`\`\`\`ts\n${loop.replace('<=', '<')}\n\`\`\``);
  return {
    ...model,
    async complete(request) {
      model.requests.push(request);
      return answer(request.messages.at(-1)?.content ?? '', request.topTokens);
    },
  };
}

interface Setting {
  readonly tables?: readonly CalibrationTable[];
  readonly asking?: Partial<AskingOptions>;
  readonly model?: Model;
}

function review({ tables = [measured], asking, model = reviewer() }: Setting) {
  const lines = ['const items = load();', loop, 'use(total);'];
  return reviewChange(
    { ...reviewOptions, asking: { ...reviewOptions.asking, probes: true, forms: 'graded', ...asking } },
    reviewPorts({
      diff: addedFile('a.ts', ...lines),
      head: { 'a.ts': `${lines.join('\n')}\n` },
      ports: {
        model,
        cache: memoryCache(),
        probes: { load: async () => probes },
        calibrations: { tablesFor: async () => tables.map((one) => ({ table: one, source: 'shipped' })) },
      },
    }),
  );
}

describe('reviewChange with a model whose remarks were measured', () => {
  it('says what it remarks on only when it stands by it, with its measured confidence and a proved fix', async () => {
    const { review: found, exitCode } = await review({});
    expect(found.findings).toHaveLength(1);
    expect(found.findings[0]).toMatchObject({
      message: 'The loop reads `items` one place too far.',
      anchor: { startLine: 2, endLine: 2 },
      confidence: { n: 10 },
      suggestion: { replacement: loop.replace('<=', '<'), proof: 'rescored' },
    });
    expect(found.ledger.dropped.refuted).toBe(2);
    expect(exitCode).toBe(1);
  });

  it('asks for no remarks where they were not measured, or do not separate', async () => {
    for (const one of [
      table,
      { ...measured, claims: { ...measured.claims!, bad: Array<number>(10).fill(1) } },
    ]) {
      const model = reviewer();
      const { review: found } = await review({ tables: [one], model });
      expect(model.requests.filter(({ topTokens }) => topTokens === 0)).toEqual([]);
      expect(found.findings).toEqual([]);
    }
  });

  it('is incomplete when the server goes away before a remark was asked about again', async () => {
    const model = reviewer();
    const gone = new GalleyError('server-unreachable', { what: 'gone', why: 'refused', todo: 'start it' });
    const going: Model = {
      ...model,
      complete: (request) =>
        request.messages.at(-1)?.content.includes('A reviewer says')
          ? Promise.reject(gone)
          : model.complete(request),
    };
    const { review: found, exitCode } = await review({ model: going });
    expect([found.verdict, found.findings, exitCode]).toEqual(['incomplete', [], 3]);
    expect(found.ledger.files[0]?.reason).toContain('asked about a remark again');
  });
});
