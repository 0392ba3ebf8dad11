import { describe, expect, it } from 'vitest';
import { GalleyError } from '../../../src/errors.ts';
import type { Chunk } from '../../../src/change/chunk.ts';
import type { Probe } from '../../../src/probe/probe.ts';
import { askPlace } from '../../../src/review/ask-place.ts';
import type { CompletionRequest, Model } from '../../../src/review/ports.ts';
import { memoryCache } from '../../ports/review-ports.ts';
import { completion, modelCard, scriptedModel } from '../../ports/scripted-model.ts';

const chunk: Chunk = {
  path: 'a.ts',
  fileIndex: 0,
  language: 'typescript',
  symbol: '',
  header: [],
  lines: [{ side: 'head', text: 'save(order);', baseLine: undefined, headLine: 1, hunk: 0 }],
  tokens: 5,
};
const place = {
  probe: {} as Probe,
  line: 1,
  questions: ['Is it lost?', 'Is it forgotten?', 'Is it gone?'],
  message: '',
  chunk,
};

/** Answers Yes with the next probability of the list. */
function answering(...yes: number[]): Model & { readonly requests: CompletionRequest[] } {
  const model = scriptedModel([]);
  return {
    ...model,
    async complete(request) {
      const p = yes[model.requests.length % yes.length] ?? 0.5;
      model.requests.push(request);
      const tokens = [
        { token: 'Yes', logprob: Math.log(p) },
        { token: 'No', logprob: Math.log(1 - p) },
      ];
      return { ...completion('Yes', 'length'), probabilities: p === 0 ? [] : [tokens] };
    },
  };
}

function context(model: Model, wordings = 1): Parameters<typeof askPlace>[1] {
  return { model, card: modelCard, cache: memoryCache(), wordings, signal: new AbortController().signal };
}

describe('askPlace', () => {
  it('reads the log odds of the first token and samples nothing', async () => {
    const model = answering(0.8);
    const { score } = await askPlace(place, context(model));
    expect(score).toBeCloseTo(Math.log(4), 9);
    expect(model.requests).toHaveLength(1);
    expect(model.requests[0]).toMatchObject({ maxTokens: 1, temperature: 0, topTokens: 20 });
    expect(model.requests[0]?.messages.at(-1)?.content).toMatch(/save\(order\);\n```\n\nIs it lost\?$/);
  });

  it('takes the mean over wordings, whose prompts share all but the end', async () => {
    const model = answering(0.8, 0.5);
    const { score, replies } = await askPlace(place, context(model, 2));
    expect(score).toBeCloseTo(Math.log(4) / 2, 9);
    expect(replies).toHaveLength(2);
    const [one = '', two = ''] = model.requests.map((request) => request.messages.at(-1)?.content);
    expect(one.slice(0, one.indexOf('Is it'))).toBe(two.slice(0, two.indexOf('Is it')));
  });

  it('has no score when one wording is not answered', async () => {
    expect((await askPlace(place, context(answering(0.8, 0), 2))).score).toBeUndefined();
  });

  it('asks the cache first', async () => {
    const model = answering(0.8);
    const same = context(model, 3);
    await askPlace(place, same);
    const again = await askPlace(place, same);
    expect(model.requests).toHaveLength(3);
    expect(again.replies.every((reply) => reply.cached)).toBe(true);
  });

  it('takes short samples where a server tells no probabilities', async () => {
    const model = scriptedModel(['Yes', ' yes.', 'No', 'Hm', 'Yes']);
    const abilities = { ...modelCard.abilities, tokenProbabilities: false };
    const { score } = await askPlace(place, { ...context(model), card: { ...modelCard, abilities } });
    expect(model.requests.map(({ seed, temperature }) => [seed, temperature])).toEqual([
      [1, 1],
      [2, 1],
      [3, 1],
      [4, 1],
      [5, 1],
    ]);
    expect(score).toBeCloseTo(Math.log(3.5 / 1.5));
  });

  it('has no score for a model that says nothing', async () => {
    const silent = scriptedModel([new GalleyError('reply-empty', { what: 'nothing came' })]);
    expect((await askPlace(place, context(silent))).score).toBeUndefined();
  });
});
