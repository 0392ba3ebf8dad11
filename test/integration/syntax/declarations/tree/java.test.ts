import { describe, expect, it } from 'vitest';
import { leadingOf, readText } from './read-text.ts';
import { showDeclaration } from './show-declaration.ts';

const rows: readonly (readonly [title: string, source: string, expected: readonly string[]])[] = [
  [
    'types',
    'public class A<T extends B> {}\nclass B {}\npublic interface C {}\npublic enum D { P, Q { void m() {} }; public void n() {} }\npublic @interface E { int value() default 1; }\npublic record F<T>(int a, T... b) {}\n',
    [
      'public class A<T>',
      'hidden class B',
      'public interface C',
      'public enum D',
      'public method D.n',
      'public interface E',
      'public method E.value value',
      'public class F<T>(a, ...b)',
    ],
  ],
  [
    'visibility',
    'public class A {\n protected void a() {}\n void b() {}\n private void c() {}\n static class D { public void e() {} }\n public interface I { void f(); private void g() {} class J { void h() {} } }\n}\n',
    [
      'public class A',
      'public method A.a',
      'hidden method A.b',
      'hidden method A.c',
      'hidden class A.D',
      'hidden method A.D.e',
      'public interface A.I',
      'public method A.I.f',
      'hidden method A.I.g',
      'public class A.I.J',
      'hidden method A.I.J.h',
    ],
  ],
  [
    'constructors',
    'public class A {\n public A() {}\n protected A(final int a, int[] b) { throw new B(); }\n}\npublic record R(int x) { public R { } }\n',
    ['public class A', 'public constructor A.A(a, b) throws:B', 'public class R(x)'],
  ],
  [
    'methods',
    'public class A {\n public <T, U> T f(A this, T a, String... b) { return a; }\n public void g() { new X() { public int h() { return 1; } }; }\n @Override public int k() { return 1 + 1; }\n}\n',
    [
      'public class A',
      'public method A.f<T, U>(a, ...b) value',
      'public method A.g',
      'public method A.k value [overrides]',
    ],
  ],
  [
    'getters',
    'public class A {\n public int a() { return a; }\n public int b() {\n  return this.b;\n }\n public int c() { return null; }\n public A d() { return this; }\n public int e() { return e(); }\n public int f(int x) { return x; }\n}\n',
    [
      'public class A',
      'public method A.a value [trivial]',
      'public method A.b value [trivial]',
      'public method A.c value',
      'public method A.d value',
      'public method A.e value',
      'public method A.f(x) value',
    ],
  ],
  [
    'constants',
    'public class A {\n public static final int X = 1, Y = 2;\n private static final int Z = 1;\n public final int v = 1;\n public static int w;\n}\npublic interface I { String S = "s"; }\n',
    ['public class A', 'public constant A.X', 'public interface I', 'public constant I.S'],
  ],
  [
    'throws',
    'public class A {\n public void f() throws IOException, a.B { throw new IllegalStateException("x"); }\n public void g(Exception e) { Runnable r = () -> { throw new X(); }; throw e; }\n public void h() { try { throw new P(); } catch (P e) { throw new Q<>(e); } }\n}\n',
    [
      'public class A',
      'public method A.f throws:IOException,a.B,IllegalStateException',
      'public method A.g(e) throws:?',
      'public method A.h throws:Q',
    ],
  ],
];

/** Several of a table stand on one line: that is not what it is about. */
const withoutSharedLine = (shown: string): string => shown.replace(/ \[shared-line\]$/, '');

describe('declarations of Java', () => {
  it.each(rows)('%s', async (_, source, expected) => {
    const { declarations, errors } = await readText('A.java', source);
    expect(declarations.map(showDeclaration).map(withoutSharedLine)).toEqual(expected);
    expect(errors).toBe(0);
  });

  it('begins at the first annotation, below its comments', async () => {
    const source =
      'package a; // tail\n/* licence */\n\n/** Doc 🙂. */\n@Foo(1)\n// inside\npublic class A {\n  // lead\n  @Override public int f() { return 1; }\n}\n';
    const file = await readText('A.java', source);
    expect(leadingOf(file, source)).toEqual({
      A: ['/* licence */', '/** Doc 🙂. */'],
      'A.f': ['// lead'],
    });
    expect(file.declarations.map(({ signature }) => source.slice(signature.start, signature.end))).toEqual([
      '@Foo(1)\n// inside\npublic class A ',
      '@Override public int f() ',
    ]);
    expect(file.comments).toHaveLength(5);
  });
});
