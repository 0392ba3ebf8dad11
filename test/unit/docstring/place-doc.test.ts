import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DocLanguage } from '../../../src/docstring/declaration.ts';
import { docTableOf, docTables } from '../../../src/docstring/languages/table-of.ts';
import { isLineStart, lineStartOf, placeDoc, type Placing } from '../../../src/docstring/place-doc.ts';
import { declarationAt, makeDeclaration } from './make-declaration.ts';

function place(text: string, head: string, language: DocLanguage = 'typescript'): Placing {
  const { declaration, comments } = declarationAt(text, head);
  return placeDoc(text, declaration, comments, docTables[language]);
}

/** The text with `+` where the doc would begin. */
function marked(text: string, head: string, language: DocLanguage = 'typescript'): string {
  const { place: found, reason } = place(text, head, language);
  return found === undefined ? reason : `${text.slice(0, found.at)}+${text.slice(found.at)}`;
}

describe('placeDoc in columns', () => {
  it.each<[string, string, boolean]>([
    ['the second of two that are aligned', 'const (\n\tA    = 1\n\tLong = 2\n)', false],
    ['the first of them', 'const (\n\tLong = 1\n\tA    = 2\n)', true],
    ['one below a blank line', 'const (\n\tA    = 1\n\n\tLong = 2\n)', true],
    ['one without columns', 'const (\n\tA = 1\n\tLong = 2\n)', true],
  ])('of Go: %s', (_, text, isPlaced) => {
    expect(place(text, 'Long', 'go').place !== undefined).toBe(isPlaced);
    expect(place(text, 'Long', 'rust').place).toBeDefined();
  });
});

