import { describe, expect, it } from 'vitest';
import type { Chunk } from '../../../src/change/chunk.ts';
import { askForms } from '../../../src/review/ask-forms.ts';
import { memoryCache } from '../../ports/review-ports.ts';
import { modelCard, scriptedModel, type ScriptedReply } from '../../ports/scripted-model.ts';

const code = ['const first = items[1];', 'const rest = items.slice(1);', 'return [first, rest];'];
const chunk: Chunk = {
  path: 'a.ts',
  fileIndex: 0,
  language: 'typescript',
  symbol: '',
  header: [],
  lines: code.map((text, index) => ({
    side: 'head',
    text,
    baseLine: undefined,
    headLine: index + 1,
    hunk: 0,
  })),
  tokens: 20,
};

/** A form that remarks on these lines. */
function form(...remarks: readonly (readonly [line: number, problem: string])[]): string {
  const findings = remarks.map(([line, problem]) => ({
    quote: code[line - 1] ?? 'no such line here',
    problem,
    severity: 'error',
    category: 'correctness',
  }));
  return JSON.stringify({ findings });
}

async function ask(samples: number, ...replies: readonly ScriptedReply[]) {
  const model = scriptedModel(replies);
  const answer = await askForms(chunk, {
    model,
    card: modelCard,
    cache: memoryCache(),
    signal: new AbortController().signal,
    promptTokens: 1500,
    replyTokens: 300,
    onCall: () => {},
    samples,
  });
  return { ...answer, requests: model.requests };
}

describe('askForms', () => {
  it('takes one form as it is, at temperature 0', async () => {
    const { claims, requests } = await ask(1, form([1, 'first is the second item'], [9, 'made up']));
    expect(claims).toHaveLength(2);
    expect(requests.map(({ temperature }) => temperature)).toEqual([0]);
  });

  it('keeps of three what two say about a line, once, in the words of the first', async () => {
    const { claims, requests, replies } = await ask(
      3,
      form([1, 'first is the second item'], [3, 'the order is wrong']),
      form([2, 'rest keeps the head']),
      form([1, 'items[1] is not the first'], [2, 'slice is wrong'], [9, 'made up']),
    );
    expect(claims.map(({ problem }) => problem)).toEqual(['first is the second item', 'rest keeps the head']);
    expect(new Set(requests.map(({ seed }) => seed)).size).toBe(3);
    expect(requests.map(({ temperature }) => temperature > 0)).toEqual([false, true, true]);
    expect(replies).toHaveLength(3);
  });

  it('says nothing when a form fails, and asks no more', async () => {
    const { claims, failure, requests } = await ask(3, form([1, 'x is wrong here']), 'no form', 'no form');
    expect([claims, requests.length]).toEqual([[], 3]);
    expect(failure).toContain('could not be used');
  });
});
