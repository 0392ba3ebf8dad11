import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inertLog, maskCommand } from '../../../../src/entry/action/workflow-commands.ts';

/** A line that a runner may take for a command: after white space, or of the older kind anywhere. */
const acts = /^\s*::|##\[/;

describe('inertLog', () => {
  it.each([
    '::error::x',
    ' \t ::set-output name=verdict::clean',
    'fine\n::stop-commands::x',
    'fine\r::add-mask::x',
    'fine\u2028::add-mask::x',
    '\u0085::add-mask::x',
    'a ##[add-mask]x',
    '##[stop-commands]x',
  ])('leaves no command in %j', (text) => {
    for (const line of inertLog(text).split(/\r\n|[\r\n\u0085\u2028\u2029]/)) expect(line).not.toMatch(acts);
  });

  it('leaves none in any text', () => {
    const part = fc.constantFrom(
      '::',
      '##[',
      ':',
      '#',
      '[',
      'error',
      ' ',
      '\n',
      '\r',
      '\u00a0',
      '\u200b',
      'x',
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        for (const line of inertLog(parts.join('')).split(/\r\n|[\r\n]/)) expect(line).not.toMatch(acts);
      }),
      { numRuns: 500, seed: 3 },
    );
  });

  it('leaves code as it is', () => {
    expect(inertLog('galley: std::vector in a::b, C# [x]')).toBe('galley: std::vector in a::b, C# [x]');
  });
});

describe('maskCommand', () => {
  it('is one line, whatever the secret', () => {
    expect(maskCommand('a%b\nc')).toBe('::add-mask::a%25bc');
  });
});
