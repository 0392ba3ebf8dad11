import { describe, expect, it } from 'vitest';
import { matchesCard } from '../../../../src/model/calibration/matches-card.ts';

const table = (family: string, parameters: string, quantisation: string) => ({
  key: { family, parameters, quantisation },
  promptVersion: 2,
  canary: [1],
  probes: {},
  claims: null,
});
const card = (family: string, parameters: string, quantisation: string) => ({
  family,
  parameters,
  quantisation,
});

describe('matchesCard', () => {
  it.each([
    ['the same', card('qwen2', '1.5B', 'Q4_K_M'), true],
    ['in other capitals', card('Qwen2', '1.5b', 'q4_k_m'), true],
    ['counted with the embeddings twice', card('qwen2', '1.8B', 'Q4_K_M'), true],
    ['in millions', card('qwen2', '1543M', 'Q4_K_M'), true],
    ['the next size', card('qwen2', '3B', 'Q4_K_M'), false],
    ['no size at all', card('qwen2', 'large', 'Q4_K_M'), false],
    ['another family', card('llama', '1.5B', 'Q4_K_M'), false],
    ['another quantisation', card('qwen2', '1.5B', 'Q8_0'), false],
    ['a server that says nothing', card('', '', ''), true],
  ])('%s', (_, model, matches) => {
    expect(matchesCard(table('qwen2', '1.5B', 'Q4_K_M'), model)).toBe(matches);
  });
});
