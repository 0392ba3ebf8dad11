import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { refuteByFacts } from '../../../src/finding/refute-claim.ts';

const typescript = `import { load, type Row } from './load.ts';
import fs, { readFile as read } from 'node:fs';
import * as path from 'node:path';
const limit = 10;
let unusedLimit = 3;
type Id = string;
function sum(values: number[], start: number): number {
  let total = start;
  for (const value of values) {
    total += value;
  }
  return total;
}
export async function main(id: Id, { depth = 1, name: title }: Options, unread: number): Promise<Row[]> {
  const rows = await load(id, limit, depth);
  const first = rows?.[0];
  const label = \`\${title}: \${sum([1], 2)}\`;
  const size = first?.size ?? 0;
  load(id);
  const all = await Promise.all([load(id), load(label)]);
  save(fs, path.join(label), read, process.env);
  if (size > 1) {
    const inner = size; // outer unusedLimit
    log(inner, helper);
  }
  log(inner, rows.total, all, await helper.load(id));
  const twice = (n: number): number => n * 2;
  items.forEach(async (item) => await load(item));
  return twice(first) ? rows : [];
}
class Cart {
  private rows = 1;
  total(tax: number): number {
    return this.rows * tax;
  }
}
`;

const python = `import os
import numpy as np
from typing import (List, Optional)

LIMIT = 3

def total(items, start=0, *args, unread=None):
    result = start
    for item in items:
        result += item
        price = item
    if items:
        early = 1
    print(f"{LIMIT} {len(items)}", np.sum(items), early)
    return result

async def fetch(session, url):
    row = await session.get(url)
    names = [one.name for one in row]
    with open(url) as handle:
        handle.read()
    other = total(names)
    return os.path.join(names, key=other)

class Box:
    size = 3
    def get(self):
        return size
`;

const go = `package main

import (
	"fmt"
	str "strings"
	"example.com/pkg/v2"
)

var limit = 3

func Sum(ctx context.Context, values []int) (total int, err error) {
	for i, v := range values {
		total += v * i
	}
	n, err := count(ctx)
	fmt.Println(n, str.ToUpper("a"), limit)
	return total, err
}
`;

const texts: Readonly<Record<string, string>> = { typescript, python, go };

/** The claim about the first line that holds `part`. */
function refute(language: string, part: string, problem: string, parses?: boolean): string | undefined {
  const text = texts[language] ?? '';
  const lines = text.split('\n');
  const index = lines.findIndex((line) => line.includes(part));
  if (index < 0) throw new Error(`no line holds ${part}`);
  const at = { first: index + 1, last: index + 1 };
  return refuteByFacts(
    { problem, quote: lines[index] ?? '' },
    { headText: text, language, lines: at, parses },
  );
}

type Row = readonly [language: string, part: string, problem: string];

