import { describe, expect, it } from 'vitest';
import { drawScores } from '../../../../../src/entry/cli/probe/draw-scores.ts';
import { judgeWordings } from '../../../../../src/entry/cli/probe/judge-wordings.ts';
import { measuredProbe } from '../../../../../src/entry/cli/probe/measured-probe.ts';
import { renderWordings } from '../../../../../src/entry/cli/probe/render-probe-test.ts';
import type { CalibrationTable, ProbeScores } from '../../../../../src/probe/calibration.ts';
import type { Probe } from '../../../../../src/probe/probe.ts';
import { wordingOf } from '../../../../../src/probe/wording.ts';

describe('drawScores', () => {
  it('puts the lowest and the highest at the ends of 60 columns, and marks what falls together', () => {
    const line = drawScores([5, 0], [-5, 0.01]);
    expect(line).toBe(`-5.0 g${'·'.repeat(29)}*${'·'.repeat(28)}b 5.0`);
    expect(line.split(' ')[1]).toHaveLength(60);
  });

  it('draws one score, and nothing of none', () => {
    expect(drawScores([2], [])).toBe(`2.0 b${'·'.repeat(59)} 2.0`);
    expect(drawScores([], [])).toBe('');
  });
});

const scores = (question: string, bad: readonly number[], good: readonly number[]) => ({
  question,
  bad,
  good,
  unanswered: 0,
});

describe('judgeWordings', () => {
  const good = [-3, -2, -2, -1, -1, 0];

  it('names the wording that separates best, with its pairs and its threshold', () => {
    const verdict = judgeWordings([scores('a?', [-2, 1, 2], good), scores('b?', [-0.5, 1, 2], good)]);
    expect(verdict).toMatchObject({ best: 1, separates: true });
    expect(verdict.wordings[1]).toMatchObject({ pairs: 18, apart: 17, threshold: { speaks: true } });
    expect(verdict.wordings[1]?.area).toBeCloseTo(17 / 18, 5);
    const text = renderWordings(verdict, 'qwen:1b', false, 80);
    expect(text).toContain(
      'Wording 2, the best\n  b?\n  tells 17 of 18 pairs of bad and good apart (area 0.94)\n',
    );
    expect(text).toMatch(/would speak from \d\.\d\d on and find 2 of 3 bad/);
    expect(text).toMatch(/\nSeparates on qwen:1b: wording 2, area 0\.94\n$/);
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  it('does not take coins for a probe', () => {
    const verdict = judgeWordings([{ ...scores('a?', [-3, 0], good), unanswered: 2 }]);
    expect(verdict).toMatchObject({ best: 0, separates: false });
    const text = renderWordings(verdict, 'qwen:1b', false, 80);
    expect(text).toContain('no answer of Yes or No for 2 examples: not counted');
    expect(text).toMatch(/Does not separate on qwen:1b: the best area is 0\.\d\d, at least 0\.75 is needed/);
  });

  it('says so when nothing was answered', () => {
    expect(judgeWordings([scores('a?', [], [])])).toMatchObject({
      separates: false,
      wordings: [{ area: 0.5, pairs: 0 }],
    });
  });
});

describe('measuredProbe', () => {
  const probe = { id: 'loop-bound', questions: ['Is it one?', 'Is it two?'] } as unknown as Probe;
  const own: ProbeScores = {
    wording: wordingOf(probe, 2),
    sound: Array.from({ length: 40 }, (_, index) => index / -10),
    good: [-1, -2],
    bad: [3, 4, -5],
  };
  const table = (probes: CalibrationTable['probes']): CalibrationTable => ({
    key: { family: 'qwen2', parameters: '1.5B', quantisation: '' },
    promptVersion: 1,
    canary: [],
    probes,
    claims: null,
  });

  it('tells hits and false alarms of however many wordings were measured', () => {
    expect(measuredProbe(probe, table({ 'loop-bound': own }))).toEqual({
      model: 'qwen2 1.5B',
      speaks: true,
      figures: expect.stringMatching(
        /^finds 2 of 3 bad, 0 false alarms on 42 sound places, from \d\.\d\d on$/,
      ) as string,
    });
  });

  it.each([
    ['no word of it', {}, 'off: not measured'],
    ['other questions', { 'loop-bound': { ...own, wording: 'other' } }, 'off: measured with other questions'],
    ['no separation', { 'loop-bound': { ...own, bad: [-1, -1] } }, 'off: does not separate: finds 0 of its 2 bad examples'], // prettier-ignore
    ['few scores', { 'loop-bound': { ...own, sound: [] } }, 'off: not calibrated: too few scores'],
  ])('%s: off', (_, probes, figures) => {
    expect(measuredProbe(probe, table(probes))).toMatchObject({ speaks: false, figures });
  });
});
