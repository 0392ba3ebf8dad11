import { describe, expect, test } from 'vitest';
import type { Declaration, DocFile } from '../../../../../src/docstring/declaration.ts';
import { createJavaScriptReader } from '../../../../../src/syntax/declarations/javascript/create-javascript-reader.ts';

const reader = createJavaScriptReader({});

async function read(text: string, path = 'a.ts'): Promise<DocFile> {
  const file = await reader(path, text);
  if (file === undefined) throw new Error('not read');
  return file;
}

/** `kind symbol`, with `+` before what is public, and what else is not as it usually is. */
async function list(text: string, path?: string): Promise<string[]> {
  const { declarations, errors } = await read(text, path);
  expect(errors).toBe(0);
  for (const { span } of declarations)
    expect(text.slice(span.start, span.end)).toBe(text.slice(span.start, span.end).trim());
  return declarations.map(({ kind, symbol, isPublic }) => `${isPublic ? '+' : '-'}${kind} ${symbol}`);
}

async function first(text: string, path?: string): Promise<Declaration> {
  const [declaration] = (await read(text, path)).declarations;
  if (declaration === undefined) throw new Error('nothing declared');
  return declaration;
}

const what: Readonly<Record<string, readonly [source: string, ...expected: string[]]>> = {
  'functions and what is inside of them': [
    'export function a() { function b() { const c = () => 1; } }\nasync function* d() {}',
    '+function a',
    '-function a.b',
    '-function a.b.c',
    '-function d',
  ],
  'functions in variables': [
    'export const a = () => 1;\nexport const b = function () {};\nlet c = async <T,>(x: T) => x;\nexport const d = (() => 1) satisfies F;',
    '+function a',
    '+function b',
    '-function c',
    '+function d',
  ],
  'functions in callbacks': ['describe("x", () => { function helper() {} });', '-function helper'],
  'classes and their members': [
    `export class A<T> extends B {
      field = 1; handler = () => {}; static #secret = 1;
      constructor(private readonly x: number) { super(); }
      run() {} private hidden() {} protected held() {} _low() {} #own() {}
      get size() { return 1; } set size(x) {} set only(x) {}
      static make() {} 'quoted name'() {} [Symbol.iterator]() {} static { function once() {} }
    }`,
    '+class A',
    '+method A.handler',
    '+constructor A.constructor',
    '+method A.run',
    '-method A.hidden',
    '-method A.held',
    '-method A._low',
    '-method A.#own',
    '+getter A.size',
    '+method A.make',
    '+method A.quoted name',
    '+method A.[Symbol.iterator]',
    '-function A.once',
  ],
  'a constructor without parameters': ['export class A { constructor() {} }', '+class A'],
  'class expressions': ['export const A = class B { run() {} };', '+class A', '+method A.run'],
  'abstract members': [
    'export abstract class A { abstract run(): void; abstract get size(): number; }',
    '+class A',
    '+method A.run',
    '+getter A.size',
  ],
  'decorated ones': [
    '@a() export class A { @b() @c run() {} }\nexport @d class B {}',
    '+class A',
    '+method A.run',
    '+class B',
  ],
  'interfaces, types and enums': [
    'export interface A<T> { run(): void; size: number; get x(): 1; call: () => void; (): void; new (): A<T> }\ninterface B { run(): void }\nexport type C = { run(): void };\nexport enum D { x }\ndeclare enum E {}',
    '+interface A',
    '+method A.run',
    '+getter A.x',
    '-interface B',
    '+type C',
    '+enum D',
    '-enum E',
  ],
  constants: [
    'export const a = 1, b = 2;\nexport const c = 3;\nconst d = 4;\nexport let e = 5;\nexport const { f } = g;\nexport declare const h: number;',
    '+constant c',
    '+constant h',
  ],
  'objects and their methods': [
    'export const api = { get() {}, post: async () => {}, get size() { return 1; }, users: { list() {} }, _own() {}, n: 1, ...more } as const;\nconst inner = { run() {} };',
    '+constant api',
    '+method api.get',
    '+method api.post',
    '+getter api.size',
    '+method api.users.list',
    '-method api._own',
    '-method inner.run',
  ],
  'overload sets': [
    `export function f(a: string): void;
     export function f(a: number): void;
     export function f(a: unknown) { function inner() {} }
     export class A { run(a: string): void; run(a: number): void; run() {} constructor(a: 1); constructor(a: unknown) {} }
     export interface B { on(a: 1): void; on(a: 2): void }
     declare function g(): void;
     declare function g(a: 1): void;
     export default function (a: 1): void;
     export default function (a: unknown) {}`,
    '+function f',
    '-function f.inner',
    '+class A',
    '+method A.run',
    '+constructor A.constructor',
    '+interface B',
    '+method B.on',
    '-function g',
    '+function default',
  ],
  'two functions of one name, both with a body': [
    'var f = function () {}; function f() {}',
    '-function f',
    '-function f',
  ],
  'names that are exported elsewhere': [
    'export { a, b as c };\nfunction a() {}\nconst b = 1;\nclass d { run() {} }\nexport default d;\nexport { e } from "e";\nfunction e() {}',
    '+function a',
    '+constant b',
    '+class d',
    '+method d.run',
    '-function e',
  ],
  'default exports': ['export default () => 1;', '+function default'],
  'a named default export': ['export default class A { run() {} }', '+class A', '+method A.run'],
  'an object as default export': [
    'export default { data() {} }',
    '+constant default',
    '+method default.data',
  ],
  'the value of a call as default export': ['export default define({ run() {} });'],
  'export =': ['function a() {}\nexport = a;', '+function a'],
  namespaces: [
    'export namespace A.B { export function f() {} function g() {} export namespace C { export const x = 1; } }\ndeclare module "m" { function f(): void; }\nnamespace D { export function h() {} }\ndeclare global { interface Window {} }',
    '+function A.B.f',
    '-function A.B.g',
    '+constant A.B.C.x',
    '+function m.f',
    '-function D.h',
    '+interface global.Window',
  ],
};

