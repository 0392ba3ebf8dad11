import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sanitise } from '../../../src/safety/sanitise.ts';

describe('sanitise', () => {
  it.each([
    ['thanks @octocat, see #12', 'thanks `@octocat`, see `#12`'],
    ['ask @acme/security-team', 'ask `@acme/security-team`'],
    ['fixes acme/app#3', 'fixes `acme/app#3`'],
    ['/approve this', '`/approve` this'],
    ['ok\n/merge now', 'ok `/merge` now'],
    ['see [docs](https://evil.example/x?a=b)', 'see docs'],
    ['![pixel](https://evil.example/p.png)', 'pixel'],
    ['go to https://evil.example/a', 'go to `https://evil.example/a`'],
    ['run javascript:alert(1)', 'run `javascript:alert(1`)'],
    ['<img src=x onerror=alert(1)>', '< img src=x onerror=alert(1)>'],
    ['a <!-- galley: dismissed --> b', 'a < !-- galley: dismissed --> b'],
    ['returns `Array<string>` for 1 < 2', 'returns `Array<string>` for 1 < 2'],
    ['# heading', 'heading'],
    ['```js\ncode\n```', '`js code `'],
    ['\u001b[31mred\u001b[0m \u001b]8;;http://x\u0007link', 'red link'],
    ['ab\u202ecd\u200b\u{e0041}e', 'abcde'],
    ['half ` open', "half ' open"],
  ])('%j becomes %j', (text, inert) => {
    expect(sanitise(text, 200)).toBe(inert);
  });

  it('cuts at a code point and never inside a code span', () => {
    expect(sanitise('😀😀😀😀', 3)).toBe('😀😀…');
    expect(sanitise('see `aVeryLongName` here', 12)).toBe('see…');
  });

  const hostile = fc.array(
    fc.oneof(
      fc.constantFrom(
        '@x',
        '#1',
        '`',
        '``',
        '<',
        '!--',
        '[a](b)',
        'http://a',
        '/merge',
        '\n',
        '\r',
        '\u001b[1m',
        '\u202e',
        '\ud800',
        ' ',
        '*',
        '&#60;',
      ),
      fc.string({ unit: 'binary', maxLength: 5 }),
    ),
    { maxLength: 30 },
  );

  it('leaves nothing that a forge, a terminal or a browser acts on', () => {
    fc.assert(
      fc.property(hostile, (parts) => {
        const text = sanitise(parts.join(''), 300);
        const outside = text.replace(/`[^`]*`/g, '');
        expect(text).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e]/);
        expect(text).not.toMatch(/[\ud800-\udfff]/u);
        expect(outside).not.toContain('`');
        expect(outside).not.toMatch(/(^|[^\w])@[\w-]/);
        expect(outside).not.toMatch(/<[a-z/!?]/i);
        expect(outside).not.toMatch(/https?:\/\/\S/i);
        expect(text).not.toMatch(/^\s*\/[a-z]/i);
        expect(Array.from(text).length).toBeLessThanOrEqual(300);
      }),
      { numRuns: 2000, seed: 11 },
    );
  });

  it('is stable: sanitising twice changes nothing more', () => {
    fc.assert(
      fc.property(hostile, (parts) => {
        const once = sanitise(parts.join(''), 300);
        expect(sanitise(once, 300)).toBe(once);
      }),
      { numRuns: 1000, seed: 12 },
    );
  });
});
