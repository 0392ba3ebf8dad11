import { describe, expect, it } from 'vitest';
import type { DocLanguage } from '../../../src/docstring/declaration.ts';
import { docTables } from '../../../src/docstring/languages/table-of.ts';
import { renameParam, type RenamedLine } from '../../../src/docstring/rename-param.ts';
import { declarationAt, makeDeclaration } from './make-declaration.ts';

function rename(raw: string, language: DocLanguage, names = { from: 'count', to: 'amount' }) {
  const table = docTables[language];
  if (table.comment === 'docstring') {
    const text = `def fn(amount):\n    ${raw}\n    go()\n`;
    const start = text.indexOf('"""');
    const docstring = { start, end: text.lastIndexOf('"""') + 3 };
    const body = { at: text.indexOf('\n') + 1, indent: '    ', docstring };
    return renameParam(text, makeDeclaration({ body }), table, names);
  }
  const text = `// first line\n\n${raw}\nfn`;
  return renameParam(text, declarationAt(text, 'fn').declaration, table, names);
}

describe('renameParam', () => {
  it.each<[DocLanguage, string, RenamedLine]>([
    [
      'typescript',
      '  /**\n   * Takes the count.\n   * @param count - how many\n   * @param other - x\n   */',
      { line: 5, text: '   * @param amount - how many' },
    ],
    ['typescript', '  /** @param count - one */', { line: 3, text: '  /** @param amount - one */' }],
    [
      'javascript',
      '/**\n * @param {{ count: number }} [other] - x\n * @param {number} [count=1] - count\n */',
      { line: 5, text: ' * @param {number} [amount=1] - count' },
    ],
    ['java', '/**\r\n * @param count x\r\n */', { line: 4, text: ' * @param amount x' }],
    ['csharp', '/// <param name="count">x</param>', { line: 3, text: '/// <param name="amount">x</param>' }],
    [
      'rust',
      '/// One.\n///\n/// # Arguments\n///\n/// * `count` - x',
      { line: 7, text: '/// * `amount` - x' },
    ],
    [
      'python',
      '"""One.\n\n    Args:\n        count: how many\n    """',
      { line: 5, text: '        amount: how many' },
    ],
    [
      'python',
      '"""One.\n\n    Parameters\n    ----------\n    count : int\n        x\n    """',
      { line: 6, text: '    amount : int' },
    ],
    ['python', '"""One.\n\n    :param int count: x\n    """', { line: 4, text: '    :param int amount: x' }],
  ])('%s: %j', (language, raw, line) => {
    expect(rename(raw, language)).toEqual(line);
  });

  it.each<[string, string]>([
    ['a parameter that it documents in parts', '/**\n * @param count - x\n * @param count.of - y\n */'],
    ['a parameter that it documents twice', '/**\n * @param count - x\n * @param count - y\n */'],
    ['one that it only speaks of', '/** Takes the count. */'],
    ['no doc', ''],
  ])('leaves %s alone', (_, raw) => {
    expect(rename(raw, 'typescript')).toBeUndefined();
  });

  it('takes a name literally', () => {
    const names = { from: '$', to: '$$' };
    expect(rename('/** @param $ - x */', 'typescript', names)?.text).toBe('/** @param $$ - x */');
  });
});
