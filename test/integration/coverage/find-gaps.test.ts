import { describe, expect, it } from 'vitest';
import { isReached } from '../../../src/coverage/is-reached.ts';
import { gapsOf, lines, runCode, tell } from './measure-code.ts';

describe('statements', () => {
  it('are told about inside a line that runs (C1)', async () => {
    const head = lines('exports.f = (x) => {', '  if (x) return 1;', '  return 2;', '};');
    const { gaps, implied, statements, branches } = await gapsOf({ head, use: ({ f }) => f?.(false) });
    expect(gaps.map(tell)).toEqual(['2 statement in f: needs `x` truthy']);
    expect(gaps[0]?.place).toEqual({ startLine: 2, startColumn: 9, endLine: 2, endColumn: 18 });
    // The arm is not told about again (C28).
    expect(implied.map(tell)).toEqual(['2 branch then in f: needs `x` truthy']);
    expect(statements).toEqual({ covered: 3, total: 4 });
    expect(branches).toEqual({ covered: 1, total: 2 });
  });

  it('are told about when a line behind their first one is new (C2)', async () => {
    const text = (second: string): string =>
      lines('exports.f = (x) => {', '  if (x) {', '    g(', `      ${second},`, '    );', '  }', '};');
    const { gaps } = await gapsOf({ base: text('1'), head: text('2'), use: ({ f }) => f?.(false) });
    expect(gaps.map(tell)).toEqual(['4 statement in f: needs `x` truthy']);
    expect(gaps[0]?.place).toMatchObject({ startLine: 3, endLine: 5 });
  });

  it('are one gap only as long as nothing that runs stands between (C11)', async () => {
    const head = lines(
      'exports.f = (x) => {',
      '  if (x) {',
      '    a();',
      '',
      '    // and',
      '    b();',
      '  }',
      '  c = 1;',
      '  if (x) {',
      '    d();',
      '  }',
      '};',
      'let c;',
    );
    const { gaps } = await gapsOf({ head, use: ({ f }) => f?.(false) });
    expect(gaps.map(tell)).toEqual([
      '3-6 statement in f: needs `x` truthy',
      '10 statement in f: needs `x` truthy',
    ]);
  });

  it('of lines that share two arms are apart', async () => {
    const head = lines(
      'exports.f = (x) => {',
      '  try {',
      '    if (g(x)) {',
      '      a();',
      '    } else {',
      '      b();',
      '    }',
      '  } catch {',
      '    return;',
      '  }',
      '};',
    );
    const { gaps } = await gapsOf({ head, use: ({ f }) => f?.(false) });
    expect(gaps.map(tell)).toEqual([
      '4 statement in f: needs `g(x)` truthy',
      '6 statement in f: needs `g(x)` falsy',
    ]);
  });
});

describe('arms', () => {
  it('of an else that is not there stand on their if (C3)', async () => {
    const head = lines(
      'exports.f = (x) => {',
      '  let y = 0;',
      '  if (x > 3) {',
      '    y = 1;',
      '  }',
      '  return y;',
      '};',
    );
    const { gaps } = await gapsOf({ head, use: ({ f }) => f?.(4) });
    expect(gaps.map(tell)).toEqual(['3 branch else in f: needs `x <= 3`']);
    expect(gaps[0]?.armIndex).toBe(1);
  });

  it('that a comment hides are not told about, nor others in their place (C5)', async () => {
    const head = lines(
      'exports.f = (x) => {',
      '  /* istanbul ignore else */',
      '  if (x) g();',
      '  /* istanbul ignore if */',
      '  if (x) g();',
      '};',
      'function g() {}',
    );
    const taken = await gapsOf({ head, use: ({ f }) => f?.(true) });
    expect(taken.gaps.map(tell)).toEqual(['5 branch else in f: needs `x` falsy']);
    const passed = await gapsOf({ head, use: ({ f }) => f?.(false) });
    expect(passed.gaps.map(tell)).toEqual(['3 statement in f: needs `x` truthy', '7 function in g']);
    expect(passed.implied.map(tell)).toEqual(['3 branch then in f: needs `x` truthy']);
  });

  it('of a switch are its cases, and no default is invented (C6)', async () => {
    const head = lines(
      'exports.f = (x) => {',
      '  switch (x) {',
      "    case 'a':",
      "    case 'b':",
      '      return 1;',
      "    case 'c':",
      '      return 2;',
      '  }',
      '};',
    );
    const { gaps, branches } = await gapsOf({ head, use: ({ f }) => f?.('b') });
    expect(gaps.map(tell)).toEqual([
      "3 branch case 'a' in f: needs `x` is `'a'`",
      "7 statement in f: needs `x` is `'c'`",
    ]);
    expect(branches).toEqual({ covered: 1, total: 3 });
  });

  it('are default values, operands and both sides of a question mark', async () => {
    const head = lines(
      'exports.f = (a, limit = 3) => {',
      '  const b = a || limit;',
      '  const c = a ? 1 : 2;',
      '  return b && c && limit;',
      '};',
    );
    const { gaps } = await gapsOf({ head, use: ({ f }) => f?.(0, 0) });
    expect(gaps.map(tell)).toEqual([
      '1 branch default of limit in f: needs `limit` undefined',
      '3 branch then in f: needs `a` truthy',
      '4 branch right of &&, c in f: needs `b` truthy',
      '4 branch right of &&, limit in f: needs `b` truthy and `c` truthy',
    ]);
  });

  it('whose condition is new are told about though their code is old', async () => {
    const text = (condition: string): string =>
      lines('exports.f = (a, b) => {', `  if (${condition}) {`, '    return 1;', '  }', '  return 2;', '};');
    const { gaps } = await gapsOf({ base: text('a'), head: text('a && b'), use: ({ f }) => f?.(0, 0) });
    expect(gaps.map(tell)).toEqual([
      '2 branch right of && in f: needs `a` truthy',
      '2 branch then in f: needs `a` truthy and `b` truthy',
    ]);
  });

  it('need what guards them: what returned before, and what stands around', async () => {
    const head = lines(
      'exports.f = (opts, n) => {',
      '  if (opts.a) return 0;',
      '  if (n > 3) {',
      '    for (const item of opts.items) {',
      '      if (!item) continue;',
      '      g(item);',
      '    }',
      '  }',
      '};',
    );
    const { gaps } = await gapsOf({
      head,
      use: ({ f }) => [f?.({ a: 1 }), f?.({}, 1), f?.({ items: [] }, 4)],
    });
    expect(gaps.map(tell)).toEqual([
      '5-6 statement in f: needs `opts.a` falsy and `n > 3` and `opts.items` not empty',
    ]);
  });
});

