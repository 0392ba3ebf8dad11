import { describe, expect, it } from 'vitest';
import { leadingOf, readText } from './read-text.ts';
import { showDeclaration } from './show-declaration.ts';

const rows: readonly (readonly [title: string, source: string, expected: readonly string[]])[] = [
  [
    'types, without their namespace',
    'namespace N.M {\n public class A<T, U> where T : class {}\n class B {}\n public struct C {}\n public record D(int X, string Y = "");\n public record struct E(int X);\n public interface F {}\n public enum G { A, B }\n public delegate int H<T>(T a);\n}\n',
    [
      'public class A<T, U>',
      'hidden class B',
      'public class C',
      'public class D(X, Y?)',
      'public class E(X)',
      'public interface F',
      'public enum G',
      'public type H<T>(a) value',
    ],
  ],
  [
    'visibility',
    'namespace N;\npublic class A {\n protected internal void A1() {}\n void B() {}\n private protected void C() {}\n internal class D { public void E() {} }\n public interface I { void F(); private void G() {} int H { get; } }\n}\n',
    [
      'public class A',
      'public method A.A1',
      'hidden method A.B',
      'hidden method A.C',
      'hidden class A.D',
      'hidden method A.D.E',
      'public interface A.I',
      'public method A.I.F',
      'hidden method A.I.G',
      'public property A.I.H',
    ],
  ],
  [
    'parameters',
    'public class A(int p) {\n public A() : this(1) {}\n public A(int a, ref string b, int d = 1, params int[] c) : base(a) { throw new B(); }\n public void F(this int a, int? b) {}\n}\n',
    ['public class A(p)', 'public constructor A.A(a, b, d?, ...c) throws:B', 'public method A.F(a, b)'],
  ],
  [
    'results',
    'public class A {\n public Task A1() => x;\n public async Task<int> B() { return 1; }\n public IEnumerable<int> C() { yield return 1; }\n public void D() { int f() { return 1; } }\n}\n',
    [
      'public class A',
      'public method A.A1',
      'public method A.B value',
      'public method A.C value yields',
      'public method A.D',
    ],
  ],
  [
    'overrides',
    'public class A {\n public override string ToString() => "";\n void I.F() {}\n public override int P { get; }\n}\n',
    [
      'public class A',
      'public method A.ToString value [overrides]',
      'hidden method A.F [overrides]',
      'public property A.P [overrides]',
    ],
  ],
  [
    'properties',
    'public class A {\n public int A1 { get; set; }\n public int B => _b;\n public int C { get { return this.c; } }\n public int D { get => d; set { } }\n public int E => true;\n public int F => G();\n public int H { get { throw new X(); } }\n}\n',
    [
      'public class A',
      'public property A.A1',
      'public property A.B [trivial]',
      'public property A.C [trivial]',
      'public property A.D',
      'public property A.E',
      'public property A.F',
      'public property A.H throws:X',
    ],
  ],
  [
    'constants',
    'public class A {\n public const int X = 1, Y = 2;\n const int Z = 1;\n public static readonly int W = 1;\n}\n',
    ['public class A', 'public constant A.X'],
  ],
  [
    'throws',
    'public class A {\n public int F() => throw new N.X<int>();\n public void G() { try { throw new P(); } catch { throw; } }\n public void H() { Action f = () => throw new Q(); }\n}\n',
    [
      'public class A',
      'public method A.F value throws:N.X',
      'public method A.G throws:?',
      'public method A.H',
    ],
  ],
];

/** Several of a table stand on one line: that is not what it is about. */
const withoutSharedLine = (shown: string): string => shown.replace(/ \[shared-line\]$/, '');

describe('declarations of C#', () => {
  it.each(rows)('%s', async (_, source, expected) => {
    const { declarations, errors } = await readText('A.cs', source);
    expect(declarations.map(showDeclaration).map(withoutSharedLine)).toEqual(expected);
    expect(errors).toBe(0);
  });

  it('begins at the first attribute; directives part no comment from what is below', async () => {
    const source = [
      '\uFEFFusing A; // tail',
      '/// <summary>One.</summary>',
      '#pragma warning disable',
      '[Foo]',
      'public class A {',
      '  // two',
      '  #region x',
      '  [Bar] public void F() {}',
      '  /* three */',
      '  #endregion',
      '  public void G() {}',
      '}',
      '',
    ].join('\r\n');
    const file = await readText('A.cs', source);
    expect(leadingOf(file, source)).toEqual({ A: ['/// <summary>One.</summary>'], 'A.F': ['// two'] });
    expect(file.declarations.map(({ signature }) => source.slice(signature.start, signature.end))).toEqual([
      '[Foo]\r\npublic class A ',
      '[Bar] public void F() ',
      'public void G() ',
    ]);
    expect(file.comments).toHaveLength(4);
  });
});
