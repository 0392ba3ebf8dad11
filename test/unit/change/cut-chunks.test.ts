import { describe, expect, it } from 'vitest';
import type { Chunk, Outline } from '../../../src/change/chunk.ts';
import { cutChunks } from '../../../src/change/cut-chunks.ts';
import { indentOutline } from '../../../src/change/indent-outline.ts';
import { changeOf, editsOf } from './chunk-build-change.ts';

/** Cuts a whole-file diff script whose outline comes from its indentation. */
function cut(
  script: string,
  options: { budget?: number; context?: number; outline?: Outline } = {},
): Chunk[] {
  const { file, headText } = changeOf(editsOf(script), options.context ?? 3);
  const headOutline = options.outline ?? indentOutline('a.kt', headText);
  return cutChunks({
    file,
    fileIndex: 0,
    headText,
    headOutline,
    language: 'kotlin',
    budget: options.budget ?? 900,
  });
}

const marks = { head: '+', base: '-', both: ' ' } as const;

function shown(chunk: Chunk | undefined): string[] {
  return (chunk?.lines ?? []).map((line) => marks[line.side] + line.text);
}

/** `count` statements, all kept. */
function body(count: number, indent = '        '): string {
  return Array.from({ length: count }, (_, index) => ` ${indent}step${String(index)}(one, two)`).join('\n');
}

const cart = ` package shop

 class Cart(
     val id: Int,
 ) : Base() {
     fun size(): Int {
         return 1
     }

     fun add(item: Item) {
         check(item)
         one()
         two()
         three()
         four()
-        items.add(item)
+        items.push(item)
+        count++
         done()
     }
 }`;

