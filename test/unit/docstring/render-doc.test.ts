import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Declaration, DocLanguage } from '../../../src/docstring/declaration.ts';
import { docLanguages } from '../../../src/docstring/declaration.ts';
import { docTables } from '../../../src/docstring/languages/table-of.ts';
import type { DocPlace } from '../../../src/docstring/place-doc.ts';
import type { DocProse } from '../../../src/docstring/prose.ts';
import { renderDoc } from '../../../src/docstring/render-doc.ts';
import type { DocStyle } from '../../../src/docstring/style.ts';
import { hostileText } from './hostile-prose.ts';
import { makeDeclaration, makePlace, makeProse, parameter } from './make-declaration.ts';
import { behindComment } from './scan-comment.ts';

interface Given {
  readonly prose?: Partial<DocProse>;
  readonly declaration?: Partial<Declaration>;
  readonly style?: Partial<DocStyle>;
  readonly place?: Partial<DocPlace>;
}

function render(language: DocLanguage, { prose, declaration, style, place }: Given = {}): string[] {
  const table = docTables[language];
  const text = renderDoc({
    table,
    declaration: makeDeclaration(declaration),
    prose: makeProse(prose),
    style: { ...table.style, ...style },
    place: makePlace(place),
  });
  expect(text === '' || text.endsWith('\n')).toBe(true);
  return text.split('\n').slice(0, -1);
}

/** All that a comment can tell. */
const whole: Given = {
  declaration: {
    parameters: [parameter('rate'), parameter('most')],
    typeParameters: ['T'],
    throws: ['RangeError'],
  },
  prose: {
    params: { rate: 'rate to limit', most: 'largest value', T: 'kind of number', other: 'is not there' },
    returns: 'the smaller one',
    throws: [
      { type: 'RangeError', text: 'when the rate is negative' },
      { type: 'OSError', text: 'is not thrown' },
    ],
  },
};

