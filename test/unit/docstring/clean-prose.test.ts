import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanProse, longestPart, longestSummary } from '../../../src/docstring/clean-prose.ts';
import type { DocLanguage } from '../../../src/docstring/declaration.ts';
import { docLanguages } from '../../../src/docstring/declaration.ts';
import { docTables } from '../../../src/docstring/languages/table-of.ts';
import { hostileText } from './hostile-prose.ts';
import { makeProse } from './make-declaration.ts';

function summary(text: string, language: DocLanguage = 'typescript'): string {
  return cleanProse(makeProse({ summary: text }), docTables[language]).summary;
}

describe('cleanProse', () => {
  it.each([
    ['Ends */ here', 'Ends * / here'],
    ['Says """ and \'\'', 'Says " and "'],
    ['One\r\nline\u2028only\u0000', 'One line only'],
    ['Hides\u202e \u200bthis\u{e0041}', 'Hides this'],
    ['Is @deprecated by (@see x)', 'Is deprecated by (see x)'],
    ['Mails a@b.example', 'Mails a@b.example'],
    ['Uses {@link Store} here', 'Uses Store here'],
    ['Deprecated: use other', 'Deprecated, use other'],
    ['Reads. ```js\nread()\n``` Then more', 'Reads. Then more'],
    ['Reads. Example: read(1)', 'Reads.'],
    ['See [the docs](https://a.example/b)', 'See the docs'],
    ['**Reads** a file', 'Reads a file'],
    ['- Reads a file', 'Reads a file'],
    ['2. Reads a file', 'Reads a file'],
    ['-1 when nothing is found', '-1 when nothing is found'],
    ['Half ` open', "Half ' open"],
    ['Keeps `code` as it is', 'Keeps `code` as it is'],
    ['First. Second. Third.', 'First. Second.'],
    ['Takes e.g. A file. Then B.', 'Takes e.g. A file. Then B.'],
    ['Reads src/*.ts files', 'Reads src/*.ts files'],
  ])('%j becomes %j', (text, clean) => {
    expect(summary(text)).toBe(clean);
  });

  it.each<[DocLanguage, string, string]>([
    ['go', 'Ends */ here', 'Ends */ here'],
    ['python', 'Args: x', 'Args, x'],
    ['python', 'Reads :type x: of', 'Reads type x of'],
    ['python', 'Reads. >>> read(1)', 'Reads.'],
    ['go', 'Output: x', 'Output, x'],
  ])('in %s %j becomes %j', (language, text, clean) => {
    expect(summary(text, language)).toBe(clean);
  });

  it('takes names away that are written anyway', () => {
    const { params, returns, throws } = cleanProse(
      makeProse({
        params: { rate: 'rate: the rate', size: '@param size - the size', of: 'of the file', a: '`a` - x' },
        returns: '@returns the sum',
        throws: [{ type: 'Error', text: 'Error: when it fails' }],
      }),
      docTables.typescript,
    );
    expect(params).toEqual({ rate: 'the rate', size: 'the size', of: 'of the file', a: 'x' });
    expect(returns).toBe('the sum');
    expect(throws).toEqual([{ type: 'Error', text: 'when it fails' }]);
  });

  it('cuts at sentences, then at words, then inside of one', () => {
    const first = `${'word '.repeat(20).trim()}.`;
    expect(summary(`${first} ${'Next '.repeat(60)}`)).toBe(first);
    const long = summary('many words '.repeat(60));
    expect(long).toMatch(/ (?:many|words)…$/);
    expect(Array.from(summary('x'.repeat(500)))).toHaveLength(longestSummary);
  });

  it('is stable, of one line and within its caps, whatever it gets', () => {
    const languages = fc.constantFrom(...docLanguages);
    fc.assert(
      fc.property(hostileText, hostileText, languages, (text, other, language) => {
        const table = docTables[language];
        const prose = makeProse({
          summary: text,
          params: { a: other },
          returns: text,
          throws: [{ type: 'E', text }],
        });
        const once = cleanProse(prose, table);
        expect(cleanProse(once, table)).toEqual(once);
        const parts = [...Object.values(once.params), once.returns, ...once.throws.map((one) => one.text)];
        for (const part of [once.summary, ...parts]) {
          expect(part).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]|"""|```|>>>|^ | {2}| $/u);
          expect(part).not.toMatch(/(?<![\p{L}\p{N}_])@/u);
          if (table.comment === 'block') expect(part).not.toContain('*/');
        }
        expect(Array.from(once.summary).length).toBeLessThanOrEqual(longestSummary);
        for (const part of parts) expect(Array.from(part).length).toBeLessThanOrEqual(longestPart);
      }),
      { numRuns: 2000, seed: 17 },
    );
  });
});
