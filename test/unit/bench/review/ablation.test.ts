import { describe, expect, it } from 'vitest';
import {
  ablationRows,
  cutToHunks,
  panelAt,
  withoutTriggers,
} from '../../../../bench/review/ablation-rows.ts';
import { noteReplies } from '../../../../bench/review/note-replies.ts';
import { renderAblations } from '../../../../bench/review/render-ablations.ts';
import { cutCase, runPlaces } from '../../../../bench/review/run-ablation.ts';
import type { Chunk, ChunkLine } from '../../../../src/change/chunk.ts';
import type { CalibrationTable } from '../../../../src/probe/calibration.ts';
import type { Probe } from '../../../../src/probe/probe.ts';
import { wordingOf } from '../../../../src/probe/wording.ts';
import type { Model } from '../../../../src/review/ports.ts';
import { memoryRuleEngine } from '../../../ports/memory-rule-engine.ts';
import { memoryCache } from '../../../ports/review-ports.ts';
import { completion, modelCard, scriptedModel } from '../../../ports/scripted-model.ts';
import { buggyCase, openedCase } from './bench-case.ts';

const probe: Probe = {
  id: 'loop-runs-past-end',
  path: 'loop.yml',
  category: 'correctness',
  severity: 'error',
  title: 'A loop reads one past the end',
  message: 'It ends at `{END}`.',
  triggers: [{ languages: ['javascript'], syntax: { rule: { regex: 'i <= (?<END>n)' } } }],
  questions: ['Is `{END}` one too high?', 'Does it read past `{END}`?', 'Is the end wrong?'],
  bad: [],
  good: [],
};
const sound = [-9, -8, -7, -6, -5, -4, -3, -2, -1, 3];
const scores = { wording: wordingOf(probe, 1), sound, good: [], bad: [2, 4, 5, 6] };
const table: CalibrationTable = {
  key: { family: 'scripted', parameters: '1B', quantisation: 'Q4_K_M' },
  promptVersion: 1,
  canary: [],
  probes: { [probe.id]: scores },
  claims: null,
};

describe('ablationRows', () => {
  const rows = ablationRows([probe], [table]);

  it('begins with how it is done in production, and changes one choice a row', () => {
    expect(rows[0]).toMatchObject({ wordings: 1, baseDifference: true });
    expect(rows.filter(({ baseDifference }) => !baseDifference).length).toBe(1);
    expect(rows.filter(({ reshape }) => reshape !== undefined).length).toBe(2);
  });

  it('has no row of three wordings unless a table was measured with them', () => {
    const asked = (tables: CalibrationTable[]) => ablationRows([probe], tables).map((row) => row.wordings);
    expect(asked([table])).not.toContain(3);
    const three = { ...table, probes: { [probe.id]: { ...scores, wording: wordingOf(probe, 3) } } };
    expect(asked([table, three])).toContain(3);
  });
});

describe('panelAt', () => {
  it('speaks earlier when more false alarms are accepted', () => {
    const bar = (accepted: number) => panelAt([probe], [table], 1, accepted).speaking[0]?.atLeast;
    expect(bar(0)).toBe(3.01);
    expect(bar(0.1)).toBe(-0.99);
  });

  it('leaves out a probe whose questions were not measured', () => {
    const reworded = { ...probe, questions: ['Is it wrong?'] };
    expect(panelAt([reworded], [table], 1, 0.02).speaking).toEqual([]);
  });
});

describe('cutToHunks', () => {
  it('keeps three lines around each change', () => {
    const lines = Array.from({ length: 12 }, (_, index): ChunkLine => {
      const side = index === 6 ? 'head' : 'both';
      return { side, text: `line ${index}`, baseLine: index, headLine: index, hunk: 0 };
    });
    const [asked] = cutToHunks([{ chunk: chunkOf(lines), questions: [] }]);
    expect(asked?.chunk.lines.map(({ headLine }) => headLine)).toEqual([3, 4, 5, 6, 7, 8, 9]);
    expect(asked?.chunk).toMatchObject({ symbol: '', header: [] });
  });
});

describe('withoutTriggers', () => {
  const line: ChunkLine = { side: 'head', text: 'x', baseLine: undefined, headLine: 4, hunk: 0 };
  const panel = panelAt([probe], [table], 1, 0.02);

  it('asks each probe of the language about the first added line', () => {
    const [asked] = withoutTriggers([{ chunk: chunkOf([line]), questions: [] }], panel);
    expect(asked?.questions.map(({ place }) => [place.line, place.questions[0]])).toEqual([
      [4, 'Is `it` one too high?'],
    ]);
  });

  it('asks nothing about another language, or where nothing is added', () => {
    const other = { ...chunkOf([line]), path: 'a.py' };
    const gone = chunkOf([{ ...line, side: 'base', baseLine: 4, headLine: undefined }]);
    const asked = withoutTriggers([other, gone].map((chunk) => ({ chunk, questions: [] })), panel); // prettier-ignore
    expect(asked.flatMap(({ questions }) => questions)).toEqual([]);
  });
});

describe('runPlaces', () => {
  it('asks at the places, judges by the bar, and counts what it cost', async () => {
    const yes = { ...completion('Yes'), probabilities: [[{ token: 'Yes', logprob: -0.01 }, { token: 'No', logprob: -6 }]] }; // prettier-ignore
    const requests: string[] = [];
    const model: Model = {
      ...scriptedModel([]),
      complete: async ({ messages }) => {
        requests.push(messages.at(-1)?.content ?? '');
        return yes;
      },
    };
    const [row] = ablationRows([probe], [table]);
    if (row === undefined) throw new Error('no row');
    const cut = await cutCase(openedCase(buggyCase), { syntax: { outline: async () => undefined } });
    const noted = noteReplies(model, memoryCache(), new Set());
    const run = await runPlaces(cut, row, { noted, card: modelCard, engine: memoryRuleEngine() });
    expect(requests.length).toBe(1);
    expect(requests[0]).toContain('Is `n` one too high?');
    expect(run).toMatchObject({ asked: 1, broken: '', cost: { calls: 1 } });
    expect(run.findings.map(({ isTrue, source }) => [isTrue, source])).toEqual([[true, 'probe']]);
    const text = renderAblations([{ row, runs: [run] }]);
    expect(text).toMatch(
      /\| as in production[^|]*\| 1 \| 1 \| 1 \| 1 of 1 \(100 %\) \| 1 of 1 \(100 %\) \| 1 \| 0 \|/,
    );
  });
});

function chunkOf(lines: readonly ChunkLine[]): Chunk {
  return {
    path: 'a.js',
    fileIndex: 0,
    language: 'javascript',
    symbol: 'f',
    header: ['f() {'],
    lines,
    tokens: 9,
  };
}
