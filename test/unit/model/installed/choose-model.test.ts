import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  chooseModel,
  explainChoice,
  nearestModelName,
  type InstalledModel,
} from '../../../../src/model/installed/choose-model.ts';

const gb = 1e9;

function model(name: string, more: Partial<InstalledModel> = {}): InstalledModel {
  return {
    name,
    digest: name,
    sizeBytes: gb,
    family: '',
    parameters: '',
    quantisation: 'Q4_K_M',
    capabilities: ['completion'],
    ...more,
  };
}

const coder1 = model('qwen2.5-coder:1.5b', { parameters: '1.5B', sizeBytes: gb });
const coder7 = model('qwen2.5-coder:7b', { parameters: '7.6B', sizeBytes: 4.7 * gb });
const llama70 = model('llama3.3:70b', { parameters: '70.6B', sizeBytes: 43 * gb });
const newest = model('qwen3.8:27b', { parameters: '27B', sizeBytes: 16.5 * gb });
const tiny = model('smollm2:135m', { parameters: '134.52M', sizeBytes: 0.1 * gb });
const embedder = model('nomic-embed-text:latest', { capabilities: ['embedding'] });
const cloud = model('qwen3-coder-next:cloud', { parameters: '480B' });
const remote = model('qwen3.8:max', { remoteHost: 'https://ollama.com:443' });
const vision = model('moondream:1.8b', { capabilities: ['vision'] });
const all = [tiny, coder1, coder7, llama70, newest, embedder, cloud, remote, vision];

describe('chooseModel', () => {
  it.each([
    [all, undefined, newest],
    [[coder1, coder7, llama70, tiny], undefined, coder7],
    [all, 8 * gb, coder7],
    [all, 2 * gb, coder1],
    [[llama70, tiny], 8 * gb, tiny],
    [[llama70, newest], 8 * gb, newest],
    [[tiny, llama70], undefined, llama70],
    [[embedder, cloud, remote, vision], undefined, undefined],
    [[], undefined, undefined],
  ])('case %#', (installed, fits, wanted) => {
    expect(chooseModel(installed, fits)?.name).toBe(wanted?.name);
  });

  it('goes by the name where the server does not tell capabilities', () => {
    const unknown = { capabilities: undefined };
    const names = ['mxbai-embed-large', 'bge-m3:567m', 'llava:7b', 'bge-reranker:1b', 'qwen2.5vl:7b', 'qwen3-vl:8b', 'llama3.2-vision', 'llama-guard3:8b']; // prettier-ignore
    for (const name of names) expect([name, chooseModel([model(name, unknown)])]).toEqual([name, undefined]);
    for (const name of ['qwen2.5-coder:7b', 'devstral', 'mistral:7b', 'deepseek-v2:16b'])
      expect(chooseModel([model(name, unknown)])?.name).toBe(name);
  });

  it('does not depend on the order of the list', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (shuffled) => {
        expect(chooseModel(shuffled, 8 * gb)).toBe(coder7);
      }),
      { numRuns: 50, seed: 1 },
    );
  });

  it('says what was chosen', () => {
    expect(explainChoice(coder7)).toBe('qwen2.5-coder:7b (7.6B Q4_K_M): best installed, coder');
    expect(explainChoice(model('my-own', { quantisation: '' }))).toBe(
      'my-own: best installed, family not ranked',
    );
  });
});

describe('nearestModelName', () => {
  it.each([
    ['qwen2.5-codr:7b', 'qwen2.5-coder:7b'],
    ['qwen2.5-coder:1.5B', 'qwen2.5-coder:1.5b'],
    ['llama3.3', 'llama3.3:70b'],
    ['qwen25coder:7b', 'qwen2.5-coder:7b'],
    ['gpt-5', undefined],
    ['x', undefined],
  ])('%s means %s', (name, wanted) => {
    expect(nearestModelName(name, [coder1, coder7, llama70])).toBe(wanted);
  });

  it('has no answer for an empty list', () => {
    expect(nearestModelName('a', [])).toBeUndefined();
  });
});
