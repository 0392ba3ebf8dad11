import { describe, expect, it } from 'vitest';
import { measureModel, type MeasureModelInput } from '../../../../../src/entry/cli/grade/measure-model.ts';
import { parseProbe } from '../../../../../src/probe/parse-probe.ts';
import { gradeOf } from '../../../../../src/probe/grade-of.ts';
import type { Probe } from '../../../../../src/probe/probe.ts';
import { panelOf } from '../../../../../src/probe/voices.ts';
import type { CalibrationTable } from '../../../../../src/probe/calibration.ts';
import { answeringModel } from '../../../../ports/answering-model.ts';
import { memoryRuleEngine } from '../../../../ports/memory-rule-engine.ts';
import { memoryCache } from '../../../../ports/review-ports.ts';
import { modelCard } from '../../../../ports/scripted-model.ts';

function probe(id: string): Probe {
  const text = `id: ${id}
category: correctness
severity: error
title: Loop
message: Reads too far.
triggers: [{ languages: [typescript], rule: { regex: '(?<COND>i <=? \\w+\\.length)', note: $COND }, at: COND }]
questions: ["Is {COND} wrong, ${id}?"]
bad: [{ language: typescript, code: "while (i <= list.length) i++;\\n" }, { language: typescript, code: "while (i <= rows.length) i++;\\n" }]
good: [{ language: typescript, code: "while (i < list.length) i++;\\n" }]
`;
  const parsed = parseProbe(`${id}.yml`, text);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.probe;
}

const probes = ['one', 'two', 'three'].map(probe);

/** Says Yes to every condition with `<=`. */
function model() {
  return answeringModel((prompt) => {
    const question = prompt.split('\n').at(-1) ?? '';
    return question.includes('<=') ? Math.log(9) : -Math.log(9);
  });
}

function input(extra: Partial<MeasureModelInput> = {}): MeasureModelInput {
  return {
    probes,
    sound: Array.from({ length: 9 }, (_, index) => ({
      path: `lib/part${index}.ts`,
      text: `while (i < part${index}.length) i++;\n`,
    })),
    soundPlaces: 8,
    engine: memoryRuleEngine(),
    syntax: { outline: async () => undefined },
    promptTokens: 1500,
    model: model(),
    card: modelCard,
    cache: memoryCache(),
    calibrations: { tablesFor: async () => [] },
    wordings: 1,
    signal: new AbortController().signal,
    replyTokens: 320,
    timeSpent: () => 0,
    onProgress: () => {},
    ...extra,
  };
}

describe('measureModel', () => {
  it('makes a table by which a model that separates may speak', async () => {
    const { table, asked, questions } = await measureModel(input());
    expect([asked, questions]).toEqual([33, 33]);
    expect(table).toMatchObject({
      key: { family: 'scripted', parameters: '1B' },
      canary: [-2.2, -2.2, -2.2],
    });
    const panel = panelOf(probes, table, 1);
    expect(panel.speaking.map(({ probe: { id } }) => id)).toEqual(['one', 'two', 'three']);
    expect(gradeOf(panel, table)).toBe('probes');
  });

  it('measures some probes well when time is up, rather than all of them halfway', async () => {
    const own = model();
    // The canary's three questions, one bad and one good example of each probe, the rest of one.
    const enough = 3 + 6 + 9;
    const { table, asked, questions } = await measureModel(
      input({ model: own, timeSpent: () => Number(own.requests.length >= enough) }),
    );
    expect([asked, questions]).toEqual([15, 33]);
    expect(panelOf(probes, table, 1).speaking.map(({ probe: { id } }) => id)).toEqual(['one']);
  });

  it('goes on where it was stopped', async () => {
    const cache = memoryCache();
    const stop = new AbortController();
    const first = model();
    const complete: typeof first.complete = (request) => {
      if (first.requests.length === 20) stop.abort(new Error('stopped'));
      stop.signal.throwIfAborted();
      return first.complete(request);
    };
    const partly = await measureModel(input({ cache, model: { ...first, complete }, signal: stop.signal }));
    expect([partly.asked, partly.questions]).toEqual([17, 33]);
    const second = model();
    const whole = await measureModel(input({ cache, model: second }));
    expect(whole.asked).toBe(33);
    expect(second.requests.filter(({ topTokens }) => topTokens > 0)).toHaveLength(16);
  });

  it('keeps what is known of the remarks of the same model', async () => {
    const claims = { wording: '', sound: [], good: [-1], bad: [1] };
    const table = (canary: readonly number[]): CalibrationTable => ({
      key: { family: '', parameters: '', quantisation: '' },
      promptVersion: 1,
      canary,
      probes: {},
      claims,
    });
    const found = (canary: readonly number[]) => ({
      tablesFor: async () => [{ table: table(canary), source: 'shipped' }],
    });
    expect((await measureModel(input({ calibrations: found([-2.2, -2.2, -2.2]) }))).table.claims).toEqual(
      claims,
    );
    expect((await measureModel(input({ calibrations: found([5, 5, 5]) }))).table.claims).toBeNull();
  });
});
