import { describe, expect, it } from 'vitest';
import { parseProbe } from '../../../src/probe/parse-probe.ts';
import type { Probe } from '../../../src/probe/probe.ts';
import { measureProbes, type MeasureInput } from '../../../src/review/measure-probes.ts';
import { answeringModel, type AnsweringModel } from '../../ports/answering-model.ts';
import { memoryRuleEngine } from '../../ports/memory-rule-engine.ts';
import { memoryCache } from '../../ports/review-ports.ts';
import { modelCard } from '../../ports/scripted-model.ts';

const text = `id: loop-bound
category: correctness
severity: error
title: Loop
message: "{COND} reads too far."
triggers:
  - languages: [typescript]
    rule: { regex: '(?<COND>i <=? \\w+\\.length)', note: $COND }
    at: COND
questions: ["Does \`{COND}\` read too far?", "Is \`{COND}\` wrong?"]
bad:
  - language: typescript
    code: "while (i <= list.length) i++;\\n"
    before: "check(list);\\nwhile (i <= list.length) i++;\\n"
    line: 1
  - { language: typescript, code: "let i = 0;\\nwhile (i <= list.length) i++;\\n", line: 2 }
good:
  - { language: typescript, code: "while (i < list.length) i++;\\n" }
  - { language: typescript, code: "nothing();\\n" }
`;

function probe(): Probe {
  const parsed = parseProbe('loop-bound.yml', text);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.probe;
}

/** Says Yes, with odds of nine, to every condition with `<=`. */
function model(): AnsweringModel {
  return answeringModel((prompt) => {
    const question = prompt.split('\n').at(-1) ?? '';
    return question.includes('<=') ? Math.log(9) : -Math.log(9);
  });
}

function input(extra: Partial<MeasureInput> = {}): MeasureInput {
  return {
    probes: [probe()],
    sound: [],
    soundPlaces: 10,
    engine: memoryRuleEngine(),
    syntax: { outline: async () => undefined },
    promptTokens: 1500,
    model: model(),
    card: modelCard,
    cache: memoryCache(),
    wordings: 1,
    signal: new AbortController().signal,
    onProgress: () => {},
    ...extra,
  };
}

describe('measureProbes', () => {
  it('scores the examples of a probe, and leaves out those it never looks at', async () => {
    const { 'loop-bound': scores } = await measureProbes(input());
    expect(scores).toMatchObject({ bad: [2.2, 2.2], good: [-2.2], sound: [] });
    expect(scores?.wording).toMatch(/^[0-9a-f]{12}$/);
  });

  it('takes a sample of sound places that more code does not change', async () => {
    const sources = Array.from({ length: 30 }, (_, index) => ({
      path: `lib/part${index}.ts`,
      text: `while (i < part${index}.length) i++;\n`,
    }));
    const asked = async (sound: MeasureInput['sound']): Promise<string[]> => {
      const own = model();
      const scores = await measureProbes(input({ sound, soundPlaces: 5, model: own }));
      expect(scores['loop-bound']?.sound).toEqual([-2.2, -2.2, -2.2, -2.2, -2.2]);
      return own.requests.map((request) => /part\d+/.exec(request.messages.at(-1)?.content ?? '')?.[0] ?? '');
    };
    const all = await asked(sources);
    expect(await asked(sources)).toEqual(all);
    const kept = await asked(
      sources.filter(({ text: code }) => all.some((name) => name && code.includes(`${name}.`))),
    );
    expect(kept).toEqual(all);
  });

  it('asks nothing twice when it is started again', async () => {
    const cache = memoryCache();
    const first = await measureProbes(input({ cache }));
    const second = model();
    expect(await measureProbes(input({ cache, model: second }))).toEqual(first);
    expect(second.requests).toHaveLength(0);
  });

  it('asks other wordings under another name', async () => {
    const one = await measureProbes(input());
    const two = await measureProbes(input({ wordings: 2 }));
    expect(one['loop-bound']?.wording).not.toBe(two['loop-bound']?.wording);
  });

  it('ends when it is told to, with what it has until then', async () => {
    const own = model();
    const told: string[] = [];
    const { 'loop-bound': scores } = await measureProbes(
      input({
        model: own,
        until: () => own.requests.length === 2,
        onProgress: (done, all) => told.push(`${done} of ${all}`),
      }),
    );
    expect(scores).toMatchObject({ bad: [2.2], good: [-2.2], sound: [] });
    expect(told).toEqual(['0 of 3', '1 of 3', '2 of 3']);
  });

  it('a signal ends it early only where it may end early', async () => {
    const stopping = (until?: () => boolean): Promise<unknown> => {
      const stop = new AbortController();
      const own = model();
      const complete: MeasureInput['model']['complete'] = (request) => {
        if (own.requests.length === 1) stop.abort(new Error('stopped'));
        stop.signal.throwIfAborted();
        return own.complete(request);
      };
      const extra = { model: { ...own, complete }, signal: stop.signal };
      return measureProbes(input(until ? { ...extra, until } : extra));
    };
    expect(await stopping(() => false)).toMatchObject({ 'loop-bound': { bad: [2.2], good: [] } });
    await expect(stopping()).rejects.toThrow('stopped');
  });
});
