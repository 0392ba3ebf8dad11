import { createRequire } from 'node:module';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

interface Values {
  readonly toSource: (value: unknown) => string | undefined;
}

const { toSource } = createRequire(import.meta.url)('../../../../src/run/runner/hooks/values.cjs') as Values;

/** In a realm of its own, as jest's tests are. */
const evaluate = (source: string): unknown => runInNewContext(`(${source})`);

describe('values as source text', () => {
  test('what is written makes the value again', () => {
    const values = fc.anything({ withBigInt: true, withDate: true, withNullPrototype: false });
    fc.assert(
      fc.property(values, (value) => {
        const source = toSource(value);
        if (source !== undefined) expect(evaluate(source)).toEqual(value);
      }),
    );
  });

  test('JSON is always written', () => {
    const json = fc.json({ maxDepth: 4 }).map((text) => JSON.parse(text) as unknown);
    fc.assert(
      fc.property(json, (value) => {
        fc.pre(!JSON.stringify(value).includes('__proto__') && JSON.stringify(value).length < 1000);
        expect(evaluate(toSource(value) ?? 'undefined')).toEqual(value);
      }),
    );
  });

  test('what cannot be written down is not', () => {
    class Cart {
      items = [1];
    }
    const circle: unknown[] = [];
    circle.push(circle);
    const getter = {
      get now(): number {
        throw new Error('must not be called');
      },
    };
    const odd = [() => 1, Symbol('a'), new Cart(), new Map(), /a/, circle, getter, [, 1], 'a'.repeat(5000)];
    for (const value of odd) expect(toSource(value)).toBeUndefined();
    for (const value of odd) expect(toSource({ inside: [value] })).toBeUndefined();
  });

  test('by example', () => {
    expect(toSource({ a: [1, 'b', -0, null, undefined], 'c-d': { e: 2n } })).toBe(
      `{ a: [1, "b", -0, null, undefined], "c-d": { e: 2n } }`,
    );
    expect(toSource(new Date(0))).toBe('new Date("1970-01-01T00:00:00.000Z")');
    expect(toSource(runInNewContext('({ list: [NaN] })'))).toBe('{ list: [NaN] }');
    expect([toSource([]), toSource({})]).toEqual(['[]', '{}']);
  });
});