describe('refuteByFacts, names', () => {
  it.each<Row>([
    ['typescript', 'const rows', '`load` is not defined.'],
    [
      'typescript',
      'const rows',
      'The function load() is not imported in this file, which will cause an error.',
    ],
    ['typescript', 'const rows', "The variable 'limit' is not defined in this scope. This will throw."],
    ['typescript', 'const rows', 'Undefined variable `depth`.'],
    ['typescript', 'const rows', 'load is undefined.'],
    ['typescript', 'const label', 'title is used but never declared'],
    ['typescript', 'save(fs', 'Missing import for `path`.'],
    ['typescript', 'save(fs', 'The variable `read` is not defined.'],
    ['typescript', 'save(fs', '`process` is not defined'],
    ['typescript', 'total += value', '`value` is not declared.'],
    ['typescript', 'export async', '`Id` is not defined.'],
    ['typescript', 'const twice', 'n is not defined'],
    ['typescript', 'return this.rows', '`tax` is not defined'],
    ['typescript', 'const limit', 'limit is not defined'],
    ['python', 'np.sum', '`np` is not imported.'],
    ['python', 'np.sum', 'LIMIT is not defined'],
    ['python', 'np.sum', 'The name `len` is not defined.'],
    ['python', 'result += item', '`item` is not defined.'],
    ['python', 'one.name', '`row` is not defined'],
    ['python', 'handle.read', 'undefined variable handle'],
    ['python', 'os.path.join', 'Missing import of `os`'],
    ['go', 'fmt.Println', '`fmt` is not imported.'],
    ['go', 'fmt.Println', 'n is not defined'],
    ['go', 'total += v', 'The variable `v` is not declared'],
    ['go', 'count(ctx)', 'ctx is not defined'],
    ['go', 'fmt.Println', 'limit is not defined'],
  ])('%s: refutes "%s": %s', (...row) => {
    expect(refute(...row)).toMatch(/declared|imported|language/);
  });

  it.each<Row>([
    ['typescript', 'save(fs', '`save` is not defined.'],
    ['typescript', 'log(inner, rows', '`inner` is not defined.'],
    ['typescript', 'log(inner, rows', 'The property `total` is not defined.'],
    ['typescript', 'log(inner, rows', '`rows.total` is not defined.'],
    ['typescript', 'log(inner, rows', '`total` is not defined.'],
    ['typescript', 'log(inner, helper', '`helper` is not defined.'],
    ['typescript', 'const size', 'first is undefined when the list is empty.'],
    ['typescript', 'const size', 'The variable first is undefined.'],
    ['typescript', 'const rows', '`load` is not defined when the module is mocked.'],
    ['typescript', 'const rows', '`load` is not defined properly.'],
    ['typescript', 'const rows', 'save and `load` are not defined.'],
    ['typescript', 'const rows', 'The result of `load` is not defined.'],
    ['typescript', 'const rows', '`load` is not defined. Also the loop never ends.'],
    ['typescript', 'const rows', '`load` is not defined. Rows of other tenants are returned.'],
    ['typescript', 'const rows', '`rows` is not checked.'],
    ['python', 'np.sum', '`early` is not defined.'],
    ['python', 'return size', '`size` is not defined.'],
    ['python', 'return result', '`price` is not defined.'],
    ['go', 'count(ctx)', '`count` is not defined.'],
    ['go', 'return total, err', 'i is not defined'],
  ])('%s: leaves "%s": %s', (...row) => {
    expect(refute(...row)).toBeUndefined();
  });

  it.each<Row>([
    ['typescript', 'import { load', 'Unused import `load`.'],
    ['typescript', 'import * as', 'path is imported but never used.'],
    ['typescript', 'import { load', 'The type `Row` is unused.'],
    ['typescript', 'const limit', 'The constant `limit` is declared but not used.'],
    ['typescript', 'export async', 'The parameter `title` is never used in this function.'],
    ['typescript', 'function sum', '`sum` is never used'],
    ['typescript', 'const label', 'Unused variable: label'],
    ['python', 'import numpy', '`np` is imported but not used.'],
    ['python', 'def total', 'unused parameter start'],
    ['python', 'LIMIT = 3', 'LIMIT is unused'],
    ['go', '"fmt"', '`fmt` is imported and not used'],
    ['go', 'func Sum', 'unused parameter ctx'],
  ])('%s: refutes "%s": %s', (...row) => {
    expect(refute(...row)).toMatch(/used/);
  });

  it.each<Row>([
    ['typescript', 'let unusedLimit', '`unusedLimit` is never used.'],
    ['typescript', 'export async', 'The parameter `unread` is never used.'],
    ['typescript', 'const rows', 'The return value of `load` is not used.'],
    ['typescript', 'const rows', '`rows` is not used correctly.'],
    ['typescript', 'const rows', '`rows` is never used after the loop.'],
    ['typescript', 'load(id);', '`id` is never used.'],
    ['python', 'def total', 'unused parameter unread'],
    ['python', 'price = item', 'price is never used'],
    ['python', 'size = 3', '`size` is unused'],
    ['go', 'example.com', '`pkg` is imported and not used'],
  ])('%s: leaves "%s": %s', (...row) => {
    expect(refute(...row)).toBeUndefined();
  });
});

