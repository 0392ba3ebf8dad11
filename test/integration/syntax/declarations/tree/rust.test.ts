import { describe, expect, it } from 'vitest';
import { leadingOf, readText } from './read-text.ts';
import { showDeclaration } from './show-declaration.ts';

const rows: readonly (readonly [title: string, source: string, expected: readonly string[]])[] = [
  [
    'no tests',
    '#[test]\nfn a() {}\n#[tokio::test(flavor = "x")]\nasync fn b() { fn c() {} }\n#[cfg(test)]\n// why\n#[x]\nmod tests {\n  pub fn d() {}\n}\n#[cfg(feature = "test")]\nfn e() {}\n#[testing]\nfn f() {}\n',
    ['hidden function e', 'hidden function f'],
  ],
  [
    'items',
    "pub struct S<'a, T: Clone, const N: usize> { pub a: &'a T }\npub enum E { A, B(u8) }\npub union U { a: u8 }\npub type T = u8;\npub const C: u8 = 1;\npub static mut D: u8 = 1;\nconst P: u8 = 1;\npub(crate) struct Q;\n",
    [
      'public class S<T, N>',
      'public enum E',
      'public class U',
      'public type T',
      'public constant C',
      'public constant D',
      'hidden class Q',
    ],
  ],
  [
    'functions',
    'pub async unsafe fn f<U>((a, b): (u8, u8), mut c: u8, _: u8) -> u8 where U: Copy { fn g() {} c }\nextern "C" {\n    pub fn h(a: i32, ...);\n}\n',
    ['public function f<U>(_, c, _) value', 'hidden function f.g [shared-line]', 'public function h(a)'],
  ],
  [
    'methods of a type',
    'pub struct S;\nstruct P;\nimpl S {\n  pub fn a(&self) {}\n  pub(super) fn b(self: Box<Self>, x: u8) {}\n  pub const K: u8 = 1;\n}\nimpl P {\n  pub fn c(&mut self) {}\n}\nimpl<T> crate::x::Other<T> {\n  pub fn d() {}\n}\n',
    [
      'public class S',
      'hidden class P',
      'public method S.a',
      'hidden method S.b(x)',
      'public constant S.K',
      'hidden method P.c',
      'public method Other.d',
    ],
  ],
  [
    'traits',
    'pub trait A {\n  type B;\n  const C: u8;\n  fn d(&self);\n  fn e() {}\n}\ntrait F {\n  fn g();\n}\nimpl A for X {\n  type B = u8;\n  fn d(&self) {}\n}\n',
    [
      'public interface A',
      'public type A.B',
      'public constant A.C',
      'public method A.d',
      'public method A.e',
      'hidden interface F',
      'hidden method F.g',
      'public type X.B [overrides]',
      'public method X.d [overrides]',
    ],
  ],
  [
    'modules',
    'pub mod a {\n  pub fn b() {}\n}\nmod c {\n  pub fn d() {}\n}\n',
    ['public function a.b', 'hidden function c.d'],
  ],
  [
    'results and panics',
    'fn a() -> Result<u8, my::Error> {}\nfn b() -> io::Result<()> {}\nfn c() -> fmt::Result {}\nfn d() -> () { panic!("x") }\nfn e() -> ! { todo!() }\nfn f() { let g = || panic!(); }\nfn h() -> Result<u8, E> { panic!() }\n',
    [
      'hidden function a value throws:my::Error',
      'hidden function b throws:?',
      'hidden function c unknown throws:?',
      'hidden function d throws:?',
      'hidden function e',
      'hidden function f',
      'hidden function h value throws:E,?',
    ],
  ],
  ['nothing in macros', 'macro_rules! m { () => { pub fn a() {} } }\nm! { pub fn b() {} }\n', []],
];

describe('declarations of Rust', () => {
  it.each(rows)('%s', async (_, source, expected) => {
    const { declarations, errors } = await readText('a.rs', source);
    expect(declarations.map(showDeclaration)).toEqual(expected);
    expect(errors).toBe(0);
  });

  it('begins at the first attribute; docs stand above it, below it or in it', async () => {
    const source = [
      '//! Crate.',
      'use x;',
      '/// One.',
      '#[a]',
      'pub struct A;',
      '#[a]',
      '// two',
      '#[b(c)]',
      '/// Three.',
      'pub struct B;',
      '#[doc = "four"]',
      'pub struct C;',
      '#[cfg_attr(x, doc = "five")] #[a]',
      'pub struct D;',
      '#[a]',
      'pub struct E;',
      '',
    ].join('\r\n');
    const file = await readText('a.rs', source);
    expect(leadingOf(file, source)).toEqual({
      A: ['/// One.'],
      B: ['// two', '/// Three.'],
      C: ['#[doc = "four"]'],
      D: ['#[cfg_attr(x, doc = "five")]'],
    });
    const firstLines = file.declarations.map(({ span }) => source.slice(span.start).split('\r\n')[0]);
    expect(firstLines).toEqual([
      '#[a]',
      '#[a]',
      '#[doc = "four"]',
      '#[cfg_attr(x, doc = "five")] #[a]',
      '#[a]',
    ]);
  });
});
