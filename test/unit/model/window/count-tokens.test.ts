import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createTokenCounter, roughTokens } from '../../../../src/model/window/count-tokens.ts';
import type { Message } from '../../../../src/prompt/message.ts';

const user = (content: string): Message[] => [{ role: 'user', content }];
const code = `export function total(items: Item[]): number {\n    return items.reduce((sum, item) => sum + item.price, 0);\n}\n`;

describe('createTokenCounter', () => {
  test('empty text is 0, anything else at least 1', () => {
    const counter = createTokenCounter();
    expect(counter.count('')).toBe(0);
    fc.assert(fc.property(fc.string({ minLength: 1 }), (text) => counter.count(text) >= 1));
  });

  test('more text never costs less, before and after learning', () => {
    const counter = createTokenCounter();
    const grows = fc.property(
      fc.string(),
      fc.string(),
      (a, b) => counter.count(`${a}\n${b}`) >= counter.count(a) - 1,
    );
    fc.assert(grows);
    counter.observe(user(code.repeat(20)), 900);
    fc.assert(grows);
  });

  test('code costs about what real tokenizers count', () => {
    // 3.2 to 3.8 characters a token is what code models count for text like this.
    expect(code.length / roughTokens(code)).toBeGreaterThan(2.4);
    expect(code.length / roughTokens(code)).toBeLessThan(4.5);
  });

  test('learns the ratio from long prompts and the template from short ones', () => {
    const counter = createTokenCounter();
    const text = code.repeat(20);
    const real = roughTokens(text) * 0.8;
    counter.observe(user('Say hi.'), roughTokens('Say hi.') + 30);
    counter.observe(user(text), real + 30);
    expect(counter.countPrompt(user(text))).toBeCloseTo(real + 30, -1);
    expect(counter.count(text)).toBeCloseTo(real, -1);
  });

  test('indentation, rulers and CJK do not throw it off', () => {
    expect(roughTokens(' '.repeat(40))).toBeLessThan(3);
    expect(roughTokens('='.repeat(80))).toBeLessThan(8);
    expect(roughTokens('漢字漢字')).toBe(4);
  });

  test('a nonsense count can not make it blind', () => {
    const counter = createTokenCounter();
    counter.observe(user(code.repeat(20)), 1);
    expect(counter.count(code)).toBeGreaterThan(5);
  });
});
