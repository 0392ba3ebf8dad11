import { describe, expect, it } from 'vitest';
import { leadingOf, readText } from './read-text.ts';
import { showDeclaration } from './show-declaration.ts';

const rows: readonly (readonly [title: string, source: string, expected: readonly string[]])[] = [
  [
    'functions',
    'func F[T any, K comparable](a, b int, c ...string) (x int, err error) {\n}\nfunc f()\nfunc G(int, string) {}\nfunc H(_ int) {}\nfunc É() {}\n',
    [
      'public function F<T, K>(a, b, ...c) value',
      'hidden function f',
      'public function G(_, _)',
      'public function H(_)',
      'public function É',
    ],
  ],
  [
    'methods',
    'func (s *Store[T]) Load() error { return nil }\nfunc (s store) Load() {}\nfunc (Store) load() {}\n',
    ['public method Store.Load value', 'hidden method store.Load', 'hidden method Store.load'],
  ],
  [
    'types',
    'type A struct{ X int }\ntype B[T any] interface{ M() }\ntype C = int\ntype d func(x int) int\n',
    ['public class A', 'public interface B<T>', 'public type C', 'hidden type d'],
  ],
  [
    'groups',
    'type (\n\tA struct{}\n\tB int\n)\nconst (\n\tP = iota\n\tq\n\tr, S = 1, 2\n)\nvar (\n\tV int\n)\n',
    ['public class A', 'public type B', 'public constant P', 'public constant S', 'public constant V'],
  ],
  ['single constants', 'const X, Y = 1, 2\nvar v int\nvar _ I = W{}\n', ['public constant X']],
  ['nothing in bodies', 'func f() {\n\ttype A struct{}\n\tconst B = 1\n}\n', ['hidden function f']],
  [
    'panics',
    'func A() {\n\tpanic("x")\n}\nfunc B() {\n\tgo func() { panic(1) }()\n}\nfunc C() {\n\tdefer func() { recover() }()\n\tpanic(1)\n}\n',
    ['public function A throws:?', 'public function B', 'public function C'],
  ],
];

describe('declarations of Go', () => {
  it.each(rows)('%s', async (_, source, expected) => {
    const { declarations, errors } = await readText('a.go', `package a\n${source}`);
    expect(declarations.map(showDeclaration)).toEqual(expected);
    expect(errors).toBe(0);
  });

  it('begins at the keyword, or inside a group at the name', async () => {
    const source = 'package a\n\ntype A struct {\n}\n\nvar (\n\tB = `x\ny`\n)\n';
    const { declarations } = await readText('a.go', source);
    expect(declarations.map(({ span }) => source.slice(span.start, span.end))).toEqual([
      'type A struct {\n}',
      'B = `x\ny`',
    ]);
    expect(source.slice(declarations[0]?.signature.start, declarations[0]?.signature.end)).toBe(
      'type A struct ',
    );
  });

  it('finds comments above, directives among them', async () => {
    const source = [
      '// Package a.',
      'package a',
      'var X int // tail',
      '//go:noinline',
      'func F() {}',
      '/* one',
      'two */',
      '',
      '// three',
      'func G() {}',
      '// group',
      'const (',
      '\tP = 1',
      '\t// own',
      '\tQ = 2',
      ')',
      'func H() {} /* a */ func I() {}',
      '',
    ].join('\r\n');
    const file = await readText('a.go', source);
    expect(leadingOf(file, source)).toEqual({
      F: ['//go:noinline'],
      G: ['/* one\r\ntwo */', '// three'],
      Q: ['// own'],
      I: ['/* a */'],
    });
    const shared = file.declarations.filter((one) => one.traits.includes('shared-line'));
    expect(shared.map((one) => one.symbol)).toEqual(['I']);
  });

  it.each([
    ['// doc\nconst (\n\tP = 1\n\n\t// own\n\tQ = 2\n)\n', ['P']],
    ['// doc\nvar (\n\tP = 1\n\tQ = 2\n)\n', ['P', 'Q']],
    ['// a section\n\nconst (\n\tP = 1\n)\n', []],
    ['//nolint:all\nconst (\n\tP = 1\n)\n', []],
    ['// doc\ntype (\n\tP int\n)\n', []],
  ])('takes the doc of a group for its constants: %j', async (source, expected) => {
    const { declarations } = await readText('a.go', `package a\n\n${source}`);
    const inherited = declarations.filter((one) => one.traits.includes('overrides'));
    expect(inherited.map((one) => one.name)).toEqual(expected);
  });
});
