import { describe, expect, it } from 'vitest';
import type { Declaration, DocFile, DocLanguage } from '../../../src/docstring/declaration.ts';
import { findStale } from '../../../src/docstring/find-stale.ts';
import { docTables } from '../../../src/docstring/languages/table-of.ts';
import { readTags } from '../../../src/docstring/read-tags.ts';
import { declarationAt, makeDeclaration, parameter } from './make-declaration.ts';

function stale(raw: string, language: DocLanguage, given: Partial<Declaration> = {}): string[] {
  const declared = { parameters: [parameter('rate'), parameter('most')], ...given };
  const isBody = language === 'python';
  const text = isBody ? `fn\n${raw}\n` : `${raw}\nfn`;
  const body = { at: 3, indent: '', docstring: { start: 3, end: 3 + raw.length } };
  const declaration = isBody
    ? makeDeclaration({ body, ...declared })
    : declarationAt(text, 'fn', declared).declaration;
  const file: DocFile = { declarations: [declaration], comments: [], docstrings: [], shape: '', errors: 0 };
  return findStale(text, file, docTables[language]).map(({ problem, name, renamedTo }) =>
    [problem, name, renamedTo].filter((part) => part !== '').join(' '),
  );
}

/** The parameters `first` and `second` and a result, as each language documents them. */
const docs: Readonly<Record<string, (first: string, second: string) => string>> = {
  typescript: (a, b) =>
    `/**\n * One.\n * @param ${a} - x\n * @param {{ b: c }} [${b}=1] - y\n * @returns z\n */`,
  java: (a, b) => `/**\n * One.\n *\n * @param ${a} x\n * @param ${b} y\n * @return z\n */`,
  csharp: (a, b) =>
    `/// <summary>One.</summary>\n/// <param name="${a}">x</param>\n/// <param name="${b}">y</param>\n/// <returns>z</returns>`,
  rust: (a, b) => `/// One.\n///\n/// # Arguments\n///\n/// * \`${a}\` - x\n/// * \`${b}\` - y`,
  google: (a, b) =>
    `"""One.\n\nArgs:\n    ${a} (int): x\n        more: of it\n    *${b}: y\n\nReturns:\n    z\n"""`,
  numpy: (a, b) =>
    `"""One.\n\nParameters\n----------\n${a} : int\n    x\n${b}\n    y\n\nReturns\n-------\nint\n    z\n"""`,
  rest: (a, b) => `"""One.\n\n:param ${a}: x\n:param int ${b}: y\n:returns: z\n"""`,
};

const languages = (form: string): DocLanguage => (form in docTables ? (form as DocLanguage) : 'python');

describe('findStale', () => {
  it.each(Object.entries(docs))('%s', (form, doc) => {
    const language = languages(form);
    expect(stale(doc('rate', 'most'), language)).toEqual([]);
    expect(stale(doc('rate', 'least'), language)).toEqual(['unknown-param least most']);
    expect(stale(doc('one', 'two'), language)).toEqual([
      'unknown-param one',
      'unknown-param two',
      'missing-param rate',
      'missing-param most',
    ]);
    const more = [parameter('rate'), parameter('most'), parameter('extra')];
    expect(stale(doc('rate', 'most'), language, { parameters: more })).toEqual(['missing-param extra']);
    const less = [parameter('rate')];
    expect(stale(doc('rate', 'most'), language, { parameters: less })).toEqual(['unknown-param most']);
  });

  it.each(Object.entries(docs).filter(([form]) => form !== 'rust'))('%s without its result', (form, doc) => {
    const without = doc('rate', 'most').replace(
      /\n?[^\n]*@returns?.*|\n\/\/\/ <returns.*|\n:returns.*|\n\nReturns[\s\S]*(?=\n""")/,
      '',
    );
    expect(stale(without, languages(form))).toEqual(['missing-returns']);
    expect(stale(without, languages(form), { returns: 'unknown' })).toEqual([]);
    expect(stale(without, languages(form), { kind: 'constructor' })).toEqual([]);
  });

  it.each<[string, string, DocLanguage]>([
    ['prose alone', '/** Limits a rate. */', 'typescript'],
    ['prose of Go', '// fn limits a rate.', 'go'],
    ['docs from elsewhere', '/**\n * {@inheritDoc}\n * @param other x\n */', 'java'],
    ['docs of an interface', '/// <inheritdoc/>\n/// <param name="other">x</param>', 'csharp'],
    ['a docstring of prose', '"""Limit a rate.\n\nNote: not negative.\n"""', 'python'],
  ])('holds nobody to %s', (_, raw, language) => {
    expect(stale(raw, language)).toEqual([]);
  });

  it('lets a pattern be called anything, and a parameter without use be left out', () => {
    const raw = '/**\n * One.\n * @param options - x\n * @param options.a - y\n * @returns z\n */';
    const pattern = parameter('', { properties: ['a'] });
    expect(stale(raw, 'typescript', { parameters: [pattern] })).toEqual([]);
    expect(stale(raw, 'typescript', { parameters: [pattern, parameter('_b')] })).toEqual([]);
  });

  it('knows a type parameter that is documented as one', () => {
    const raw = '/**\n * One.\n * @param <T> x\n * @param rate y\n * @return z\n */';
    const given = { parameters: [parameter('rate')], typeParameters: ['T'] };
    expect(stale(raw, 'java', given)).toEqual([]);
  });

  it('reads two names of one line of numpy, stars and all', () => {
    const lines = [
      'One.',
      '',
      'Parameters',
      '----------',
      'a, b : int',
      '    x',
      '*args',
      '**kw',
      '',
      'Notes',
      '-----',
      'c : d',
    ];
    expect(readTags(lines, docTables.python).params).toEqual(['a', 'b', 'args', 'kw']);
  });
});