const commonJs: typeof what = {
  'module.exports = name': [
    'function a() {}\nfunction b() {}\nmodule.exports = a;',
    '+function a',
    '-function b',
  ],
  'module.exports = {...}': [
    'const a = () => 1;\nclass B { run() {} }\nmodule.exports = { a, c: B, d() {}, e: function () {}, _f() {} };',
    '+function a',
    '+class B',
    '+method B.run',
    '+method d',
    '+method e',
    '-method _f',
  ],
  'module.exports = a function': ['module.exports = function () {};', '+function default'],
  'module.exports = a named class': ['exports = module.exports = class A {};', '+class A'],
  'exports.name': [
    'exports.a = function () {};\nmodule.exports.b = class {};\nexports.c = exports.d = void 0;\nexports.e = f;\nfunction f() {}\nexports.g = 1;',
    '+function a',
    '+class b',
    '+function f',
    '+constant g',
  ],
  prototypes: [
    'function A() {}\nA.prototype.run = function () {};\nA.make = () => {};\nA.prototype._own = function () {};\nmodule.exports = A;',
    '+function A',
    '+method A.run',
    '+function A.make',
    '-method A._own',
  ],
  'a script with return': ['if (x) return;\nfunction a() {}', '-function a'],
  'JSX in .js': ["export const a = () => <b>it's</b>;", '+function a'],
};

test('a getter has the docs of its setter', async () => {
  const traitsOf = async (text: string) => {
    const { declarations } = await read(`export class A { ${text} }`);
    return declarations.find(({ kind }) => kind === 'getter')?.traits;
  };
  expect(await traitsOf('\n/** x */\n set b(c) {}\n get b() { return f(); }')).toEqual(['overrides']);
  expect(await traitsOf('get b() { return f(); }\n\n /** x */\n set b(c) {}')).toContain('overrides');
  expect(await traitsOf('\n// x\n set b(c) {}\n get b() { return f(); }')).toEqual([]);
  expect(await traitsOf('\n/** x */\n static set b(c) {}\n get b() { return f(); }')).toEqual([]);
});

describe('what is declared', () => {
  test.each(Object.entries(what))('%s', async (_, [source, ...expected]) => {
    expect(await list(source)).toEqual(expected);
  });

  test.each(Object.entries(commonJs))('in CommonJS: %s', async (_, [source, ...expected]) => {
    expect(await list(source, 'a.js')).toEqual(expected);
  });

  test('the language follows from the extension', async () => {
    expect(await list('export const a = <T>(x: T) => <T>x;', 'a.mts')).toEqual(['+function a']);
    expect(await list('export const a = <T,>(x: T) => <b>{x}</b>;', 'dir/a.tsx')).toEqual(['+function a']);
    expect(await list('export declare function a(): void;\nexport function b(): void;', 'a.d.ts')).toEqual([
      '+function a',
      '+function b',
    ]);
  });
});

