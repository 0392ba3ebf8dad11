import { describe, expect, it } from 'vitest';
import { leadingOf, readText } from './read-text.ts';
import { showDeclaration } from './show-declaration.ts';

const rows: readonly (readonly [title: string, source: string, expected: readonly string[]])[] = [
  ['nothing', '', []],
  ['a module docstring is no declaration', '"""Text."""\nx = 1\n', []],
  [
    'parameters',
    'def f(a, b: int, c=1, *args, d: int = 2, e, **kw):\n    pass\n',
    ['public function f(a, b, c?, ...args, d?, e, ...kw)'],
  ],
  [
    'separators and typed rest',
    'async def f(a, /, b, *, c, **kw: str): ...\ndef g(*xs: int):\n  pass\n',
    ['public function f(a, b, c, ...kw) unknown [stub one-line]', 'public function g(...xs)'],
  ],
  [
    'owners and their names',
    'class _A:\n    def b(self):\n        pass\nclass C:\n    def _d(self):\n        pass\n    class E:\n        def f(self):\n            def g():\n                pass\n',
    [
      'hidden class _A',
      'hidden method _A.b',
      'public class C',
      'hidden method C._d',
      'public class C.E',
      'public method C.E.f',
      'hidden function C.E.f.g',
    ],
  ],
  [
    'constructors and other dunder methods',
    'class A:\n    def __init__(self, a):\n        self.a = a\n    def __len__(self):\n        return 1\nclass B:\n    def __init__(self):\n        pass\n',
    ['public class A', 'public constructor A.__init__(a)', 'hidden method A.__len__ value', 'public class B'],
  ],
  [
    'receivers',
    'class A:\n    @classmethod\n    def a(cls, x):\n        pass\n    @staticmethod\n    def b(x):\n        pass\n    def c(*args):\n        pass\n',
    ['public class A', 'public method A.a(x)', 'public method A.b(x)', 'public method A.c(...args)'],
  ],
  [
    'properties',
    'class A:\n    @property\n    def a(self):\n        return self._a\n    @a.setter\n    def a(self, value):\n        self._a = value\n    @a.deleter\n    def a(self):\n        pass\n    @functools.cached_property\n    def b(self):\n        return self.a + 1\n',
    ['public class A', 'public getter A.a value [trivial]', 'public getter A.b value'],
  ],
  [
    '__all__',
    '__all__ = ["a", \'_b\']\ndef a():\n  pass\ndef _b():\n  pass\ndef c():\n  pass\nclass d:\n  def e(self):\n    pass\n',
    ['public function a', 'public function _b', 'hidden function c', 'hidden class d', 'hidden method d.e'],
  ],
  [
    'an __all__ that is put together says nothing',
    '__all__ = ["a"] + more\n__all__ += x\ndef c():\n  pass\n',
    ['public function c'],
  ],
  [
    'results',
    [
      'def a() -> None:\n  return x',
      'def b() -> int:\n  pass',
      'def c():\n  return',
      'def d():\n  def e():\n    return 1',
      'def f():\n  if x:\n    return 1',
      'def g() -> "NoReturn":\n  raise X',
      'def h():\n  yield 1',
      'def i():\n  x = lambda: (yield)\n  return None',
      'def j():\n  raise NotImplementedError',
      'def k() -> Iterator[int]:\n  yield from x\n',
    ].join('\n'),
    [
      'public function a',
      'public function b value',
      'public function c',
      'public function d',
      'hidden function d.e value',
      'public function f value',
      'public function g throws:X',
      'public function h yields',
      'public function i',
      'public function j unknown throws:NotImplementedError',
      'public function k value yields',
    ],
  ],
  [
    'raises',
    'def a():\n  raise ValueError("x") from e\n  raise errors.Bad\n  raise ValueError\ndef b(e):\n  raise e\ndef c():\n  try:\n    raise A()\n  except A:\n    raise B()\ndef d():\n  try:\n    raise A()\n  finally:\n    pass\n',
    [
      'public function a throws:ValueError,errors.Bad',
      'public function b(e) throws:?',
      'public function c throws:B',
      'public function d throws:A',
    ],
  ],
  [
    'decorators',
    '@app.command("x")\ndef a(): pass\n@click.option("--x")\ndef b(): pass\n@router.get("/")\nasync def c(): pass\n@mcp.tool()\ndef d(): pass\n@typing.override\ndef e(): pass\n@overload\ndef f(): pass\n@lru_cache\ndef g(): pass\n',
    [
      'public function a [runtime-doc one-line]',
      'public function b [runtime-doc one-line]',
      'public function c [runtime-doc one-line]',
      'public function d [runtime-doc one-line]',
      'public function e [overrides one-line]',
      'public function f [stub one-line]',
      'public function g [one-line]',
    ],
  ],
  [
    'bodies that must stay as they are',
    'def a():\n  ...\ndef b():\n  f"x"\ndef c():\n  b"x"\ndef d():\n  "x" f"y"\ndef e(): \\\n  pass\nclass F: x = 1\ndef g():\n  "x"\n  ...\n',
    [
      'public function a unknown [stub]',
      'public function b unknown [stub]',
      'public function c unknown [stub]',
      'public function d [stub]',
      'public function e [one-line]',
      'public class F [one-line]',
      'public function g unknown',
    ],
  ],
  [
    'type parameters',
    'class A[T, *Ts, **P]:\n  x = 1\ndef f[T: int](x: T):\n  pass\n',
    ['public class A<T, Ts, P>', 'public function f<T>(x)'],
  ],
  [
    'definitions inside statements',
    'if x:\n  def f():\n    pass\nelse:\n  class A:\n    pass\n',
    ['public function f', 'public class A'],
  ],
];

