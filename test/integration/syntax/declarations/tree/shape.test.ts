import { describe, expect, it } from 'vitest';
import { insertAll, type Insertion } from '../../../../../src/docstring/insertion.ts';
import type { DocFile } from '../../../../../src/docstring/declaration.ts';
import { readText } from './read-text.ts';

const python = `"""Module."""
import a  # tail


class A(B):
    # lead
    x = "a\\n  b"

    def f(self, b):
        if b:
            return f"{b} # no"

        return r'''raw
  # text'''


@decorated
async def g(
    a,
):  # tail
    await a


def h():
    "has one"
`;

const go = `// Package a.
package a

type A struct {
\tX int // tail
}

const (
\tP = iota
\tQ
)

//go:noinline
func F(a int) (b string) {
\tx := \`raw // text
  x\`; y := "a // b"
\treturn x + y
}
`;

const java = `package a;

@Foo
public class A<T> {
  /* x */ public static final int X = 1;

  @Override
  public int f() throws B {
    String s = """
        text // block
        """;
    return '"' + s; // tail
  }

  enum E { P; public void m() {} }
}
`;

const rust = `//! Crate.

#[derive(Debug)]
pub struct S<'a> {
    pub a: &'a str,
}

impl<'a> S<'a> {
    #[inline]
    pub fn f(&self) -> Result<(), E> {
        let x = r#"raw // " text"#;
        x.g::<Vec<u8>>() // tail
    }
}
`;

const csharp = `using System;
#region a
namespace N
{
    public enum E { A, B };

    [Foo]
    public class A
    {
        #if DEBUG
        public int P { get; set; }
        #endif

        public string F(int a) => $"x {a} // no";

        public string G()
        {
            return @"a // b
  c"; // tail
        }
    }
}
#endregion
`;

const docOf: Readonly<Record<string, (indent: string) => string>> = {
  'a.py': (indent) => `${indent}"""One ü🙂.\n\n${indent}Two.\n${indent}"""\n`,
  'a.go': (indent) => `${indent}// One ü🙂.\n`,
  'A.java': (indent) => `${indent}/**\n${indent} * One ü🙂.\n${indent} */\n`,
  'a.rs': (indent) => `${indent}/// One ü🙂.\n`,
  'A.cs': (indent) => `${indent}/// <summary>One ü🙂.</summary>\n`,
};

const sources = { 'a.py': python, 'a.go': go, 'A.java': java, 'a.rs': rust, 'A.cs': csharp };

/** A doc for each declaration that could have one. */
function insertionsFor(path: string, text: string, file: DocFile): Insertion[] {
  return file.declarations.flatMap(({ symbol, span, body, traits }) => {
    if (traits.includes('shared-line') || body?.docstring !== undefined) return [];
    const at = body?.at ?? text.lastIndexOf('\n', span.start - 1) + 1;
    const indent = body?.indent ?? text.slice(at, span.start);
    if (indent.trim() !== '') return [];
    return [{ at, symbol, text: docOf[path]?.(indent) ?? '' }];
  });
}

describe('the shape of a file', () => {
  const cases = Object.entries(sources).flatMap(([path, source]) =>
    [source, source.replaceAll('\n', '\r\n'), `\uFEFF${source}`].map((text) => [path, text] as const),
  );
  it.each(cases)('%s stays with each doc that is added, and with all of them', async (path, text) => {
    const file = await readText(path, text);
    const insertions = insertionsFor(path, text, file);
    expect(file.errors).toBe(0);
    expect(insertions.length).toBeGreaterThanOrEqual(2);
    const docs = (one: DocFile): number => (path === 'a.py' ? one.docstrings : one.comments).length;
    for (const added of [...insertions.map((one) => [one]), insertions]) {
      const documented = await readText(path, insertAll(text, added));
      expect(documented.shape).toBe(file.shape);
      expect(documented.errors).toBe(0);
      expect(docs(documented) - docs(file)).toBe(added.length);
    }
  });

  it.each(Object.entries(sources))('%s differs for other code', async (path, text) => {
    const { shape } = await readText(path, text);
    expect((await readText(path, text.replace(/\btail\b/, 'another tail'))).shape).toBe(shape);
    // Every word but those of comments and docstrings, one after the other.
    const file = await readText(path, text);
    const silent = [...file.comments, ...file.docstrings];
    for (const { index, 0: word } of text.matchAll(/\w+/g)) {
      if (silent.some((one) => one.start <= index && index < one.end)) continue;
      const changed = `${text.slice(0, index)}${word}1${text.slice(index + word.length)}`;
      expect((await readText(path, changed)).shape, changed.slice(index, index + 20)).not.toBe(shape);
    }
  });

  const hostile: readonly (readonly [title: string, path: string, from: string, to: string])[] = [
    ['text in front of a docstring', 'a.py', '"""Module."""', '"""Other."""\n"""Module."""'],
    [
      'code that becomes a docstring',
      'a.py',
      '    # lead\n    x =',
      '    # lead\n    """doc""" + x\n    x =',
    ],
    ['a statement that leaves its block', 'a.py', "        return r'''raw", "    return r'''raw"],
    ['white space in a string', 'a.py', '"a\\n  b"', '"a\\n b"'],
    ['a comment in a string', 'a.py', '  # text', ' # text'],
    ['a comment in a raw string', 'a.go', '`raw // text', '`raw /* */ // text'],
    ['white space in a raw string', 'a.go', '\n  x`', '\n x`'],
    ['a semicolon', 'a.go', 'iota', 'iota;'],
    ['a return that loses its value', 'a.go', 'return x + y', 'return\n\tx + y'],
    ['white space in a text block', 'A.java', '        """;', '       """;'],
    ['a comment in a text block', 'A.java', 'text // block', 'text // blck'],
    ['a comment opened in front of code', 'A.java', '@Foo', '/* @Foo */'],
    ['a raw string', 'a.rs', 'raw // "', 'raw // '],
    ['the end of a raw string', 'a.rs', 'r#"raw', 'r##"raw'],
    ['an attribute', 'a.rs', '#[inline]', '#[doc = "x"]'],
    ['an attribute in a comment', 'a.rs', '#[inline]', '//#[inline]'],
    ['a directive', 'A.cs', '#if DEBUG', '#if !DEBUG'],
    ['an interpolation', 'A.cs', '{a} // no', '{a}  // no'],
    ['a verbatim string', 'A.cs', '\n  c"', '\n c"'],
    ['an optional semicolon', 'A.cs', 'A, B };', 'A, B }'],
  ];
  it.each(hostile)('differs for %s', async (_, path, from, to) => {
    const text = sources[path as keyof typeof sources];
    const changed = text.replace(from, () => to);
    expect(changed).not.toBe(text);
    expect((await readText(path, changed)).shape).not.toBe((await readText(path, text)).shape);
  });

  it('counts zero bytes as one character each', async () => {
    const text = 'def f():\n    x = "a\0b"\n\n\ndef g():\n    pass\n';
    const file = await readText('a.py', text);
    expect(file.declarations.map((one) => one.name)).toEqual(['f', 'g']);
    expect(text.slice(file.declarations[1]?.span.start)).toMatch(/^def g/);
  });
});