describe('functions', () => {
  it('speak for their body', async () => {
    const head = lines(
      'class Cart {',
      '  add(item) {',
      '    if (item) return 1;',
      '    return 2;',
      '  }',
      '}',
      'exports.Cart = Cart;',
    );
    const { gaps, functions, statements, branches } = await gapsOf({ head, use: () => {} });
    expect(gaps.map(tell)).toEqual(['2-5 function in Cart.add']);
    expect(functions).toEqual({ covered: 0, total: 1 });
    expect(statements).toEqual({ covered: 1, total: 4 });
    expect(branches).toEqual({ covered: 0, total: 2 });
  });

  it('do not when only their body is new', async () => {
    const text = (value: string): string =>
      lines('function f() {', `  return ${value};`, '}', 'exports.f = f;');
    const { gaps } = await gapsOf({ base: text('1'), head: text('2'), use: () => {} });
    expect(gaps.map(tell)).toEqual(['2 statement in f']);
  });

  it('inside a statement that does not run are implied by it', async () => {
    const head = lines(
      'exports.f = (x) => {',
      '  if (x) {',
      '    x.map((y) => {',
      '      return y;',
      '    });',
      '  }',
      '};',
    );
    const { gaps } = await gapsOf({ head, use: ({ f }) => f?.(0) });
    expect(gaps.map(tell)).toEqual(['3-5 statement in f: needs `x` truthy']);
  });
});

describe('nothing to reach', () => {
  it('is no full coverage: nothing is counted (C8, C19)', async () => {
    const head = lines('exports.f = 1; // a typo');
    const { gaps, statements } = await gapsOf({
      base: lines('exports.f = 1; // a tpyo'),
      head,
      use: () => {},
    });
    expect(gaps).toEqual([]);
    expect(statements).toEqual({ covered: 1, total: 1 });
  });

  it('stands in lines that were only indented, but the new condition is told about', async () => {
    const base = lines('exports.f = (x) => {', '  g();', '};', 'function g() {}');
    const head = lines('exports.f = (x) => {', '  if (x) {', '    g();', '  }', '};', 'function g() {}');
    const { gaps, statements } = await gapsOf({ base, head, use: ({ f }) => f?.(0) });
    expect(gaps.map(tell)).toEqual(['2 branch then in f: needs `x` truthy']);
    expect(statements).toEqual({ covered: 1, total: 1 });
  });
});

describe('a gap that a later run closes', () => {
  const head = lines(
    'exports.f = (x, n = 1) => {',
    '  if (x) return 1;',
    '  if (n > 3) {',
    '    n++;',
    '    g();',
    '  }',
    '  return x ?? (n && m ? 3 : 4);',
    '};',
    'function g() {',
    '  return 5;',
    '}',
    'const m = 2;',
  );
  const path = 'src/a.js';

  it('is known as reached, and as open before', async () => {
    const before = await gapsOf({ path, head, use: ({ f }) => f?.(0, 1) });
    const gaps = [...before.gaps, ...before.implied];
    expect(gaps.map(tell)).toEqual([
      '1 branch default of n in f: needs `n` undefined',
      '2 statement in f: needs `x` truthy',
      '4-5 statement in f: needs `x` falsy and `n > 3`',
      '7 branch right of ?? in f: needs `x` falsy and `x` null or undefined',
      '9-11 function in g',
      '2 branch then in f: needs `x` truthy',
      '3-6 branch then in f: needs `x` falsy and `n > 3`',
      '7 branch left of && in f: needs `x` falsy and `x` null or undefined',
      '7 branch right of && in f: needs `x` falsy and `x` null or undefined and `n` truthy',
      '7 branch then in f: needs `x` falsy and `x` null or undefined and `n` truthy and `m` truthy',
      '7 branch else in f: needs `x` falsy and `x` null or undefined and `n && m` falsy',
    ]);
    const same = runCode(path, head, ({ f }) => f?.(0, 1));
    expect(gaps.filter((gap) => isReached(gap, same))).toEqual([]);
    const more = runCode(path, head, ({ f }) => [f?.(1), f?.(null, 4), f?.(undefined, 0)]);
    expect(gaps.filter((gap) => !isReached(gap, more))).toEqual([]);
  });
});