describe('declarations of Python', () => {
  it.each(rows)('%s', async (_, source, expected) => {
    const { declarations, errors } = await readText('a.py', source);
    expect(declarations.map(showDeclaration)).toEqual(expected);
    expect(errors).toBe(0);
  });

  it('takes everything in a .pyi for a stub', async () => {
    const { declarations } = await readText('a.pyi', 'def f():\n  pass\n');
    expect(declarations[0]?.traits).toEqual(['stub']);
  });

  const bodies: readonly (readonly [
    source: string,
    line: string,
    indent: string,
    docstring: string | undefined,
  ])[] = [
    ['def f():\n    # lead\n    pass\n', '    # lead', '    ', undefined],
    ['def f(a,\n      b):  # tail\n\n\tpass', '', '\t', undefined],
    ['def f():\r\n  "x"\r\n  pass\r\n', '  "x"\r', '  ', '"x"'],
    ["class A:\n  r'''a\n  b'''\n", "  r'''a", '  ', "r'''a\n  b'''"],
    ['def f():\n  "a" \'b\'; x\n', '  "a" \'b\'; x', '  ', '"a" \'b\''],
    ['def f():\n  ("a")\n', '  ("a")', '  ', '("a")'],
    ['def f():\n  x\n  "a"\n', '  x', '  ', undefined],
    ['def é():\n  u"ü🙂"\n', '  u"ü🙂"', '  ', 'u"ü🙂"'],
    ['\uFEFFdef f():\n  "a"', '  "a"', '  ', '"a"'],
  ];
  it.each(bodies)('finds where the docstring is: %j', async (source, line, indent, docstring) => {
    const { declarations, docstrings } = await readText('a.py', source);
    const body = declarations[0]?.body;
    expect(source.slice(body?.at).split('\n')[0]).toBe(line);
    expect(body?.indent).toBe(indent);
    const found = body?.docstring && source.slice(body.docstring.start, body.docstring.end);
    expect(found).toBe(docstring);
    expect(docstrings.map(({ start, end }) => source.slice(start, end))).toEqual(
      docstring === undefined ? [] : [docstring],
    );
  });

  it('begins at the first decorator, below the comments above', async () => {
    const source = 'x = 1  # tail\n# one\n\n# two\n@a\n# three\n@b\ndef f():\n  pass\n';
    const file = await readText('a.py', source);
    expect(source.slice(file.declarations[0]?.span.start)).toMatch(/^@a\n/);
    expect(leadingOf(file, source)).toEqual({ f: ['# one', '# two'] });
    expect(file.comments).toHaveLength(4);
  });

  it('counts what cannot be parsed', async () => {
    const { errors } = await readText('a.py', 'def f(:\n  pass\nx = = 2\n');
    expect(errors).toBeGreaterThan(0);
  });
});
