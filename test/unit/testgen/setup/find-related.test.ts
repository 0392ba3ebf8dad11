import { describe, expect, test } from 'vitest';
import { findRelated, readImporters } from '../../../../src/testgen/setup/find-related.ts';
import { memoryView } from './memory-view.ts';

async function related(files: Readonly<Record<string, string>>, source: string): Promise<string[]> {
  const tests = Object.keys(files).filter((path) => /test/.test(path));
  return findRelated(await readImporters(memoryView(files), tests), tests, source);
}

describe('tests that load a source', () => {
  test('nearest first, through others and in circles', async () => {
    const files = {
      'src/cart.ts': `import { price } from './price.js';`,
      'src/price.ts': `export * from './cart.js';`,
      'src/index.ts': `export { cart } from './cart.ts';`,
      'src/alone.ts': '',
      'test/all.test.ts': `import * as shop from '../src';`,
      'test/cart.test.ts': `const { cart } = await import("../src/cart");`,
      'test/price.test.ts': `import { vi } from 'vitest';\nimport { price } from '@/price';`,
    };
    expect(await related(files, 'src/price.ts')).toEqual([
      'test/price.test.ts',
      'test/cart.test.ts',
      'test/all.test.ts',
    ]);
    expect(await related(files, 'src/alone.ts')).toEqual([]);
  });

  test('by the names of packages of the repository', async () => {
    const files = {
      'packages/a/package.json': '{ "name": "@shop/a" }',
      'packages/a/src/index.ts': `export * from './cart.ts';`,
      'packages/a/src/cart.ts': '',
      'packages/b/b.test.ts': `import { cart } from '@shop/a';`,
      'packages/b/other.test.ts': `import { cart } from '@shop/another';`,
    };
    expect(await related(files, 'packages/a/src/cart.ts')).toEqual(['packages/b/b.test.ts']);
  });

  test('required, compiled and never out of the repository', async () => {
    const files = {
      'lib/cart.js': '',
      'cart.test.js': `require('./lib/cart'); require('../../../lib/cart'); require('fs');`,
    };
    expect(await related(files, 'lib/cart.js')).toEqual(['cart.test.js']);
  });

  test('in Python', async () => {
    const files = {
      'src/shop/__init__.py': 'from .cart import Cart',
      'src/shop/cart.py': 'from . import price',
      'src/shop/price.py': '',
      'tests/test_price.py': 'from shop import (\n  cart,\n  price,\n)',
      'tests/test_shop.py': 'import os, shop as s',
      'tests/test_other.py': 'import json',
    };
    expect(await related(files, 'src/shop/price.py')).toEqual(['tests/test_price.py', 'tests/test_shop.py']);
  });
});