describe('cutChunks', () => {
  it('grows a hunk to its function, under the header of its class', () => {
    const [chunk, ...rest] = cut(cart);
    expect(rest).toEqual([]);
    expect(chunk?.symbol).toBe('Cart.add');
    expect(chunk?.header).toEqual(['class Cart(', '    val id: Int,', ') : Base() {']);
    expect(shown(chunk)[0]).toBe('     fun add(item: Item) {');
    expect(shown(chunk).at(-1)).toBe('     }');
    expect(shown(chunk).slice(6, 9)).toEqual([
      '-        items.add(item)',
      '+        items.push(item)',
      '+        count++',
    ]);
    expect(chunk?.lines[0]).toEqual({
      side: 'both',
      text: '    fun add(item: Item) {',
      baseLine: 10,
      headLine: 10,
      hunk: undefined,
    });
  });

  it('numbers the base side of lines below a change', () => {
    const [chunk] = cut(
      ' fun a() {\n+    x\n+    y\n     one\n     two\n     three\n     four\n     five\n }',
    );
    expect(chunk?.lines.at(-1)).toEqual({
      side: 'both',
      text: '}',
      baseLine: 7,
      headLine: 9,
      hunk: undefined,
    });
  });

  it('merges the hunks of one function', () => {
    const chunks = cut(` fun a() {\n+    first\n${body(12)}\n+    last\n }`);
    expect(chunks).toHaveLength(1);
    expect(new Set(chunks[0]?.lines.map((line) => line.hunk))).toEqual(new Set([0, undefined, 1]));
  });

  it('parts one hunk that touches two functions', () => {
    const chunks = cut(' fun a() {\n+    x\n }\n \n fun b() {\n+    y\n }');
    expect(chunks.map((chunk) => chunk.symbol)).toEqual(['a', 'b']);
    expect(chunks.map((chunk) => chunk.lines.length)).toEqual([3, 3]);
  });

  it('takes comments, decorators and blank lines to the function they stand at', () => {
    const chunks = cut(
      '+/**\n+ * Why.\n+ */\n+@Test\n+fun a() {\n+    x\n+}\n+\n+// b\n+fun b() {\n+    y\n+}',
    );
    expect(chunks.map((chunk) => chunk.symbol)).toEqual(['a', 'b']);
    expect(shown(chunks[0]).slice(0, 2)).toEqual(['+/**', '+ * Why.']);
    expect(shown(chunks[0]).at(-1)).toBe('+');
    expect(shown(chunks[1])[0]).toBe('+// b');
  });

  it('grows a small nested function to the one around it', () => {
    const [chunk] = cut(' fun outer() {\n     fun inner() {\n+        x\n     }\n     inner()\n }');
    expect(chunk?.symbol).toBe('outer');
    expect(chunk?.lines).toHaveLength(6);
  });

  it('leaves a nested function alone in a long one', () => {
    const [chunk, more] = cut(
      ` fun outer() {\n     fun inner() {\n+        x\n     }\n${body(70, '    ')}\n }`,
    );
    expect(more).toBeUndefined();
    expect(chunk?.symbol).toBe('outer.inner');
    expect(chunk?.header).toEqual(['fun outer() {']);
    expect(chunk?.lines).toHaveLength(3);
  });

  it('packs small changes outside functions, whatever stands between them', () => {
    const chunks = cut(`+import a\n${body(20, '')}\n fun f() {\n+    x\n }\n${body(20, '')}\n+const b = 1`);
    expect(chunks.map((chunk) => chunk.symbol)).toEqual(['', 'f']);
    expect(shown(chunks[0]).filter((line) => line.startsWith('+'))).toEqual(['+import a', '+const b = 1']);
  });

  it('does not pack large ones', () => {
    const added = Array.from({ length: 30 }, (_, index) => `+a${String(index)}`).join('\n');
    expect(cut(`${added}\n${body(20, '')}\n${added}`)).toHaveLength(2);
  });

  it('keeps loose lines of a class apart from its functions, under its header', () => {
    const chunks = cut(
      ` class A {\n${body(9, '    ')}\n+    val x = 1\n${body(5, '    ')}\n     fun f() {\n+        y\n     }\n }`,
    );
    expect(chunks.map((chunk) => [chunk.symbol, chunk.header])).toEqual([
      ['A', ['class A {']],
      ['A.f', ['class A {']],
    ]);
  });

  it('shows the place of lines that are only removed', () => {
    const [chunk] = cut(' fun a() {\n     one\n-    two\n     three\n }');
    expect(chunk?.symbol).toBe('a');
    expect(shown(chunk)).toEqual([' fun a() {', '     one', '-    two', '     three', ' }']);
    const [removed] = cut(' fun a() {\n     one\n }\n-fun b() {\n-    two\n-}\n fun c() {\n     three\n }');
    expect(removed?.symbol).toBe('');
  });

  it('shrinks the growth of a function above the budget and keeps its signature', () => {
    const script = ` class A {\n     fun f() {\n${body(200)}\n+        changed()\n${body(200)}\n     }\n }`;
    const [chunk, more] = cut(script, { budget: 300 });
    expect(more).toBeUndefined();
    expect(chunk?.header).toEqual(['class A {', '    fun f() {']);
    expect(chunk?.tokens).toBeLessThanOrEqual(300);
    expect(chunk?.lines.length).toBeGreaterThan(6);
  });

  it('splits what is too large at statements and repeats the signature', () => {
    const calls = Array.from(
      { length: 40 },
      (_, index) => `+    call(\n+        arg${String(index)},\n+    )`,
    );
    const chunks = cut(`+fun f() {\n${calls.join('\n')}\n+}`, { budget: 150 });
    expect(chunks.length).toBeGreaterThan(3);
    expect(chunks[0]?.header).toEqual([]);
    for (const chunk of chunks.slice(1)) {
      expect(chunk.symbol).toBe('f');
      expect(chunk.header).toEqual(['fun f() {']);
      expect(chunk.tokens).toBeLessThanOrEqual(150);
      expect(shown(chunk)[0]).toBe('+    call(');
    }
  });

  it('gives a line above the budget a chunk of its own, verbatim', () => {
    const long = `val x = "${'ab '.repeat(900)}"`;
    const chunks = cut(`+one\n+${long}\n+two`, { budget: 100 });
    expect(chunks.map((chunk) => chunk.lines.length)).toEqual([1, 1, 1]);
    expect(chunks[1]?.lines[0]?.text).toBe(long);
    expect(chunks[1]?.tokens).toBeGreaterThan(100);
  });

  it('never drops a later hunk, even when the first one fills the budget', () => {
    const first = Array.from({ length: 60 }, (_, index) => `+first${String(index)}`).join('\n');
    const chunks = cut(`${first}\n${body(30, '')}\n+second\n${body(30, '')}\n-third`, { budget: 120 });
    const all = chunks.flatMap(shown);
    expect(all).toContain('+second');
    expect(all).toContain('-third');
    expect(new Set(chunks.flatMap((chunk) => chunk.lines.map((line) => line.hunk)))).toContain(2);
  });

  it('shows the first and the last line of a long signature', () => {
    const params = Array.from({ length: 9 }, (_, index) => `     p${String(index)}: Int,`).join('\n');
    const script = ` fun f(\n${params}\n ) {\n${body(100, '    ')}\n+    changed()\n${body(100, '    ')}\n }`;
    expect(cut(script, { budget: 200 })[0]?.header).toEqual(['fun f(', ') {']);
  });

  it('has nothing to cut without changed lines', () => {
    expect(cut(' a\n b')).toEqual([]);
  });
});

describe('cutChunks without the head file', () => {
  const { file } = changeOf(editsOf(cart));
  const sectioned = (section: string): Chunk[] =>
    cutChunks({
      file: { ...file, hunks: file.hunks.map((hunk) => ({ ...hunk, section })) },
      fileIndex: 0,
      language: 'kotlin',
      budget: 900,
    });

  it('takes the symbol from the section', () => {
    const [chunk] = sectioned('    fun add(item: Item) {');
    expect(chunk?.symbol).toBe('add');
    expect(chunk?.header).toEqual(['    fun add(item: Item) {']);
    expect(chunk?.lines).toHaveLength(9);
    expect(chunk?.lines.every((line) => line.hunk === 0)).toBe(true);
  });

  it('has no symbol where the section names nothing', () => {
    expect(sectioned('')[0]).toMatchObject({ symbol: '', header: [] });
    expect(sectioned('if (x) {')[0]).toMatchObject({ symbol: '', header: [] });
  });

  it('does not trust a head file that contradicts the hunks', () => {
    const built = changeOf(editsOf(cart));
    const headText = built.headText.replace('count++', 'count--');
    const headOutline = indentOutline('a.kt', headText);
    const [chunk] = cutChunks({
      ...built,
      fileIndex: 0,
      headText,
      headOutline,
      language: 'kotlin',
      budget: 900,
    });
    expect(shown(chunk)).toContain('+        count++');
    expect(chunk?.lines.every((line) => line.hunk === 0)).toBe(true);
  });
});
