import { onAnswer, refusing, saying } from './effect.ts';
import { overflowWording } from './overflow.ts';

const window = (plan: { call: { context: number } | undefined }): number => plan.call?.context ?? 4096;

/** Prompts that do not fit, and servers that do not say so. */
export const windowFaults = {
  'half-window': onAnswer(
    '200 with an answer from about half the window; `text` replaces the answer',
    (_, { text }, plan) => ({
      promptTokens: window(plan) - Math.floor((window(plan) - 4) / 2),
      ...(text === undefined ? {} : saying(text)),
    }),
  ),
  'half-window-empty': onAnswer('200, about half the window used, and nothing said', (_, __, plan) => ({
    promptTokens: window(plan) - Math.floor((window(plan) - 4) / 2),
    ...saying(''),
  })),
  'cut-to-window': onAnswer(
    '200 with an answer from the last num_ctx tokens (before 0.30)',
    (_, __, plan) => ({
      promptTokens: window(plan),
    }),
  ),
  'window-full': onAnswer('200, empty, `length`, prompt tokens = num_ctx - 1', (_, __, plan) => ({
    ...saying(''),
    promptTokens: window(plan) - 1,
    reason: 'length',
  })),
  overflow: refusing('refuses as too long; `wording` picks the server (see README)', (plan, options) => {
    const sent = plan.answer.promptTokens || window(plan) + 1;
    return overflowWording(options.wording ?? 'ollama-input')(sent, window(plan));
  }),
};