describe('renderDoc', () => {
  it.each<[DocLanguage, readonly string[]]>([
    [
      'typescript',
      [
        '/**',
        ' * Limits a rate to an upper bound.',
        ' * @param rate - Rate to limit.',
        ' * @param most - Largest value.',
        ' * @returns The smaller one.',
        ' * @throws {RangeError} When the rate is negative.',
        ' */',
      ],
    ],
    [
      'python',
      [
        '"""Limit a rate to an upper bound.',
        '',
        'Args:',
        '    rate: Rate to limit.',
        '    most: Largest value.',
        '',
        'Returns:',
        '    The smaller one.',
        '',
        'Raises:',
        '    RangeError: When the rate is negative.',
        '"""',
      ],
    ],
    ['go', ['// clampRate limits a rate to an upper bound. It returns the smaller one.']],
    [
      'java',
      [
        '/**',
        ' * Limits a rate to an upper bound.',
        ' *',
        ' * @param rate Rate to limit.',
        ' * @param most Largest value.',
        ' * @param <T> Kind of number.',
        ' * @return The smaller one.',
        ' * @throws RangeError When the rate is negative.',
        ' */',
      ],
    ],
    [
      'rust',
      [
        '/// Limits a rate to an upper bound.',
        '///',
        '/// Returns the smaller one.',
        '///',
        '/// # Errors',
        '///',
        '/// Returns `RangeError` when the rate is negative.',
      ],
    ],
    [
      'csharp',
      [
        '/// <summary>',
        '/// Limits a rate to an upper bound.',
        '/// </summary>',
        '/// <typeparam name="T">Kind of number.</typeparam>',
        '/// <param name="rate">Rate to limit.</param>',
        '/// <param name="most">Largest value.</param>',
        '/// <returns>The smaller one.</returns>',
        '/// <exception cref="RangeError">When the rate is negative.</exception>',
      ],
    ],
  ])('tells all of it in %s', (language, lines) => {
    expect(render(language, whole)).toEqual(lines);
  });

  it.each<[DocStyle['sections'], readonly string[]]>([
    [
      'numpy',
      [
        'Parameters',
        '----------',
        'rate',
        '    Rate to limit.',
        'most',
        '    Largest value.',
        '',
        'Returns',
        '-------',
        'The smaller one.',
        '',
        'Raises',
        '------',
        'RangeError',
        '    When the rate is negative.',
      ],
    ],
    [
      'rest',
      [
        ':param rate: Rate to limit.',
        ':param most: Largest value.',
        ':returns: The smaller one.',
        ':raises RangeError: When the rate is negative.',
      ],
    ],
  ])('writes sections of Python as %s', (sections, lines) => {
    expect(render('python', { ...whole, style: { sections } }).slice(2, -1)).toEqual(lines);
  });

  it('says nothing when nothing is left to say', () => {
    expect(render('typescript', { prose: { summary: '``` x' } })).toEqual([]);
  });

  it('stays on one line where the style wants it and it fits', () => {
    const oneLine = ['/** Limits a rate to an upper bound. */'];
    expect(render('typescript')).toEqual(oneLine);
    expect(render('typescript', { style: { width: 38 } })).toHaveLength(3);
    expect(render('typescript', { style: { shape: 'block' } })).toHaveLength(3);
    expect(render('csharp', { style: { shape: 'one-line' } })).toEqual([
      '/// <summary>Limits a rate to an upper bound.</summary>',
    ]);
  });

  it('has the indentation and the line end of its place, and nothing on blank lines', () => {
    const table = docTables.python;
    const text = renderDoc({
      table,
      declaration: makeDeclaration({ parameters: [parameter('a')] }),
      prose: makeProse({ params: { a: 'one' } }),
      style: table.style,
      place: makePlace({ indent: '\t', eol: '\r\n' }),
    });
    expect(text).toBe('\t"""Limit a rate to an upper bound.\r\n\r\n\tArgs:\r\n\t    a: One.\r\n\t"""\r\n');
  });

  it('keeps tags of TypeScript without types, and those of JavaScript where types are at home', () => {
    const given = { ...whole, style: { types: 'neutral' as const } };
    expect(render('typescript', given).join()).not.toContain('{*}');
    expect(render('javascript', whole).join()).not.toContain('{*}');
    expect(render('javascript', given)[2]).toBe(' * @param {*} rate - Rate to limit.');
    const optional = { parameters: [parameter('a', { isOptional: true }), parameter('b', { isRest: true })] };
    const lines = render('javascript', {
      declaration: optional,
      prose: { params: { a: 'x', b: 'y' } },
      style: { types: 'neutral' as const },
    });
    expect(lines.slice(2, 4)).toEqual([' * @param a - X.', ' * @param {...*} b - Y.']);
  });

  it('writes a type in every tag where a linter wants one, and none that it does not know', () => {
    const parameters = [
      parameter('rate', { isOptional: true, literal: 'number' }),
      parameter('', { properties: ['size'] }),
      parameter('more', { isRest: true }),
    ];
    const lines = render('javascript', {
      declaration: { parameters, throws: ['RangeError'] },
      prose: {
        params: { rate: 'a', size: 'b', more: 'c' },
        returns: 'd',
        throws: [{ type: 'RangeError', text: 'e' }],
      },
      style: { types: 'every' },
    });
    expect(lines.slice(2, -1)).toEqual([
      ' * @param {number} rate - A.',
      ' * @param {object} root1 - Values by name.',
      ' * @param {unknown} root1.size - B.',
      ' * @param {...unknown} more - C.',
      ' * @returns {unknown} D.',
      ' * @throws {RangeError} E.',
    ]);
  });

  it.each([
    ['number', '{number} '],
    ['[string, Map<K, V>]', '{[string, Map<K, V>]} '],
    ["'*/'", '{unknown} '],
    [undefined, '{unknown} '],
  ])('writes what is yielded, %s, as the code has it', (yieldType, type) => {
    const given: Given = { declaration: { yields: true, yieldType }, prose: { returns: 'each' } };
    expect(render('typescript', given).at(-2)).toBe(' * @yields Each.');
    expect(render('typescript', { ...given, style: { yieldTypes: true } }).at(-2)).toBe(
      ` * @yields ${type}Each.`,
    );
  });

  it.each<[string, NonNullable<Given['declaration']>, NonNullable<Given['prose']>, boolean]>([
    ['all of it is said', {}, { params: { rate: 'a rate', most: 'a bound' }, returns: 'both' }, true],
    ['a parameter is missing', {}, { params: { rate: 'a rate' }, returns: 'both' }, false],
    ['the result is missing', {}, { params: { rate: 'a rate', most: 'a bound' } }, false],
    ['there is no result', { returns: 'nothing' }, { params: { rate: 'a rate', most: 'a bound' } }, true],
    [
      'what a pattern takes is missing',
      { parameters: [parameter('', { properties: ['a', 'b'] })] },
      { params: { a: 'first' }, returns: 'both' },
      false,
    ],
    ['a pattern has no names', { parameters: [parameter('')] }, { returns: 'both' }, false],
    ['it takes and gives nothing', { kind: 'class', parameters: [], returns: 'nothing' }, {}, true],
  ])('where a linter wants all parts and %s', (_, declaration, prose, isWritten) => {
    const parameters = [parameter('rate'), parameter('most')];
    const given = { declaration: { parameters, returns: 'value' as const, ...declaration }, prose };
    const style = { required: ['params', 'returns'] as const };
    expect(render('typescript', { ...given, style }).length > 0).toBe(isWritten);
    expect(render('typescript', given)).not.toEqual([]);
  });

  it('names what a pattern takes out', () => {
    const lines = render('typescript', {
      declaration: { parameters: [parameter('', { properties: ['size', 'depth'] })] },
      prose: { params: { size: 'of it', depth: '' } },
    });
    expect(lines.slice(2, -1)).toEqual([
      ' * @param options - Values by name.',
      ' * @param options.size - Of it.',
    ]);
  });

  it('says nothing of what is thrown without a type, where a tag has one', () => {
    const given = {
      declaration: { throws: [''] },
      prose: { throws: [{ type: '', text: 'if it is empty' }] },
    };
    for (const language of docLanguages) {
      expect(render(language, given).join()).toContain(language === 'rust' ? 'Panics if' : 'rate to');
    }
    expect(render('typescript', given)).toHaveLength(1);
  });

  it('has a generator yield', () => {
    const given = { declaration: { yields: true }, prose: { returns: 'each one' } };
    expect(render('typescript', given)).toContain(' * @yields Each one.');
    expect(render('python', given)).toContain('Yields:');
  });

  it('says of a type or of what returns nothing no result', () => {
    const prose = { returns: 'the smaller one' };
    expect(render('typescript', { declaration: { returns: 'nothing' }, prose })).toHaveLength(1);
    expect(render('typescript', { declaration: { kind: 'class' }, prose })).toHaveLength(1);
  });

  it('leaves a list out that has to be whole and is not', () => {
    const given = { ...whole, prose: { ...whole.prose, params: { rate: 'rate to limit' } } };
    expect(render('python', given)).not.toContain('Args:');
    expect(render('csharp', given).join()).not.toContain('<param ');
    expect(render('typescript', given).join()).toContain('@param rate');
  });

  it.each<[string, string, string]>([
    ['a verb in the third person', 'Reads a file', 'Read a file.'],
    ['a verb ending in y', 'Copies a file', 'Copy a file.'],
    ['no verb', 'Settings of a file', 'Settings of a file.'],
  ])('Python: %s', (_, summary, line) => {
    expect(render('python', { prose: { summary } })[0]).toBe(`"""${line}"""`);
  });

  it('Python: a summary that ends in a quote or a backslash is not closed on its line', () => {
    const style = { fullStop: false };
    expect(render('python', { style, prose: { summary: 'Say "so"' } })).toEqual(['"""Say "so"', '"""']);
    expect(render('python', { style, prose: { summary: 'Add a \\' } })).toEqual(['r"""Add a \\', '"""']);
    expect(render('python', { prose: { summary: 'Match \\d and \\N{x}' } })).toEqual([
      'r"""Match \\d and \\N{x}."""',
    ]);
  });

  it('Python: a summary has one line; what is too much for it follows', () => {
    const summary =
      'Reads the whole file from the start to the end and returns its lines without any of the line ends';
    expect(render('python', { prose: { summary } })).toEqual([
      '"""Read the whole file from the start to the end.',
      '',
      'Return its lines without any of the line ends.',
      '"""',
    ]);
    expect(render('python', { prose: { summary: 'First part. Second part.' } })).toEqual([
      '"""First part.',
      '',
      'Second part.',
      '"""',
    ]);
    const long = `Reads ${'very '.repeat(18)}much`;
    expect(render('python', { prose: { summary: long } })).toHaveLength(1);
  });

  it('Python: a class has a blank line below its docstring, once', () => {
    const declaration = { kind: 'class' as const };
    expect(render('python', { declaration }).at(-1)).toBe('');
    expect(render('python', { declaration, place: { aboveBlank: true } })).toHaveLength(1);
  });

  it.each([
    ['Returns the sum', 'function', '// Sum returns the sum.'],
    ['Return the sum', 'function', '// Sum returns the sum.'],
    ['Sum adds numbers', 'function', '// Sum adds numbers.'],
    ['A cache of rules', 'class', '// Sum is a cache of rules.'],
    ['Holds rules', 'class', '// Sum holds rules.'],
    ['Rules by name', 'class', '// Sum represents rules by name.'],
    ['Frobnicates it', 'function', '// Sum frobnicates it.'],
  ] as const)('Go: %j of a %s', (summary, kind, line) => {
    expect(render('go', { declaration: { name: 'Sum', kind }, prose: { summary } })).toEqual([line]);
  });

  it('Go: leaves an empty line above directives', () => {
    expect(render('go', { place: { aboveDirective: true } }).at(-1)).toBe('//');
  });

  it('Java: writes what HTML or javadoc would read otherwise', () => {
    const summary = 'Is a < b & c, at x@y.z, `Map<K>` and \\u002a\\u002f';
    expect(render('java', { prose: { summary } })[1]).toBe(
      ' * Is a &lt; b &amp; c, at x&#64;y.z, {@code Map<K>} and &#92;u002a&#92;u002f.',
    );
  });

  it('Rust: links, HTML and addresses are text; panics have their own heading', () => {
    const lines = render('rust', {
      declaration: { throws: [''] },
      prose: {
        summary: 'Reads [Store] and <T> of `[x]` at https://a.example',
        throws: [{ type: '', text: 'If it is empty' }],
      },
    });
    expect(lines).toEqual([
      '/// Reads \\[Store\\] and \\<T\\> of `[x]` at `https://a.example`.',
      '///',
      '/// # Panics',
      '///',
      '/// Panics if it is empty.',
    ]);
  });

  it('C#: writes XML', () => {
    expect(render('csharp', { prose: { summary: 'Is a < b & `List<int>`' } })[1]).toBe(
      '/// Is a &lt; b &amp; <c>List&lt;int&gt;</c>.',
    );
  });

  it('breaks lines at words, never before what would mean something there', () => {
    const summary = `${'word '.repeat(19)}- no list * and # no heading`;
    for (const language of docLanguages) {
      const lines = render(language, { prose: { summary } });
      if (language !== 'python') expect(lines.length).toBeGreaterThan(1);
      for (const line of lines) expect(line).not.toMatch(/^(?: \*|\/\/\/?) [-#*+]\s/);
    }
  });

  it('keeps every line within the width where its words are short', () => {
    const words = fc
      .array(fc.constantFrom('rate', 'of', 'the', 'longest', 'kept'), { minLength: 1, maxLength: 30 })
      .map((list) => list.join(' '));
    fc.assert(
      fc.property(
        fc.constantFrom(...docLanguages),
        words,
        fc.integer({ min: 60, max: 120 }),
        (language, text, width) => {
          const prose = { summary: text, params: { a: text }, returns: text };
          const lines = render(language, {
            prose,
            declaration: { parameters: [parameter('a')] },
            style: { width },
          });
          // Its summary cannot be broken.
          for (const line of language === 'python' ? lines.slice(1) : lines) {
            expect(line.length).toBeLessThanOrEqual(width);
          }
        },
      ),
      { numRuns: 300, seed: 3 },
    );
  });

  const styles = fc.record({
    width: fc.integer({ min: 10, max: 120 }),
    shape: fc.constantFrom('one-line' as const, 'block' as const),
    sections: fc.constantFrom('google' as const, 'numpy' as const, 'rest' as const),
    hyphen: fc.boolean(),
    gap: fc.boolean(),
    types: fc.constantFrom('none', 'neutral', 'every'),
    yieldTypes: fc.boolean(),
    required: fc.subarray(['params' as const, 'returns' as const]),
    fullStop: fc.boolean(),
  });

  it('is one comment and nothing else, whatever the prose and the names', () => {
    const names = fc.oneof(fc.constantFrom('a', 'T', '*/', '"""', 'x y', '__proto__'), hostileText);
    fc.assert(
      fc.property(
        fc.constantFrom(...docLanguages),
        fc.array(hostileText, { minLength: 4, maxLength: 4 }),
        names,
        styles,
        fc.constantFrom('\n', '\r\n'),
        (language, texts, name, style, eol) => {
          const [summary = '', text = '', returns = '', thrown = ''] = texts;
          const table = docTables[language];
          const comment = renderDoc({
            table,
            declaration: makeDeclaration({
              parameters: [parameter(name), parameter('', { properties: [name] })],
              typeParameters: [name],
              throws: [name, 'E'],
            }),
            prose: {
              summary,
              params: { [name]: text },
              returns,
              throws: [
                { type: name, text: thrown },
                { type: 'E', text: thrown },
              ],
            },
            style: { ...style, eol: '\n' },
            place: makePlace({ eol, indent: '  ' }),
          });
          if (comment === '') return;
          expect(behindComment(comment, table.comment, language === 'java')?.trim()).toBe('');
          expect(table.banned.test(comment)).toBe(false);
          const lines = comment.split(eol);
          expect(lines.pop()).toBe('');
          for (const line of lines) expect(line).toMatch(/^(?: {2}.*\S)?$/u);
        },
      ),
      { numRuns: 3000, seed: 23 },
    );
  });
});
