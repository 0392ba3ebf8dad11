import { describe, expect, it } from 'vitest';
import { fillCaptures } from '../../../src/probe/fill-captures.ts';

describe('fillCaptures', () => {
  it('shows captured code on one line, cut, without back quotes', () => {
    const captures = {
      CALL: { text: 'save(\n  order,\n)' },
      TEXT: { text: '`a`' },
      LONG: { text: 'x'.repeat(200) },
    };
    expect(fillCaptures('Is `{CALL}` awaited?', captures)).toBe('Is `save( order, )` awaited?');
    expect(fillCaptures('{TEXT}', captures)).toBe("'a'");
    expect(fillCaptures('{LONG}', captures)).toHaveLength(120);
  });

  it('says "it" for what was not captured, and leaves other braces alone', () => {
    expect(fillCaptures('Does {GONE} read {index}?', {})).toBe('Does it read {index}?');
  });
});
