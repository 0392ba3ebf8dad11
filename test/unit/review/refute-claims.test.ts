import { describe, expect, it } from 'vitest';
import type { Chunk } from '../../../src/change/chunk.ts';
import { parseDiff } from '../../../src/change/parse-diff.ts';
import { GalleyError } from '../../../src/errors.ts';
import type { LocatedClaim } from '../../../src/review/locate-claims.ts';
import type { CompletionRequest, Model } from '../../../src/review/ports.ts';
import type { RefuteContext } from '../../../src/review/ask-claim.ts';
import { refuteClaims } from '../../../src/review/refute-claims.ts';
import { yesOrNo } from '../../ports/answering-model.ts';
import { memoryRuleEngine } from '../../ports/memory-rule-engine.ts';
import { addedFile, memoryCache } from '../../ports/review-ports.ts';
import { completion, modelCard, scriptedModel } from '../../ports/scripted-model.ts';

const code = ['const total = sum(items);', 'for (let i = 0; i <= items.length; i++) use(items[i]);'];
const [file] = parseDiff(addedFile('a.ts', ...code));
if (file === undefined) throw new Error('no file');
const added = file;
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
  tokens: 9,
};

function located(problem: string, line = 2): LocatedClaim {
  const quote = code[line - 1] ?? '';
  return {
    claim: { quote, problem, severity: 'error', category: 'correctness' },
    place: { found: 'in-change', side: 'head', startLine: line, endLine: line, quote, hunk: 0 },
    chunk,
    prepared: {
      file: added,
      fileIndex: 0,
      exclusion: undefined,
      headText: `${code.join('\n')}\n`,
      outline: undefined,
      hits: [],
    },
  };
}

/** Believes in the loop's defect as long as the code has it; fixes it as it is told. */
function model(fix: string, belief = 3): Model & { readonly requests: CompletionRequest[] } {
  const scripted = scriptedModel([]);
  return {
    ...scripted,
    async complete(request) {
      scripted.requests.push(request);
      const prompt = request.messages.at(-1)?.content ?? '';
      if (request.topTokens === 0) return completion(fix);
      return yesOrNo(prompt.split('A reviewer says')[0]?.includes('i <= items.length') ? belief : -2);
    },
  };
}

function context(asked: Model): RefuteContext {
  return {
    model: asked,
    card: modelCard,
    cache: memoryCache(),
    wordings: 1,
    signal: new AbortController().signal,
    replyTokens: 200,
    stopReason: () => '',
    threshold: {
      speaks: true,
      atLeast: 2,
      hits: { count: 18, of: 20 },
      falseAlarms: { count: 2, of: 20 },
    },
  };
}

const unreachable = new GalleyError('server-unreachable', { what: 'gone', why: 'gone', todo: 'start it' });
const tooFar = 'The loop reads `items` one place too far.';
const fixed = '```ts\nfor (let i = 0; i < items.length; i++) use(items[i]);\n```';

describe('refuteClaims', () => {
  it('asks the model again and proves its fix: it parses and the score falls', async () => {
    const { claims, refuted, replies } = await refuteClaims(
      [located(tooFar)],
      memoryRuleEngine(),
      context(model(fixed)),
    );
    expect(refuted).toBe(0);
    expect(claims[0]?.suggestion).toEqual({
      replacement: 'for (let i = 0; i < items.length; i++) use(items[i]);',
      proof: 'rescored',
    });
    expect(claims[0]?.confidence?.n).toBe(20);
    expect(claims[0]?.confidence?.precision).toBeCloseTo(0.73, 1);
    expect(replies.length).toBeGreaterThanOrEqual(3);
  });

  it('drops a claim that the model does not stand by', async () => {
    const doubting = await refuteClaims([located(tooFar)], memoryRuleEngine(), context(model(fixed, 1)));
    expect([doubting.claims, doubting.refuted]).toEqual([[], 1]);
  });

  it.each([
    ['<error>', '```ts\n<error>\n```'],
    ['no code', 'I would use a smaller bound.'],
  ])('keeps the finding without a fix that fails: %s', async (_, fix) => {
    const { claims } = await refuteClaims([located(tooFar)], memoryRuleEngine(), context(model(fix)));
    expect(claims.map(({ suggestion }) => suggestion)).toEqual([null]);
  });

  it.each([
    ['`i` is not defined.', 2],
    ['Consider renaming the variable for better readability.', 1],
    ['The name `orderLedger` is read before it is set.', 1],
  ])('asks nothing about what facts or its own words speak against: %s', async (problem, line) => {
    const asked = model(fixed);
    const { claims, refuted } = await refuteClaims(
      [located(problem, line)],
      memoryRuleEngine(),
      context(asked),
    );
    expect([claims.length, refuted, asked.requests.length]).toEqual([0, 1, 0]);
  });

  it('says nothing of a claim that cannot be asked about again, and that its chunk is not reviewed', async () => {
    const asked = model(fixed);
    const gone = { ...asked, complete: async () => Promise.reject(unreachable) };
    const two = [located(tooFar), located('`items` may be empty here, and `sum` then fails.', 1)];
    const { claims, refuted, failures } = await refuteClaims(two, memoryRuleEngine(), context(gone));
    expect([claims, refuted]).toEqual([[], 0]);
    expect([...failures]).toMatchObject([[chunk, { failureCode: 'server-unreachable' }]]);
  });

  it('keeps the finding and what was paid when the server goes away before the fix is proved', async () => {
    const asked = model(fixed);
    let calls = 0;
    const going: Model = {
      ...asked,
      complete: (request) => (++calls > 2 ? Promise.reject(unreachable) : asked.complete(request)),
    };
    const { claims, replies } = await refuteClaims([located(tooFar)], memoryRuleEngine(), context(going));
    expect(claims.map(({ suggestion }) => suggestion)).toEqual([null]);
    expect(replies.filter(({ cached }) => !cached)).toHaveLength(2);
  });

  it('asks nothing once the time is over', async () => {
    const asked = model(fixed);
    const spent = { ...context(asked), stopReason: () => 'not asked: the budget was spent' };
    const { claims, failures } = await refuteClaims([located(tooFar)], memoryRuleEngine(), spent);
    expect([claims, asked.requests]).toEqual([[], []]);
    expect(failures.get(chunk)?.failure).toBe('not asked: the budget was spent');
  });

  it('decides by facts alone where nobody measured the model', async () => {
    const { claims } = await refuteClaims([located(tooFar)], memoryRuleEngine(), undefined);
    expect(claims).toMatchObject([{ confidence: null, suggestion: null }]);
  });
});