describe('where it stands', () => {
  test('from the first decorator or word to the end, up to its body', async () => {
    const text = '\nexport @a class A {\n  @b\n  async run(x) { }\n}\nconst f = (a) => a + 1;\n';
    const file = await read(text);
    expect(
      file.declarations.map(({ span, signature, lines }) => [
        text.slice(span.start, span.end),
        text.slice(signature.start, signature.end),
        `${lines.first}-${lines.last}`,
      ]),
    ).toEqual([
      ['export @a class A {\n  @b\n  async run(x) { }\n}', 'export @a class A ', '2-5'],
      ['@b\n  async run(x) { }', '@b\n  async run(x) ', '3-4'],
      ['const f = (a) => a + 1;', 'const f = (a) => ', '6-6'],
    ]);
  });

  test('offsets are UTF-16 units, behind a byte order mark as well', async () => {
    const text = '\uFEFF// é😀\nfunction f() {}\n';
    const file = await read(text);
    expect(file.comments).toEqual([{ start: 1, end: 7, form: 'line' }]);
    expect(text.slice(file.declarations[0]!.span.start)).toBe('function f() {}\n');
    const bare = await first('\uFEFFfunction f() {}');
    expect(bare.span).toEqual({ start: 1, end: 16 });
    expect(bare.traits).toEqual([]);
  });
});

describe('comments', () => {
  const above = async (text: string): Promise<string[]> =>
    (await first(text)).leading.map(({ start, end }) => text.slice(start, end));

  test.each([
    ['right above', '// a\n/* b */\n/** c */\nfunction f() {}', ['// a', '/* b */', '/** c */']],
    ['above a blank line', '/* licence */\n\nfunction f() {}', ['/* licence */']],
    ['of the line of code before', 'x(); // a\nfunction f() {}', []],
    ['two of the line of code before', 'x(); /* a */ // b\n// c\nfunction f() {}', ['// c']],
    ['that begins on the line of code before', 'x(); /* a\n b */\nfunction f() {}', []],
    ['a header before imports', '// header\nimport a from "a";\nfunction f() {}', []],
    ['after a hashbang', '#!/usr/bin/env node\n// a\nfunction f() {}', ['// a']],
    ['on its own line', '/** a */ function f() {}', ['/** a */']],
    ['on its own line, behind code', 'x(); /** a */ function f() {}', ['/** a */']],
    ['in a line that ends with CRLF', 'x(); // a\r\n// b\r\nfunction f() {}', ['// b']],
    ['behind a decorator', '@a\n/** b */\nexport class A {}', ['/** b */']],
    ['behind export', 'export /** b */ function f() {}', ['/** b */']],
    ['in parameters', 'function f(/** a */ b) {}', []],
  ])('%s', async (_, text, expected) => {
    expect(await above(text)).toEqual(expected);
  });

  test('of a member, not that of the line of the brace', async () => {
    const text = 'class A { // a\n  // b\n  run() {} // c\n  /** d */\n  stop() {}\n}';
    const { declarations, comments } = await read(text);
    const leading = declarations.map((one) => one.leading.map(({ start, end }) => text.slice(start, end)));
    expect(leading).toEqual([[], ['// b'], ['/** d */']]);
    expect(comments.map(({ form }) => form)).toEqual(['line', 'line', 'line', 'block']);
  });

  test('a hashbang is none', async () => {
    expect((await read('#!/usr/bin/env node\nf();\n')).comments).toEqual([]);
  });
});

describe('parameters', () => {
  test.each([
    ['(a, b?: number, c = 1, ...d: string[])', ['a', 'b?', 'c?', '...d']],
    ['({ a, b: { c }, "d-e": f, [g]: h, ...i })', ['{a,b,d-e}']],
    ['({ a } = {}, [b, c], ...[d])', ['{a}?', '{}', '...{}']],
    ['(this: Window, a: string)', ['a']],
    ['<T>(@Dec() a: T)', ['a']],
  ])('%s', async (source, expected) => {
    const { declarations } = await read(`class A { run${source} {} }`);
    const parameters = declarations.at(-1)!.parameters;
    expect(
      parameters.map(
        ({ name, properties, isOptional, isRest }) =>
          `${isRest ? '...' : ''}${name === '' ? `{${properties.join()}}` : name}${isOptional ? '?' : ''}`,
      ),
    ).toEqual(expected);
  });

  test('of a constructor that makes fields of them', async () => {
    const { declarations } = await read('class A { constructor(private a: string, readonly b = 1) {} }');
    expect(declarations[1]!.parameters.map(({ name, isOptional }) => [name, isOptional])).toEqual([
      ['a', false],
      ['b', true],
    ]);
  });

  test('of types', async () => {
    for (const source of [
      'function f<T, U extends T>() {}',
      'class A<T, U = 1> {}',
      'type A<T, U> = T',
      'interface A<T, U> {}',
    ])
      expect((await first(source)).typeParameters, source).toEqual(['T', 'U']);
  });
});

