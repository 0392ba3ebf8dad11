import { describe, expect, it } from 'vitest';
import type { DocProse } from '../../../src/docstring/prose.ts';
import { confirmProse } from '../../../src/review/confirm-prose.ts';
import { findProse, type ProsePorts } from '../../../src/review/find-prose.ts';
import { makeDeclaration, parameter } from '../docstring/make-declaration.ts';
import { scriptedModel, type ScriptedModel } from '../../ports/scripted-model.ts';

const text = 'function clampRate(rate, most) {\n  return Math.min(rate, most);\n}\n';
const code = {
  path: 'src/a.js',
  language: 'javascript',
  text,
  declaration: makeDeclaration({
    name: 'clampRate',
    symbol: 'clampRate',
    span: { start: 0, end: text.length },
    signature: { start: 0, end: text.indexOf('{') },
    parameters: [parameter('rate'), parameter('most')],
    throws: [],
  }),
};
const prose: DocProse = {
  summary: 'Limits a rate to an upper bound.',
  params: { rate: 'not negative', most: 'upper bound' },
  returns: 'the smaller of both',
  throws: [],
};
const known = new Set<string>();

describe('findProse', () => {
  const saying = (said: Partial<DocProse>, confirm?: ProsePorts['confirm']): ProsePorts => ({
    describe: async () => ({ prose: { ...prose, ...said } }),
    ...(confirm && { confirm }),
  });

  it('asks about what the code does not refute, and takes what is left', async () => {
    const asked: DocProse[] = [];
    const ports = saying({ returns: 'a promise of the smaller one' }, async (_, left) => {
      asked.push(left);
      return { prose: { ...left, params: {} } };
    });
    const without = { ...prose, returns: '' };
    expect(await findProse(code, known, ports)).toEqual({ prose: { ...without, params: {} } });
    expect(asked).toEqual([without]);
  });

  it('says nothing where the model is not sure of the summary', async () => {
    const unsure = saying({}, async () => ({ prose: undefined }));
    expect(await findProse(code, known, unsure)).toEqual({ unsaid: 'the model is not sure of it' });
  });

  it('has no answer where the second question got none', async () => {
    const gone = saying({}, async () => ({ failure: 'model timeout' }));
    expect(await findProse(code, known, gone)).toEqual({ failure: 'model timeout' });
  });

  it('asks nobody about what the code refutes, or what only throws', async () => {
    const never: ProsePorts['confirm'] = () => Promise.reject(new Error('asked'));
    const refuted = await findProse(code, known, saying({ summary: 'Reads a rate from a file.' }, never));
    expect(refuted).toEqual({ unsaid: 'it has no file' });
    const stub = { ...code, text: text.replace('return Math.min(rate, most)', 'throw new RateIsTooHigh()') };
    expect(await findProse(stub, known, { describe: () => Promise.reject(new Error('asked')) })).toEqual({
      unsaid: 'it only throws, which tells nothing of it',
    });
  });

  it('takes all as it is when nothing is to be checked', async () => {
    const said = saying({ summary: 'Reads a file.' }, () => Promise.reject(new Error('asked')));
    expect(await findProse(code, undefined, said)).toEqual({ prose: { ...prose, summary: 'Reads a file.' } });
  });
});

describe('confirmProse', () => {
  const ask = async (
    model: ScriptedModel,
    thresholds: Parameters<typeof confirmProse>[2]['thresholds'],
  ): Promise<DocProse | undefined> => {
    const confirmed = await confirmProse(code, prose, {
      model,
      card: { digest: 'd', abilities: { schema: 'enforced', tokenProbabilities: true, thinking: false } },
      cache: undefined,
      signal: new AbortController().signal,
      promptTokens: 1500,
      thresholds,
    });
    expect(confirmed.replies).toHaveLength(model.requests.length);
    return confirmed.prose;
  };
  const all = { summary: 2, params: 1, returns: 2 };

  /** Answers each question with a probability of Yes, by what the question is about. */
  function answering(yes: (question: string) => number): ScriptedModel {
    const model = scriptedModel(['Yes']);
    const complete: ScriptedModel['complete'] = async (request) => {
      const share = yes(request.messages.at(-1)?.content.split('\n').at(-1) ?? '');
      const probabilities = [
        [
          { token: 'Yes', logprob: Math.log(share) },
          { token: 'No', logprob: Math.log(1 - share) },
        ],
      ];
      return { ...(await model.complete(request)), probabilities };
    };
    return { ...model, complete };
  }

  it('keeps what scores high enough, part by part', async () => {
    const model = answering((question) => (question.includes('"not negative"') ? 0.5 : 0.95));
    expect(await ask(model, all)).toEqual({ ...prose, params: { most: 'upper bound' } });
    expect(model.requests.map(({ messages }) => messages.at(-1)?.content.split('\n').at(-1))).toEqual([
      'A comment says what the function clampRate does: "Limits a rate to an upper bound." Is that true of this code?',
      'A comment says what the parameter rate of clampRate is: "not negative" Is that true of this code?',
      'A comment says what the parameter most of clampRate is: "upper bound" Is that true of this code?',
      'A comment says what clampRate returns: "the smaller of both" Is that true of this code?',
    ]);
  });

  it('asks nothing more once the summary is doubted', async () => {
    const model = answering(() => 0.5);
    expect(await ask(model, all)).toBeUndefined();
    expect(model.requests).toHaveLength(1);
  });

  it('asks only where a threshold was measured, and doubts nobody who does not answer', async () => {
    const model = scriptedModel(['Maybe']);
    expect(await ask(model, { returns: 2 })).toEqual(prose);
    expect(model.requests).toHaveLength(1);
    expect(await ask(scriptedModel([]), {})).toEqual(prose);
  });

  it('shows all statements the same code first, so that it is read once', async () => {
    const model = answering(() => 0.95);
    await ask(model, all);
    const heads = model.requests.map(({ messages }) => messages.at(-1)?.content.split('\n\n')[0]);
    expect(new Set(heads).size).toBe(1);
    expect(heads[0]).toContain('return Math.min(rate, most);');
  });
});
