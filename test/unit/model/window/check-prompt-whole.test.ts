import { expect, test } from 'vitest';
import { checkPromptWhole, type PromptCounts } from '../../../../src/model/window/check-prompt-whole.ts';

const whole: PromptCounts = {
  server: 1000,
  ours: 1050,
  reply: 50,
  maxTokens: 200,
  stop: 'stop',
  window: 4096,
  cutBelow: 0.6,
};

test.each<[string, Partial<PromptCounts>]>([
  ['half the window (reported: 4096 -> 2050)', { server: 2050, ours: 4000 }],
  ['half a large window (reported: 32768 -> 16387)', { server: 16_387, ours: 30_000, window: 32_768 }],
  ['half the window, though our count was low', { server: 2050, ours: 2900 }],
  ['the whole window, before 0.30', { server: 4096, ours: 3900 }],
  ['the window less one, empty', { server: 4095, ours: 3900, reply: 0, stop: 'length' }],
  ['well below our count', { server: 500 }],
  ['more than the window in all', { server: 4000, ours: 3900, reply: 150 }],
  ['the window ended in the reply', { server: 4000, ours: 3900, reply: 96, stop: 'length' }],
])('cut: %s', (_, change) => {
  expect(() => checkPromptWhole({ ...whole, ...change })).toThrowError(
    expect.objectContaining({ code: 'prompt-cut' }) as Error,
  );
});

test.each<[string, Partial<PromptCounts>]>([
  ['counts agree', {}],
  ['the server counts more', { server: 1600 }],
  ['the server does not count', { server: undefined }],
  ['tiny prompts are not compared', { server: 20, ours: 90 }],
  ['a prompt that happens to be half the window', { server: 2050, ours: 2100 }],
  ['the reply ran into its own limit', { reply: 200, stop: 'length' }],
])('whole: %s', (_, change) => {
  expect(() => checkPromptWhole({ ...whole, ...change })).not.toThrow();
});
