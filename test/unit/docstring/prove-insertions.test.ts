import { describe, expect, it } from 'vitest';
import type { CommentSpan, DocFile, DocLanguage, Span } from '../../../src/docstring/declaration.ts';
import { insertAll, type Insertion } from '../../../src/docstring/insertion.ts';
import { keepProved } from '../../../src/docstring/keep-proved.ts';
import { docTables } from '../../../src/docstring/languages/table-of.ts';
import { proveInsertions } from '../../../src/docstring/prove-insertions.ts';
import { makeDeclaration } from './make-declaration.ts';

/**
 * A parser of a tiny language: `fn name` and its comments above, `"""` below it as a docstring; everything else is code, white
 * space left out; `!` is an error.
 */
function read(text: string): DocFile {
  const comments = [...text.matchAll(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g)].map((match): CommentSpan => {
    const form = match[0].startsWith('/*') ? 'block' : 'line';
    return { start: match.index, end: match.index + match[0].length, form };
  });
  const docstrings = [...text.matchAll(/"""[\s\S]*?"""/g)].map((match): Span => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
  const parts = [...comments, ...docstrings].sort((a, b) => b.start - a.start);
  const code = parts.reduce((rest, { start, end }) => rest.slice(0, start) + rest.slice(end), text);
  const declarations = [...text.matchAll(/fn (\w+)\n?/g)].map((match) => {
    const start = match.index;
    const body = start + match[0].length;
    return makeDeclaration({
      name: match[1] ?? '',
      span: { start, end: body },
      leading: comments.filter(
        ({ end }) => end <= start && /^\s*$/.test(text.slice(end, start).replace(/\/\/.*/g, '')),
      ),
      body: {
        at: body,
        indent: '',
        docstring: docstrings.find((span) => text.slice(body, span.start).trim() === ''),
      },
    });
  });
  const errors = code.match(/!/g)?.length ?? 0;
  return { declarations, comments, docstrings, shape: code.replace(/\s+/g, ''), errors };
}

function prove(
  before: string,
  insertions: readonly Insertion[],
  language: DocLanguage = 'typescript',
  after = insertAll(before, insertions),
): string {
  return proveInsertions(
    { text: before, file: read(before) },
    { text: after, file: read(after) },
    insertions,
    docTables[language],
  );
}

const text = '// top\n\nfn a\n  fn b\n';
const atA = text.indexOf('fn a');
const atB = text.indexOf('  fn b');

function insertion(symbol: string, at: number, said: string): Insertion {
  return { symbol, at, text: said };
}

const good = [insertion('a', atA, '/** One. */\n'), insertion('b', atB, '  /**\n   * Two.\n   */\n')];

describe('proveInsertions', () => {
  it('proves comments, runs of line comments and docstrings', () => {
    expect(prove(text, good)).toBe('');
    expect(prove(text, [])).toBe('');
    expect(prove(text, [insertion('b', atB, '  /// Two.\n  ///\n  /// More.\n')], 'rust')).toBe('');
    expect(prove(text, [insertion('a', atB, '  """One."""\n\n')], 'python')).toBe('');
  });

  it.each<[string, DocLanguage, Insertion, string]>([
    ['in a line', 'typescript', insertion('a', atA + 2, '/** x */\n'), 'it is not at the start of a line'],
    ['no line of its own', 'typescript', insertion('a', atA, '/** x */'), 'it does not end a line'],
    ['two comments', 'typescript', insertion('a', atA, '/** x */ /** y */\n'), 'it is not one comment'],
    ['code in it', 'typescript', insertion('a', atA, '/** x */ go(); /* y */\n'), 'it is not one comment'],
    ['no comment', 'typescript', insertion('a', atA, 'go();\n'), 'it is not one comment'],
    ['nothing', 'typescript', insertion('a', atA, '\n'), 'it is not one comment'],
    ['lines for a block', 'typescript', insertion('a', atA, '// x\n'), 'it is not one comment'],
    ['a block for lines', 'rust', insertion('a', atA, '/** x */\n'), 'it is not one comment'],
    ['a comment for a docstring', 'python', insertion('a', atB, '// x\n'), 'it is not one comment'],
    ['a docstring for lines', 'go', insertion('a', atB, '"""x"""\n'), 'it is not one comment'],
    ['code between lines', 'go', insertion('a', atA, '// x\ngo()\n// y\n'), 'it is not one comment'],
    ['lines of two kinds', 'rust', insertion('a', atA, '/// x\n// y\n'), 'it is not one comment'],
    ['two strings', 'python', insertion('a', atB, '"""x""" """y"""\n'), 'it is not one comment'],
    ['a gap between lines', 'go', insertion('a', atA, '// x\n\n// y\n'), 'it is not one comment'],
    [
      'a banned tag',
      'typescript',
      insertion('a', atA, '/** @internal */\n'),
      'it holds what a tool would act on',
    ],
    ['a doctest', 'python', insertion('a', atB, '"""x\n>>> y\n"""\n'), 'it holds what a tool would act on'],
    [
      'an escape in a docstring',
      'python',
      insertion('a', atB, '"""x \\N{ y"""\n'),
      'it holds what a tool would act on',
    ],
    [
      'an escape in Java',
      'java',
      insertion('a', atA, '/** \\u002a/ x */\n'),
      'it holds what a tool would act on',
    ],
    ['run code in Rust', 'rust', insertion('a', atA, '/// ```\n'), 'it holds what a tool would act on'],
    [
      'another symbol',
      'typescript',
      insertion('b', atA, '/** x */\n'),
      'it does not belong to what it documents',
    ],
    [
      'an unknown symbol',
      'typescript',
      insertion('c', atA, '/** x */\n'),
      'it does not belong to what it documents',
    ],
  ])('does not prove %s', (_, language, one, reason) => {
    expect(prove(text, [one], language)).toBe(reason);
  });

  it.each(['\0', '\r', '\v', '\u0085', '\u2028', '\u2029', '\u202e', '\u2067', '\ufeff', '\ud83d'])(
    'does not prove a character that acts: %j',
    (character) => {
      const one = insertion('a', atA, `/** x${character}y */\n`);
      expect(prove(text, [one])).toBe('it holds a character that acts');
    },
  );

  it('proves what only looks alike', () => {
    expect(prove(text, [insertion('a', atA, '/** 🙂\tx\r\n * y */\r\n')])).toBe('');
    expect(docTables.python.banned.test('  r"""x \\N y"""\n')).toBe(false);
  });

  it('does not prove anything but insertions', () => {
    const after = insertAll(text, good);
    const changed = 'more than insertions has changed';
    expect(prove(text, good, 'typescript', after.replace('fn b', 'fn c'))).toBe(changed);
    expect(prove(text, good, 'typescript', after.replace('One', 'Own'))).toBe(
      'it is not what was meant to be written',
    );
    expect(prove(text, good, 'typescript', `${after} `)).toBe(changed);
    expect(prove(text, good.toReversed(), 'typescript', after)).toBe(changed);
    expect(prove(text, [insertion('a', -1, '/** x */\n')], 'typescript', after)).toBe(changed);
  });

  it('does not prove what the parser reads another way', () => {
    const file = read(text);
    const after = insertAll(text, good);
    const told = (given: Partial<DocFile>): string =>
      proveInsertions(
        { text, file },
        { text: after, file: { ...read(after), ...given } },
        good,
        docTables.typescript,
      );
    expect(told({ shape: 'another' })).toBe('the code around it is not the same');
    expect(told({ errors: 1 })).toBe('the parser makes less sense of the file');
    expect(told({ comments: read(after).comments.slice(1) })).toBe('another comment is not the same');
    expect(told({ docstrings: [{ start: 0, end: 2 }] })).toBe('another docstring is not the same');
  });

  it('keeps errors that were there', () => {
    expect(prove('!\nfn a\n', [insertion('a', 2, '/** x */\n')])).toBe('');
  });
});

describe('keepProved', () => {
  const before = { text, file: read(text) };
  const table = docTables.typescript;

  it('keeps all where all is proved', async () => {
    const {
      text: after,
      insertions,
      dropped,
    } = await keepProved(before, good, { read: async (said) => read(said) }, table);
    expect(after).toBe(insertAll(text, good));
    expect(insertions).toEqual(good);
    expect(dropped).toEqual([]);
  });

  it('drops what is not proved and keeps the others', async () => {
    const many = 'fn a\nfn b\nfn c\nfn d\nfn e\n';
    const insertions = ['a', 'b', 'c', 'd', 'e'].map((symbol, index) =>
      insertion(symbol, index * 5, symbol === 'b' || symbol === 'e' ? 'go();\n' : `/** ${symbol}. */\n`),
    );
    const kept = await keepProved(
      { text: many, file: read(many) },
      insertions,
      { read: async (said) => read(said) },
      table,
    );
    expect(kept.text).toBe('/** a. */\nfn a\nfn b\n/** c. */\nfn c\n/** d. */\nfn d\nfn e\n');
    expect(kept.insertions.map(({ symbol }) => symbol)).toEqual(['a', 'c', 'd']);
    expect(kept.dropped.map(({ insertion: one, reason }) => [one.symbol, reason])).toEqual([
      ['b', 'it is not one comment'],
      ['e', 'it is not one comment'],
    ]);
  });

  it('writes nothing where nothing can be read again', async () => {
    const { text: after, dropped } = await keepProved(before, good, { read: async () => undefined }, table);
    expect(after).toBe(text);
    expect(dropped.map(({ reason }) => reason)).toEqual(Array(2).fill('the file could not be parsed again'));
  });

  it('drops what a second witness takes for another program', async () => {
    const isSameProgram = async (said: string): Promise<boolean | undefined> =>
      said.includes(good[0]?.text ?? '') ? false : undefined;
    const { insertions, dropped } = await keepProved(
      before,
      good,
      { read: async (said) => read(said), isSameProgram },
      table,
    );
    expect(insertions).toEqual(good.slice(1));
    expect(dropped).toEqual([{ insertion: good[0], reason: 'the compiler sees another program' }]);
  });

  it('drops the second of two that hold only alone', async () => {
    const readPair = async (said: string): Promise<DocFile> => {
      const file = read(said);
      return file.comments.length === 3 ? { ...file, shape: 'another' } : file;
    };
    const { insertions, dropped } = await keepProved(before, good, { read: readPair }, table);
    expect(insertions).toEqual(good.slice(0, 1));
    expect(dropped).toEqual([{ insertion: good[1], reason: 'the code around it is not the same' }]);
  });
});
