import { describe, expect, it } from 'vitest';
import { judgeFindings } from '../../../../bench/review/score-case.ts';
import { hitBugs, tallyRuns } from '../../../../bench/review/tally-runs.ts';
import { changeOfTexts } from '../../../../src/change/change-of-texts.ts';
import { buggyCase, cleanCase, findingOn, runOf } from './bench-case.ts';

const [file] = buggyCase.files;
const change = [changeOfTexts('src/sum.js', file?.before, file?.after ?? '')];
const judged = (...said: Parameters<typeof judgeFindings>[1]) => judgeFindings(buggyCase, said, change);
const falseOnes = judgeFindings(cleanCase, [findingOn(2)], change);
const probe = { rule: 'probe/loop-runs-past-end' };

describe('tallyRuns', () => {
  it('counts a bug once, however many findings hit it', () => {
    const runs = [runOf(buggyCase, { findings: judged(findingOn(2), findingOn(3), findingOn(1)) })];
    expect(tallyRuns(runs)).toMatchObject({
      cases: 1,
      bugs: 1,
      found: 1,
      onLine: 1,
      trueFindings: 2,
      falseFindings: 1,
    });
  });

  it('counts the findings of one source', () => {
    const runs = [runOf(buggyCase, { findings: judged(findingOn(3), findingOn(1, probe)) })];
    expect(tallyRuns(runs, 'rule')).toMatchObject({ found: 1, trueFindings: 1, falseFindings: 0 });
    expect(tallyRuns(runs, 'probe')).toMatchObject({ bugs: 1, found: 0, falseFindings: 1 });
  });

  it('does not count an info as found, true or false', () => {
    const runs = [runOf(buggyCase, { findings: judged(findingOn(3, { severity: 'info' })) })];
    expect(tallyRuns(runs)).toMatchObject({
      found: 0,
      onLine: 0,
      trueFindings: 0,
      falseFindings: 0,
      infos: 1,
    });
  });

  it('calls a clean case silent without findings, and only when the run is whole', () => {
    const info = judgeFindings(cleanCase, [findingOn(2, { severity: 'info' })], change);
    const runs = [
      runOf(cleanCase),
      runOf(cleanCase, { findings: info }),
      runOf(cleanCase, { findings: falseOnes }),
      runOf(cleanCase, { broken: 'no server' }),
    ];
    expect(tallyRuns(runs)).toMatchObject({ clean: 4, silent: 2, broken: 1, falseFindings: 1, bugs: 0 });
  });

  it('adds up what it cost', () => {
    const cost = { calls: 2, sent: 300, evaluated: 120, seconds: 1.5 };
    expect(tallyRuns([runOf(buggyCase, { cost }), runOf(cleanCase, { cost })]).cost).toEqual({
      calls: 4,
      sent: 600,
      evaluated: 240,
      seconds: 3,
    });
  });

  it('makes nothing of nothing', () => {
    expect(tallyRuns([])).toMatchObject({ cases: 0, bugs: 0, silent: 0 });
  });
});

describe('hitBugs', () => {
  it('names the bugs by their index', () => {
    expect([...hitBugs({ findings: judged(findingOn(2, probe)) }, 'probe')]).toEqual([0]);
    expect([...hitBugs({ findings: judged(findingOn(2, probe)) }, 'form')]).toEqual([]);
  });
});