describe('placeDoc above', () => {
  it.each<[string, DocLanguage, string, string]>([
    ['alone', 'typescript', 'let a;\nfunction f() {}\n', 'let a;\n+function f() {}\n'],
    ['indented', 'typescript', 'class A {\n\tf() {}\n', 'class A {\n+\tf() {}\n'],
    ['at the start of the file', 'typescript', 'function f() {}', '+function f() {}'],
    ['behind a byte order mark', 'typescript', '\ufefffunction f() {}', '\ufeff+function f() {}'],
    [
      'above a directive',
      'typescript',
      'a;\n// @ts-expect-error why\nfunction f() {}',
      'a;\n+// @ts-expect-error why\nfunction f() {}',
    ],
    [
      'above a run of them',
      'typescript',
      '/* istanbul ignore next */\n// eslint-disable-next-line no-x\nfunction f() {}',
      '+/* istanbul ignore next */\n// eslint-disable-next-line no-x\nfunction f() {}',
    ],
    [
      'above a directive on the same line',
      'typescript',
      'a;\n  /* c8 ignore next */ f() {}',
      'a;\n+  /* c8 ignore next */ f() {}',
    ],
    ['under a comment far above', 'typescript', '// old\n\nfunction f() {}', '// old\n\n+function f() {}'],
    [
      'under a comment of the file',
      'typescript',
      '/** @license MIT */\n\nfunction f() {}',
      '/** @license MIT */\n\n+function f() {}',
    ],
    [
      'under a rule of dashes',
      'typescript',
      '// parts\n// -----\nfunction f() {}',
      '// parts\n// -----\n+function f() {}',
    ],
    [
      'under a pragma of the file',
      'javascript',
      '// @ts-check\nfunction f() {}',
      '// @ts-check\n+function f() {}',
    ],
    ['above a directive of Go', 'go', 'x\n\n//go:noinline\nfunc f() {}', 'x\n\n+//go:noinline\nfunc f() {}'],
    ['above nolint', 'go', '//nolint:all\nfunc f() {}', '+//nolint:all\nfunc f() {}'],
    [
      'above an annotation',
      'java',
      '  // CHECKSTYLE:OFF\n  @Test void f() {}',
      '+  // CHECKSTYLE:OFF\n  @Test void f() {}',
    ],
    ['under inner docs', 'rust', '//! About.\npub fn f() {}', '//! About.\n+pub fn f() {}'],
    [
      'above a word to ReSharper',
      'csharp',
      '// ReSharper disable once X\nvoid f() {}',
      '+// ReSharper disable once X\nvoid f() {}',
    ],
  ])('%s (%s)', (_, language, text, expected) => {
    const head = /(?:function|func|@Test|pub fn|void)? ?f\(/.exec(text)?.[0].trimStart() ?? '';
    expect(marked(text, head, language)).toBe(expected);
  });

  it.each<[string, DocLanguage, string]>([
    ['a doc', 'typescript', '/** Does. */\nfunction f() {}'],
    ['a doc far above', 'typescript', '/** Does. */\n\n\nfunction f() {}'],
    ['a doc above a directive', 'typescript', '/** Does. */\n// @ts-ignore\nfunction f() {}'],
    ['a remark', 'typescript', '// Does.\nfunction f() {}'],
    ['a remark above a directive', 'typescript', '// Does.\n// @ts-ignore\nfunction f() {}'],
    ['a doc behind its decorator', 'typescript', 'function /** Does. */ f() {}'],
    ['a rule of dashes in Go, where it is a doc', 'go', '// ----\nfunction f() {}'],
    ['a bare nolint, which gofmt would change', 'go', '//nolint\nfunction f() {}'],
    ['a doc of Rust far above', 'rust', '/// Does.\n\nfunction f() {}'],
    ['a doc of C# far above', 'csharp', '/// <summary>Does.</summary>\n\nfunction f() {}'],
    ['a doc that a parser ends with its line', 'rust', '/// Does.\nfunction f() {}'],
  ])('leaves what has %s', (_, language, text) => {
    expect(marked(text, 'function', language)).toBe('documented');
  });

  it('does not take the doc of a parameter for one of the function', () => {
    expect(marked('function f(/** of a */ a) {}', 'function')).toBe('+function f(/** of a */ a) {}');
  });

  it('says why there is no place', () => {
    expect(marked('a; function f() {}', 'function')).toBe('shared-line');
    const { declaration, comments } = declarationAt('function f() {}', 'function', { traits: ['stub'] });
    expect(placeDoc('function f() {}', declaration, comments, docTables.typescript).reason).toBe('stub');
  });

  it('takes indentation and line end from the line it stands on', () => {
    const text = 'a;\n  \tfunction f() {}\r\nb;\n';
    expect(place(text, 'function').place).toMatchObject({ indent: '  \t', eol: '\r\n' });
    expect(place('a;\nfunction f() {}', 'function').place?.eol).toBe('\n');
    expect(place('function f() {}', 'function').place?.eol).toBeUndefined();
  });

  it('tells where a directive has to stay the last', () => {
    expect(place('//go:noinline\nfunc f() {}', 'func', 'go').place?.aboveDirective).toBe(true);
    expect(place('func f() {}', 'func', 'go').place?.aboveDirective).toBe(false);
  });
});

describe('placeDoc in a body', () => {
  const text = 'def f():\n    # first\n    return 1\n';
  const python = docTables.python;

  function inBody(at: number, given: Partial<Parameters<typeof makeDeclaration>[0]> = {}): Placing {
    const declaration = makeDeclaration({
      span: { start: 0, end: text.length },
      signature: { start: 0, end: 8 },
      body: { at, indent: '    ', docstring: undefined },
      ...given,
    });
    return placeDoc(text, declaration, [], python);
  }

  it('stands before its first line', () => {
    expect(inBody(9).place).toMatchObject({ at: 9, indent: '    ', eol: '\n' });
  });

  it.each([
    ['one-line', inBody(9, { traits: ['one-line'] })],
    ['one-line', inBody(11)],
    ['no-body', inBody(9, { body: undefined })],
    ['stub', inBody(9, { traits: ['stub'] })],
    ['documented', inBody(9, { body: { at: 9, indent: '', docstring: { start: 9, end: 12 } } })],
  ])('%s', (reason, placing) => {
    expect(placing.reason).toBe(reason);
  });

  it('passes over remarks to tools above, not over others', () => {
    for (const [above, reason] of [
      ['# noqa: D103', undefined],
      ['# pylint: disable=all', undefined],
      ['# Does it.', 'documented'],
    ] as const) {
      const whole = `${above}\n${text}`;
      const { declaration } = declarationAt(whole, 'def', {
        body: { at: above.length + 10, indent: '    ', docstring: undefined },
        leading: [{ start: 0, end: above.length, form: 'line' }],
      });
      expect(placeDoc(whole, declaration, [], python).reason).toBe(reason);
    }
  });
});

describe('lines', () => {
  it('starts a line where isLineStart says so', () => {
    const texts = fc
      .array(fc.constantFrom('a', '\n', '\r\n', ' ', 'é'), { maxLength: 12 })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.boolean(), texts, fc.nat(20), (marks, rest, at) => {
        const text = (marks ? '\ufeff' : '') + rest;
        const start = lineStartOf(text, Math.min(Math.max(at, marks ? 1 : 0), text.length));
        expect(isLineStart(text, start)).toBe(true);
      }),
      { numRuns: 500, seed: 5 },
    );
  });

  it('knows a table for each language, and none for others', () => {
    expect(docTableOf('a/b.tsx')?.language).toBe('tsx');
    expect(docTableOf('a/b.rb')).toBeUndefined();
    for (const [language, table] of Object.entries(docTables)) expect(table.language).toBe(language);
  });
});