describe('refuteByFacts, lines', () => {
  it.each<Row>([
    ['typescript', 'const rows', 'Missing await before the call of `load`.'],
    ['typescript', 'const rows', 'The promise is not awaited.'],
    ['typescript', 'Promise.all', '`load(id)` is not awaited.'],
    ['typescript', 'helper.load', 'The call `helper.load()` is missing an `await`.'],
    ['typescript', 'sum([1], 2)', '`sum()` is missing await.'],
    ['python', 'session.get', 'Missing await for session.get()'],
    ['typescript', 'return total', 'Missing return statement.'],
    ['python', 'return result', 'The function does not return a value.'],
    ['typescript', 'const size', '`first` may be null, no null check is done.'],
    ['typescript', 'const first', 'Missing null check on `rows`.'],
    ['typescript', 'const rows', 'Inconsistent naming convention.'],
    ['typescript', 'const rows', 'There is a typo in the comment.'],
    ['typescript', 'const rows', 'Magic number without a name'],
  ])('%s: refutes "%s": %s', (...row) => {
    expect(refute(...row)).toBeDefined();
  });

  it.each<Row>([
    ['typescript', '  load(id);', 'Missing await before the call of `load`.'],
    ['typescript', 'items.forEach', 'The callbacks of `forEach` are not awaited.'],
    ['typescript', 'items.forEach', 'Missing await on `forEach`.'],
    ['typescript', 'save(fs', '`save()` is not awaited.'],
    ['python', 'other = total', '`total()` is not awaited.'],
    ['typescript', 'return total', 'Missing return statement at the end of the function.'],
    ['typescript', 'return total', 'It does not return the sum.'],
    ['typescript', 'const rows', 'Missing return statement.'],
    ['typescript', 'const size', '`first.size` may be null and is passed on.'],
    ['typescript', 'const rows', '`rows` may be null.'],
    ['typescript', 'const rows', 'Inconsistent naming leads to the wrong row.'],
    ['python', 'return result', 'The indentation is too deep.'],
    ['typescript', 'const rows', 'Typo: `lenght` instead of `length`.'],
  ])('%s: leaves "%s": %s', (...row) => {
    expect(refute(...row)).toBeUndefined();
  });

  it('refutes broken syntax only of a file that is known to parse', () => {
    const claim = ['typescript', 'const rows', 'Syntax error: missing closing parenthesis.'] as const;
    expect(refute(...claim, true)).toBe('the file parses');
    expect(refute(...claim, false)).toBeUndefined();
    expect(refute(...claim)).toBeUndefined();
    expect(refute('typescript', 'const rows', 'The query has a syntax error.', true)).toBeUndefined();
    expect(refute('typescript', 'const rows', 'JSON.parse throws a syntax error.', true)).toBeUndefined();
  });

  it('knows nothing of names without the file or its language', () => {
    const claim = { problem: '`load` is not defined.', quote: 'load(id);' };
    const lines = { first: 1, last: 1 };
    expect(refuteByFacts(claim, { headText: undefined, language: 'typescript', lines })).toBeUndefined();
    expect(
      refuteByFacts(claim, { headText: 'def load(id)\nload(id);', language: 'ruby', lines }),
    ).toBeUndefined();
  });

  it('does not take words of comments and strings for code', () => {
    const text = [
      '// const load = 1;',
      "const a = 'load = 2' + /load = '3/.source;",
      '/* load */ load(a);',
    ].join('\n');
    const lines = { first: 3, last: 3 };
    const claim = { problem: '`load` is not defined.', quote: '/* load */ load(a);' };
    expect(refuteByFacts(claim, { headText: text, language: 'javascript', lines })).toBeUndefined();
    const known = { problem: '`a` is not defined.', quote: '/* load */ load(a);' };
    expect(refuteByFacts(known, { headText: text, language: 'javascript', lines })).toBe(
      'a is declared in this file',
    );
  });
});

describe('refuteByFacts, hostile text', () => {
  const parts = fc.constantFrom(
    ...[
      '`',
      "'",
      '"',
      '/',
      '*',
      '\\',
      '{',
      '}',
      '(',
      ')',
      '${',
      '[',
      ']',
      '\n',
      '\t',
      ' ',
      'f"',
      '"""',
      '#',
      '//',
    ],
    ...[
      'x',
      'const ',
      'import ',
      'from ',
      'def ',
      'func ',
      ':=',
      '=',
      '=>',
      ':',
      ',',
      '.',
      'await ',
      'return ',
      'for ',
      'in ',
    ],
  );
  const code = fc.array(parts, { maxLength: 80 }).map((all) => all.join(''));
  const problem = fc.constantFrom(
    ...[
      '`x` is not defined.',
      'x is unused',
      '`x()` is not awaited',
      'Missing return.',
      '`x` may be null',
      'syntax error',
    ],
  );

  it('never throws', () => {
    const language = fc.constantFrom('typescript', 'tsx', 'python', 'go', 'text');
    fc.assert(
      fc.property(code, code, problem, language, fc.nat(30), (headText, quote, said, name, line) => {
        const facts = { headText, language: name, lines: { first: line, last: line + 1 }, parses: true };
        const reason = refuteByFacts({ problem: said, quote }, facts);
        expect(reason === undefined || reason !== '').toBe(true);
        expect(() => refuteByFacts({ problem: quote, quote }, facts)).not.toThrow();
      }),
      { numRuns: 3000, seed: 8 },
    );
  });

  it.each([
    '`',
    "'",
    '"',
    '/',
    '/*',
    '`${',
    '${`',
    'x(',
    'x,',
    'x=',
    '(x=>',
    'f"{',
    '"""',
    "\\'",
    'import ',
    'for x in ',
    'x:=',
    '<',
  ])('ends on a long run of %s', (unit) => {
    const headText = `x\n${unit.repeat(20_000)}`;
    for (const language of ['tsx', 'python', 'go'])
      for (const said of ['`x` is not defined.', 'x is unused'])
        expect(() =>
          refuteByFacts({ problem: said, quote: 'x' }, { headText, language, lines: { first: 1, last: 1 } }),
        ).not.toThrow();
    const long = { problem: unit.repeat(100_000), quote: unit.repeat(2_000) };
    const facts = { headText: 'x', language: 'tsx', lines: { first: 1, last: 1 } };
    expect(() => refuteByFacts(long, facts)).not.toThrow();
  });
});
