import { describe, expect, it } from 'vitest';
import type { DocLanguage } from '../../../src/docstring/declaration.ts';
import { docTables } from '../../../src/docstring/languages/table-of.ts';
import { docsNear, learnStyle, type StyleSettings } from '../../../src/docstring/learn-style.ts';
import { readDoc, type WrittenDoc } from '../../../src/docstring/read-doc.ts';
import type { DocStyle } from '../../../src/docstring/style.ts';
import { declarationAt, makeDeclaration } from './make-declaration.ts';

/** What stands above `fn`, or in Python below it, as `readDoc` gives it. */
function written(raw: string, language: DocLanguage): WrittenDoc {
  const isBody = language === 'python';
  const text = isBody ? `fn\n${raw}\n` : `${raw}\nfn`;
  const body = { at: 3, indent: '', docstring: { start: 3, end: 3 + raw.length } };
  const declaration = isBody ? makeDeclaration({ body }) : declarationAt(text, 'fn').declaration;
  const doc = readDoc(text, declaration, docTables[language]);
  if (doc === undefined) throw new Error(`no doc: ${raw}`);
  return doc;
}

function learn(
  docs: readonly string[],
  language: DocLanguage = 'typescript',
  settings: StyleSettings = {},
  text = '',
): DocStyle {
  const read = docs.map((raw) => written(raw, language));
  return learnStyle(read, settings, text, docTables[language]);
}

describe('readDoc', () => {
  it.each<[DocLanguage, string, readonly string[]]>([
    ['typescript', '/** One. */', ['One.']],
    ['java', '/**\n * One.\n *\n *   two\n * @return x\n */', ['One.', '', '  two', '@return x']],
    ['rust', '/// One.\n///\n/// Two.', ['One.', '', 'Two.']],
    ['csharp', '/// <summary>\r\n/// One.\r\n/// </summary>', ['<summary>', 'One.', '</summary>']],
    ['go', '// One.\n//\n// Two.', ['One.', '', 'Two.']],
    ['go', '// One.\n//\n//go:noinline', ['One.']],
    ['python', '"""One.\n\n    Two.\n      three\n    """', ['One.', '', 'Two.', '  three']],
    ['python', "r'''\n  One.\n  '''", ['One.']],
  ])('of %s: %j', (language, raw, lines) => {
    expect(written(raw, language).lines).toEqual(lines);
  });

  it('takes no remark for a doc, and the last doc of several', () => {
    const table = docTables.typescript;
    const remark = '// One.\nfn';
    expect(readDoc(remark, declarationAt(remark, 'fn').declaration, table)).toBeUndefined();
    const two = '/** One. */\n/** Two. */\nfn';
    expect(readDoc(two, declarationAt(two, 'fn').declaration, table)?.lines).toEqual(['Two.']);
    const far = '// One.\n\nfn';
    expect(readDoc(far, declarationAt(far, 'fn').declaration, docTables.go)).toBeUndefined();
  });

  it('gives those nearest to a place first', () => {
    const text = '/** One. */\nfn1\n/** Two. */\nfn2\nfn3';
    const declarations = ['fn1', 'fn2', 'fn3'].map((head) => {
      const { declaration } = declarationAt(text, head);
      return { ...declaration, leading: declaration.leading.slice(head === 'fn3' ? 2 : -1) };
    });
    const file = { declarations, comments: [], docstrings: [], shape: '', errors: 0 };
    const near = (offset: number): unknown =>
      docsNear(text, file, docTables.typescript, offset).map(({ lines }) => lines[0]);
    expect(near(0)).toEqual(['One.', 'Two.']);
    expect(near(text.length)).toEqual(['Two.', 'One.']);
  });
});

describe('learnStyle', () => {
  it('is what is usual in the language where nothing is said', () => {
    for (const [language, table] of Object.entries(docTables)) {
      expect(learn([], language as DocLanguage)).toEqual(table.style);
    }
  });

  it.each<[string, readonly string[], Partial<DocStyle>]>([
    ['no hyphen', ['/**\n * One.\n * @param a the a\n */'], { hyphen: false, gap: false }],
    ['a hyphen and a gap', ['/**\n * One.\n *\n * @param a - the a\n */'], { hyphen: true, gap: true }],
    ['blocks', ['/**\n * One.\n */'], { shape: 'block' }],
    ['one line', ['/** One. */', '/** Two. */', '/**\n * Three.\n */'], { shape: 'one-line' }],
    ['no full stop', ['/** Gets it */', '/** Sets it */', '/** Does it. */'], { fullStop: false }],
    [
      'a full stop on the last of its lines',
      ['/**\n * One and\n * two.\n * @param a b\n */'],
      { fullStop: true },
    ],
    ['no types in TypeScript', ['/**\n * @param {string} a b\n */'], { types: 'none' }],
  ])('learns %s', (_, docs, style) => {
    expect(learn(docs)).toMatchObject(style);
  });

  it('learns types of JavaScript', () => {
    expect(learn(['/**\n * One.\n * @param {string} a b\n */'], 'javascript').types).toBe('neutral');
    expect(learn(['/**\n * One.\n * @param a b\n */'], 'javascript').types).toBe('none');
  });

  it('lets a compiler that reads the file keep its own types', () => {
    const settings = { jsdoc: { types: 'every' } } as const;
    expect(learn([], 'javascript', settings, 'f()').types).toBe('every');
    expect(learn([], 'javascript', settings, '// @ts-check\nf()').types).toBe('neutral');
    expect(learn([], 'typescript', settings).types).toBe('none');
  });

  it.each<[DocStyle['sections'], string]>([
    ['google', '"""One.\n\n    Args:\n        a: One.\n    """'],
    ['numpy', '"""One.\n\n    Parameters\n    ----------\n    a\n    """'],
    ['rest', '"""One.\n\n    :param a: One.\n    """'],
  ])('learns sections of %s', (sections, raw) => {
    expect(learn([raw], 'python').sections).toBe(sections);
    expect(learn([raw], 'python', { convention: 'pep257' }).sections).toBe(sections);
    expect(learn([raw], 'python', { convention: 'numpy' }).sections).toBe('numpy');
  });

  it('learns the shape of C#', () => {
    expect(learn(['/// <summary>One.</summary>'], 'csharp')).toMatchObject({
      shape: 'one-line',
      fullStop: true,
    });
    expect(learn(['/// <summary>\n/// One\n/// </summary>'], 'csharp')).toMatchObject({
      shape: 'block',
      fullStop: false,
    });
  });

  it('believes settings before docs', () => {
    const settings = { width: 72, jsdoc: { hyphen: false, gap: true, shape: 'block' as const } };
    const style = learn(['/** One. */', '/**\n * One.\n * @param a - b\n */'], 'typescript', settings);
    expect(style).toMatchObject({ width: 72, hyphen: false, gap: true, shape: 'block' });
  });

  it('takes the width of three docs of several lines, within reason', () => {
    const wide = `/**\n * ${'word '.repeat(24)}\n * more.\n */`;
    expect(learn([wide, wide]).width).toBe(100);
    expect(learn([wide, wide, wide]).width).toBe(122);
    expect(learn([wide, wide, wide].map((doc) => doc.replace('more', 'x'.repeat(300)))).width).toBe(140);
  });

  it('takes the line end of the file', () => {
    expect(learn([], 'typescript', { eol: '\n' }, 'a\r\nb\n').eol).toBe('\r\n');
    expect(learn([], 'typescript', { eol: '\r\n' }, 'a').eol).toBe('\r\n');
  });
});
