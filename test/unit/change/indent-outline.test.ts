import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { indentOutline } from '../../../src/change/indent-outline.ts';

/** `kind name start-headerEnd-end`, one string a scope. */
function scopesOf(path: string, text: string): string[] {
  return indentOutline(path, text).scopes.map(
    (one) =>
      `${one.kind} ${one.name} ${String(one.startLine)}-${String(one.headerEndLine)}-${String(one.endLine)}`,
  );
}

const kotlin = `package shop

class Cart(val id: Int) : Base() {
    fun add(
        item: Item,
    ) {
        if (item.price > 0) {
            items.add(item)
        } else {
            warn()
        }

        done()
    }

    fun size() = items.size
}
`;

describe('indentOutline', () => {
  it('reads braces, broken signatures and else branches', () => {
    expect(scopesOf('Cart.kt', kotlin)).toEqual(['class Cart 3-3-17', 'function add 4-6-14']);
    expect(indentOutline('Cart.kt', kotlin).language).toBe('kotlin');
    expect(indentOutline('Cart.kt', kotlin).statementStarts).toEqual([1, 3, 4, 5, 7, 8, 10, 13, 16]);
  });

  it('is not led astray by carriage returns', () => {
    expect(scopesOf('Cart.kt', kotlin.replaceAll('\n', '\r\n'))).toEqual(scopesOf('Cart.kt', kotlin));
  });

  it('reads keywords with end', () => {
    const elixir = 'defmodule Shop do\n  def add(a) do\n    a\n  end\n\n  defp x(a), do: a\nend\n';
    expect(scopesOf('a.ex', elixir)).toEqual(['class Shop 1-1-7', 'function add 2-2-4']);
    const lua =
      'local function add(a)\n  if a then\n    return 1\n  end\nend\n\nfunction M.b()\n\treturn 2\nend\n';
    expect(scopesOf('a.lua', lua)).toEqual(['function add 1-1-5', 'function M.b 7-7-9']);
  });

  it('reads an opening brace on its own line, and shell', () => {
    expect(scopesOf('a.swift', 'func add(a: Int)\n{\n  b()\n}\nc()\n')).toEqual(['function add 1-2-4']);
    expect(scopesOf('a.sh', 'deploy() {\n  if x; then\n    y\n  fi\n}\ndeploy\n')).toEqual([
      'function deploy 1-1-5',
    ]);
  });

  it('takes no call for a declaration', () => {
    expect(scopesOf('a.kt', 'fun a() {\n  call(\n    x,\n  )\n  get("/x") {\n    y\n  }\n}\n')).toEqual([
      'function a 1-1-8',
    ]);
  });

  it('has no scopes for data and prose', () => {
    expect(scopesOf('a.yml', 'on:\n  push:\n    branches: [main]\n')).toEqual([]);
    expect(indentOutline('NOTES', '').language).toBe('text');
    expect(indentOutline('NOTES', '')).toEqual({ language: 'text', scopes: [], statementStarts: [] });
  });

  it('gives nested scopes inside the text for any input', () => {
    const line = fc
      .tuple(
        fc.nat(4),
        fc.constantFrom('class A {', 'fun f(', ') {', 'def g:', '}', 'end', '{', 'x', '', 'if a then'),
      )
      .map(([depth, text]) => '  '.repeat(depth) + text);
    fc.assert(
      fc.property(fc.array(line, { maxLength: 40 }), (lines) => {
        const { scopes, statementStarts } = indentOutline('a.kt', lines.join('\n'));
        for (const [index, one] of scopes.entries()) {
          expect(one.startLine).toBeGreaterThanOrEqual(1);
          expect(one.headerEndLine).toBeGreaterThanOrEqual(one.startLine);
          expect(one.endLine).toBeGreaterThanOrEqual(one.headerEndLine);
          expect(one.endLine).toBeLessThanOrEqual(lines.length);
          for (const later of scopes.slice(index + 1)) {
            expect(later.startLine > one.endLine || later.endLine <= one.endLine).toBe(true);
          }
        }
        expect(statementStarts).toEqual([...new Set(statementStarts)].sort((a, b) => a - b));
      }),
      { seed: 7 },
    );
  });
});
