import { describe, expect, it } from 'vitest';
import { GalleyError, type ErrorCode } from '../../../src/errors.ts';
import { askChunks } from '../../../src/review/ask-chunks.ts';
import { modelCard, scriptedModel, type ScriptedReply } from '../../ports/scripted-model.ts';

const fine = '{"findings":[]}';

async function askFive(replies: readonly ScriptedReply[]) {
  const model = scriptedModel(replies);
  const chunks = Array.from({ length: 5 }, (_, at) => ({
    questions: [],
    chunk: {
      path: `${at}.ts`,
      fileIndex: at,
      language: 'typescript',
      symbol: '',
      header: [],
      lines: [{ side: 'head' as const, text: `const a = ${at};`, headLine: 1, baseLine: undefined, hunk: 0 }],
      tokens: 5,
    },
  }));
  const answers = await askChunks(chunks, {
    model,
    card: modelCard,
    cache: undefined,
    promptTokens: 1500,
    replyTokens: 300,
    parallel: 1,
    withForm: true,
    samples: 1,
    wordings: 1,
    baseDifference: true,
    stopReason: () => '',
    signal: new AbortController().signal,
    onProgress: () => {},
  });
  return { asked: model.requests.length, reviewed: answers.map(({ failure }) => failure === ''), answers };
}

const failure = (code: ErrorCode) => new GalleyError(code, { what: 'no', isRetryable: true });

describe('askChunks', () => {
  it.each<ErrorCode>(['model-timeout', 'model-busy'])('gives up after two %s in a row', async (code) => {
    const { asked, reviewed } = await askFive([fine, failure(code)]);
    expect([asked, reviewed]).toEqual([3, [true, false, false, false, false]]);
  });

  it.each<ErrorCode>(['model-timeout', 'model-busy'])('goes on after a single %s', async (code) => {
    const { asked, reviewed } = await askFive([failure(code), fine, failure(code), fine]);
    expect([asked, reviewed]).toEqual([5, [false, true, false, true, true]]);
  });

  it('counts a prompt whose reply was lost, and none that was turned away', async () => {
    const lost = async (code: ErrorCode) => (await askFive([failure(code), fine])).answers[0]?.lostPrompts;
    expect(await lost('model-timeout')).toHaveLength(1);
    expect(await lost('reply-broken')).toHaveLength(1);
    expect(await lost('model-busy')).toEqual([]);
  });

  it('gives up at once when the server is gone', async () => {
    expect((await askFive([failure('server-unreachable')])).asked).toBe(1);
  });
});