describe('outcome', () => {
  test.each([
    ['function f(): void {}', 'nothing'],
    ['function f(): Promise<void> { return x; }', 'nothing'],
    ['function f(): undefined | never { throw x; }', 'nothing'],
    ['function f(a): asserts a is string {}', 'nothing'],
    ['function f(a): a is string {}', 'value'],
    ['function f(): Promise<string> {}', 'value'],
    ['function f(): string | undefined {}', 'value'],
    ['declare function f();', 'unknown'],
    ['function f() { return; }', 'nothing'],
    ['function f() { return undefined; }', 'nothing'],
    ['function f() { return void g(); }', 'nothing'],
    ['function f() { if (a) { return (1); } }', 'value'],
    ['function f() { return function () { return 1; }; }', 'value'],
    ['function f() { g(() => { return 1; }); class A { run() { return 1; } } }', 'nothing'],
    ['const f = () => g();', 'value'],
    ['const f = () => void g();', 'nothing'],
    ['const f = () => {};', 'nothing'],
    ['function* f(): Generator<string> { yield 1; }', 'nothing'],
    ['function* f() { yield 1; return 2; }', 'value'],
  ])('%s', async (source, expected) => {
    expect((await first(source)).returns).toBe(expected);
  });

  test.each([
    ['throw new RangeError("x"); throw new RangeError("y");', ['RangeError']],
    ['throw new errors.Own();', ['errors.Own']],
    ['throw TypeError("x");', ['TypeError']],
    ['throw makeError();', ['']],
    ['throw x;', ['']],
    ['try { throw new A(); } catch {}', []],
    ['try { throw new A(); } catch (e) { throw new B(); }', ['B']],
    ['try { throw new A(); } finally { throw new C(); }', ['A', 'C']],
    ['g(() => { throw new A(); });', []],
    ['throw new (class {})();', ['']],
  ])('throws: %s', async (source, expected) => {
    expect((await first(`function f() { ${source} }`)).throws).toEqual(expected);
  });

  test('yields', async () => {
    expect((await first('function* f() {}')).yields).toBe(true);
    expect((await first('function f() { function* g() { yield 1; } }')).yields).toBe(false);
  });
});

describe('traits', () => {
  test.each([
    ['override run() {}', ['overrides']],
    ['run() {}', []],
    ['get x() { return this.#x; }', ['trivial']],
    ['get x() { return this.a!.b; }', ['trivial']],
    ['x() { return this.y; }', ['trivial']],
    ['x = () => this.y;', ['trivial']],
    ['get x() { return this.y(); }', []],
    ['get x() { return this; }', []],
    ['get x() { log(); return this.y; }', []],
  ])('%s', async (source, expected) => {
    const { declarations } = await read(`class A {\n${source}\n}`);
    expect(declarations[1]!.traits).toEqual(expected);
  });

  test.each([
    ['x(); function f() {}', true],
    ['x();\nfunction f() {}', false],
    ['\tfunction f() {}', false],
    ['/* a */ /* b */ function f() {}', false],
    ['x(); /* a */ function f() {}', true],
    ['/* a\n */ function f() {}', true],
    ['(function f() {})', undefined],
  ])('shared-line: %j', async (source, expected) => {
    const { declarations } = await read(source);
    expect(declarations[0]?.traits.includes('shared-line')).toBe(expected);
  });
});

describe('texts that cannot be read', () => {
  test('a syntax error: nothing is declared', async () => {
    const file = await read('function f() {}\nfunction {');
    expect(file).toMatchObject({ declarations: [] });
    expect(file.errors).toBeGreaterThan(0);
  });

  test.each([
    ['brackets', '('.repeat(200_000)],
    ['functions', 'function f(){'.repeat(20_000)],
    ['templates', '`${'.repeat(20_000)],
    ['operators', '!'.repeat(200_000) + '1'],
    ['else', 'if(a){}else '.repeat(40_000) + ';'],
    ['types', `type A = ${'B<'.repeat(20_000)}`],
    ['classes', 'class A extends '.repeat(30_000)],
    ['long lines of nothing', '\n'.repeat(500_000)],
    ['open comments', '/*'.repeat(200_000)],
    ['open strings', `'\\`.repeat(200_000)],
  ])('no end of %s', async (_, text) => {
    const file = await reader('a.ts', text);
    expect(file?.declarations ?? []).toEqual([]);
  });

  test('a tree deeper than the stack', async () => {
    await expect(reader('a.ts', `f(${'-'.repeat(3_900)}1)`)).resolves.not.toThrow();
  });
});
