import { contentOf, onAnswer, saying, tokensOf } from './effect.ts';

const think = 'Let me look at the code first.';

/** The answer's text with as many tokens as the limit allows. */
const capped = (text: string, limit: number) => {
  const tokens = tokensOf(text).slice(0, limit);
  return { tokens, evalTokens: tokens.length, reason: 'length' };
};

const asIs = { tokens: [], thinking: '' };

/** Answers that arrive well and say the wrong thing. `format-*` and the tags pass no grammar. */
export const contentFaults = {
  empty: onAnswer('nothing said, `stop`', () => saying('')),
  'json-in-thinking': onAnswer('the answer lies in the reasoning field, content is empty', (answer) => ({
    ...saying(''),
    thinking: contentOf(answer),
    evalTokens: answer.evalTokens,
  })),
  whitespace: onAnswer('white space until the limit; `tokens`', (_, { tokens }, plan) => {
    const limit = tokens ?? Math.min(plan.call?.maxTokens ?? 512, 4096);
    return {
      ...asIs,
      tokens: Array.from({ length: limit }, () => blank),
      evalTokens: limit,
      reason: 'length',
    };
  }),
  'repeat-token': onAnswer(
    'one token again and again; `text`, `tokens` (40)',
    (_, { text, tokens }, plan) => {
      const limit = Math.min(tokens ?? 40, plan.call?.maxTokens ?? 40);
      const token = tokensOf(text ?? ' the')[0] ?? blank;
      return {
        ...asIs,
        tokens: Array.from({ length: limit }, () => token),
        evalTokens: limit,
        reason: 'length',
      };
    },
  ),
  'format-ignored': onAnswer('prose although a schema was sent; `text`', (_, { text }) => ({
    ...saying(text ?? 'Sure! Here is what I think about the code you sent me.'),
    reason: 'stop',
  })),
  'const-ignored': onAnswer('valid JSON without the constant that was asked', (_, { text }) => ({
    ...saying(text ?? '{"answer":"ok"}'),
    reason: 'stop',
  })),
  'thinks-anyway': onAnswer('reasoning although think:false; `text`', (_, { text }) => ({
    thinking: text ?? think,
  })),
  'think-tag-unclosed': onAnswer('`<think>` opens in the content and never closes', (answer) =>
    saying(`<think>\n${think}\n${contentOf(answer)}`),
  ),
  'think-tag-twice': onAnswer('`</think>` comes twice', (answer) =>
    saying(`<think>\n${think}\n</think>\n${think}\n</think>\n\n${contentOf(answer)}`),
  ),
  'think-tag-lone': onAnswer('only a closing `</think>`', (answer) =>
    saying(`${think}\n</think>\n\n${contentOf(answer)}`),
  ),
  'cut-json': onAnswer('half of the answer, `length`', (answer) => ({
    ...capped(contentOf(answer), Math.max(1, Math.floor(answer.tokens.length / 2))),
  })),
  'cut-json-as-stop': onAnswer('half of the answer, yet `stop`', (answer) => ({
    ...capped(contentOf(answer), Math.max(1, Math.floor(answer.tokens.length / 2))),
    reason: 'stop',
  })),
  'cut-at': onAnswer(
    'cut at `tokens` (512), `length`, whatever the caller allowed',
    (answer, { tokens }) => ({
      tokens: answer.tokens.slice(0, tokens ?? 512),
      evalTokens: Math.min(answer.evalTokens, tokens ?? 512),
      reason: answer.tokens.length > (tokens ?? 512) ? 'length' : answer.reason,
    }),
  ),
  huge: onAnswer('a reply of `bytes` (10 MB)', (_, { bytes }) => {
    const size = bytes ?? 10_000_000;
    const piece = { text: 'x'.repeat(10_000), probability: 0.9, alternatives: [] };
    const count = Math.ceil(size / piece.text.length);
    return { tokens: Array.from({ length: count }, () => piece), evalTokens: count };
  }),
  'no-counts': onAnswer('token counts of zero', () => ({ promptTokens: 0, evalTokens: 0 })),
};

const blank = { text: ' ', probability: 0.9, alternatives: [[' ', 0.9]] as const };
