import { describe, expect, it } from 'vitest';
import { parseProbe } from '../../../src/probe/parse-probe.ts';
import type { Probe } from '../../../src/probe/probe.ts';
import { measureClaims } from '../../../src/review/measure-claims.ts';
import type { Model } from '../../../src/review/ports.ts';
import { yesOrNo } from '../../ports/answering-model.ts';
import { memoryRuleEngine } from '../../ports/memory-rule-engine.ts';
import { memoryCache } from '../../ports/review-ports.ts';
import { completion, modelCard, scriptedModel } from '../../ports/scripted-model.ts';

const probes = Array.from({ length: 6 }, (_, index): Probe => {
  const parsed = parseProbe(
    `loop-${index}.yml`,
    `id: loop-${index}
category: correctness
severity: error
title: Loop
message: Reads too far.
triggers:
  - languages: [typescript]
    rule: { regex: 'i <=? list.length' }
questions: ["Does it read too far?"]
bad: [{ language: typescript, code: "start(${index});\\nwhile (i <= list.length) i++;\\n" }]
good: [{ language: typescript, code: "start(${index});\\nwhile (i < list.length) i++;\\n" }]
`,
  );
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.probe;
});

/** Remarks on every loop and, of sound code, on its first line too; stands by what is true. */
function model(): Model {
  return {
    ...scriptedModel([]),
    async complete(request) {
      const prompt = request.messages.at(-1)?.content ?? '';
      if (request.topTokens === 0) {
        const quote = /while.*/.exec(prompt)?.[0] ?? '';
        return completion(
          JSON.stringify({
            findings: [{ quote, problem: 'Reads too far.', severity: 'error', category: 'correctness' }],
          }),
        );
      }
      return yesOrNo(prompt.includes('<=') ? 2 : -1);
    },
  };
}

const measure = (until: () => boolean) =>
  measureClaims({
    probes,
    until,
    model: model(),
    card: modelCard,
    cache: memoryCache(),
    wordings: 1,
    engine: memoryRuleEngine(),
    syntax: { outline: async () => undefined },
    promptTokens: 1500,
    replyTokens: 320,
    signal: new AbortController().signal,
    onCall: () => {},
  });

describe('measureClaims', () => {
  it('takes remarks on the line of a defect for true, others for false', async () => {
    const scores = await measure(() => false);
    expect(scores).toMatchObject({ bad: Array(6).fill(2), good: Array(6).fill(-1), sound: [] });
  });

  it('says nothing after too few', async () => {
    let looks = 0;
    expect(await measure(() => ++looks > 4)).toBeNull();
  });
});
