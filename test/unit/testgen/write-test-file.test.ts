import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TestSetup } from '../../../src/testgen/framework.ts';
import type { SourceFile } from '../../../src/testgen/surroundings.ts';
import type { TestBody } from '../../../src/testgen/test-body.ts';
import { writeTestFile, type WrittenTest } from '../../../src/testgen/write-test-file.ts';
import { countErrors } from '../../../src/testgen/code/walk-code.ts';
import { aroundOf, bodyOf, cart, setups } from './make-surroundings.ts';

const target = { path: cart.path, function: 'addItem', gaps: [] };

async function write(
  body: TestBody,
  setup: TestSetup,
  { source = cart, path = 'test/shop/cart.test.ts', text = '', tests = [] as SourceFile[] } = {},
): Promise<WrittenTest> {
  const around = await aroundOf(setup, source, tests);
  return writeTestFile(body, { ...target, path: source.path }, around, { path, text });
}

const adds = bodyOf("const items: Item[] = [];\nexpect(addItem(items, { id: 'a' })).toHaveLength(1);", {
  title: 'adds',
});

const source = {
  path: 'lib/cart.js',
  text: 'module.exports = { addItem };\nfunction addItem(a, b) { return a.concat(b); }',
};
const plain = bodyOf('expect(addItem([], 1)).to.have.length(1);', { title: "adds the user's item" });

describe('a new test file', () => {
  it('imports what a test of vitest needs', async () => {
    const written = await write(adds, setups.vitest);
    expect(written.text).toBe(
      [
        "import { describe, expect, it } from 'vitest';",
        "import { addItem } from '../../src/shop/cart';",
        "import type { Item } from '../../src/shop/cart';",
        '',
        "describe('addItem', () => {",
        "  it('adds', () => {",
        '    const items: Item[] = [];',
        "    expect(addItem(items, { id: 'a' })).toHaveLength(1);",
        '  });',
        '});',
        '',
      ].join('\n'),
    );
    expect(written).toMatchObject({ isNew: true, title: 'adds', fullName: 'addItem adds' });
  });

  it('imports nothing that jest has as globals', async () => {
    const { text } = await write(adds, setups.jest);
    expect(text.split('\n')[0]).toBe("import { addItem } from '../../src/shop/cart';");
  });

  it('gives each test a name of its own, also one that has to be quoted', async () => {
    const named = bodyOf('expect(addItem([], 1)).toBe(1);', { title: "reaches kind === 'a'" });
    const first = await write(named, setups.jest);
    const second = await write(named, setups.jest, { text: first.text });
    expect([first.title, second.title]).toEqual(["reaches kind === 'a'", "reaches kind === 'a' 2"]);
  });

  it('requires in CommonJS, chai among it', async () => {
    const { text } = await write(plain, setups.mochaChai, { source, path: 'test/cart.spec.js' });
    expect(text).toBe(
      [
        "const { expect } = require('chai');",
        "const { addItem } = require('../lib/cart');",
        '',
        "describe('addItem', () => {",
        "  it('adds the user\\'s item', () => {",
        '    expect(addItem([], 1)).to.have.length(1);',
        '  });',
        '});',
        '',
      ].join('\n'),
    );
  });

  it('asserts by node:assert, in its own language', async () => {
    const body = bodyOf('const got = await load(1);\nassert.equal(got, 1);\nassert.ok(path.join("a"));', {
      title: 'loads',
    });
    const esm = { path: 'src/load.js', text: 'export async function load(a) { return a; }' };
    const { text } = await write(body, setups.nodeTest, { source: esm, path: 'src/load.test.js' });
    expect(text.split('\n').slice(0, 7)).toEqual([
      "import assert from 'node:assert/strict';",
      "import path from 'node:path';",
      "import { describe, it } from 'node:test';",
      "import { load } from './load.js';",
      '',
      "describe('addItem', () => {",
      "  it('loads', async () => {",
    ]);
  });

  it('says suite and test where its neighbours do', async () => {
    const words = { suite: 'suite', test: 'test' } as const;
    const { text } = await write(plain, { ...setups.nodeTest, words }, { source });
    expect(text).toContain("import { suite, test } from 'node:test';");
    expect(text).toContain("suite('addItem', () => {\n  test('adds the user\\'s item', () => {");
    const mocha = await write(plain, { ...setups.mochaChai, words }, { source });
    expect(mocha.text).not.toContain('describe');
  });

  it('is a function of pytest', async () => {
    const body = bodyOf('with pytest.raises(ValueError):\n    add_item([], None)', {
      title: 'refuses none',
      parameters: ['tmp_path'],
    });
    const python = { path: 'src/shop/cart.py', text: 'def add_item(items, item):\n    return items\n' };
    const written = await write(body, setups.pytest, { source: python, path: 'tests/test_cart.py' });
    expect(written.text).toBe(
      'import pytest\nfrom shop.cart import add_item\n\n\ndef test_refuses_none(tmp_path):\n    with pytest.raises(ValueError):\n        add_item([], None)\n',
    );
    expect(written.fullName).toBe('test_refuses_none');
  });

  it('takes style, endings and helpers from nearby tests', async () => {
    const near = {
      path: 'test/other.test.ts',
      text: 'import { makeItem } from "./make.ts"\nimport { x } from "../src/x.ts"\ndescribe("x", () => {\n\tit("y", () => {\n\t\tmakeItem()\n\t})\n})\n',
    };
    const { text } = await write(bodyOf('expect(addItem([], makeItem())).toBe(1)'), setups.vitest, {
      tests: [near],
    });
    expect(text).toBe(
      'import { describe, expect, it } from "vitest"\nimport { addItem } from "../../src/shop/cart.ts"\nimport { makeItem } from "../make.ts"\n\ndescribe("addItem", () => {\n\tit("runs addItem", () => {\n\t\texpect(addItem([], makeItem())).toBe(1)\n\t})\n})\n',
    );
  });

  it('takes the default export by its name, or by that of the file', async () => {
    const named = { path: 'src/a.js', text: 'export default function addItem() {}' };
    const nameless = { path: 'src/add-item.js', text: 'module.exports = function () {};' };
    const body = bodyOf('assert.equal(addItem(), undefined);');
    const esm = await write(body, setups.nodeTest, { source: named, path: 'src/a.test.js' });
    expect(esm.text).toContain("import addItem from './a.js';");
    const cjs = await write(body, setups.mochaChai, { source: nameless, path: 'test/a.js' });
    expect(cjs.text).toContain("const addItem = require('../src/add-item');");
  });
});

const existing = [
  "import { describe, it, expect } from 'vitest';",
  "import { Cart } from '../../src/shop/cart.js';",
  '',
  "describe('cart', () => {",
  "  describe('addItem', () => {",
  "    it('adds', () => {",
  '      expect(new Cart().add(1)).toBe(1);',
  '    });',
  '  });',
  '',
  "  it('is there', () => {});",
  '});',
  '',
].join('\n');

describe('an insertion into a test file', () => {
  it('stands at the end of a file that no parser could read, which is kept', async () => {
    const text = "it('old', () => {});\n";
    const around = await aroundOf(setups.vitest, cart, []);
    const parse = (code: string) => (code === text ? undefined : around.parse(code));
    const written = writeTestFile(adds, target, { ...around, parse }, { path: 'a.test.ts', text });
    expect(written.isNew).toBe(false);
    expect(written.text.startsWith(text)).toBe(true);
    expect(written.added).not.toContain('import');
  });

  it('stands at the end of the suite of the function', async () => {
    const written = await write(adds, setups.vitest, { text: existing });
    expect(written.text.split('\n').slice(1, 14)).toEqual([
      "import { Cart, addItem } from '../../src/shop/cart.js';",
      "import type { Item } from '../../src/shop/cart.js';",
      '',
      "describe('cart', () => {",
      "  describe('addItem', () => {",
      "    it('adds', () => {",
      '      expect(new Cart().add(1)).toBe(1);',
      '    });',
      '',
      "    it('adds 2', () => {",
      '      const items: Item[] = [];',
      "      expect(addItem(items, { id: 'a' })).toHaveLength(1);",
      '    });',
    ]);
    expect(written).toMatchObject({ isNew: false, title: 'adds 2', fullName: 'cart addItem adds 2' });
  });

  it('keeps Windows lines', async () => {
    const text = existing.replaceAll('\n', '\r\n');
    const written = await write(adds, setups.vitest, { text });
    expect(written.text.replaceAll('\r\n', '')).not.toContain('\n');
    expect(written.added).not.toContain('\r');
  });

  it('stands in a suite of its own where no suite has the name of the function', async () => {
    const text =
      'const { other } = require("../lib/other");\nfor (const a of [1]) describe(`x ${a}`, () => {\n  it("y", () => {});\n});';
    const written = await write(plain, setups.mochaChai, { source, text, path: 'test/cart.spec.js' });
    expect(written.text).toContain('const { addItem } = require("../lib/cart");');
    expect(
      written.text.endsWith(
        '});\n\ndescribe("addItem", () => {\n  it("adds the user\'s item", () => {\n    expect(addItem([], 1)).to.have.length(1);\n  });\n});\n',
      ),
    ).toBe(true);
  });

  it('joins a list over several lines', async () => {
    const text = existing.replace('{ Cart }', '{\n  Cart,\n}');
    const { text: after } = await write(adds, setups.vitest, { text });
    expect(after).toContain("import {\n  Cart,\n  addItem,\n} from '../../src/shop/cart.js';");
  });

  it('goes behind the last test of Python', async () => {
    const python = { path: 'shop/cart.py', text: 'def add_item(items, item):\n    return items\n' };
    const text = '"""Cart."""\nfrom shop.cart import other\n\n\ndef test_add():\n    assert other()\n';
    const written = await write(bodyOf('assert add_item([], 1) == []', { title: 'add' }), setups.pytest, {
      source: python,
      text,
    });
    expect(written.text).toBe(
      '"""Cart."""\nfrom shop.cart import other, add_item\n\n\ndef test_add():\n    assert other()\n\n\ndef test_add_2():\n    assert add_item([], 1) == []\n',
    );
  });

  it('keeps all that stood there', async () => {
    const around = await aroundOf(setups.vitest, cart);
    const line = fc.constantFrom(
      "import { Cart } from '../../src/shop/cart';",
      "describe('addItem', () => {\n  it('x', () => {\n  });\n  // end\n});",
      "describe('addItem', () => { it('x', () => {}); });",
      '// é 日本 🎉',
      "'use strict';",
      '',
      '  ',
      'const a = `\n  b`;',
    );
    fc.assert(
      fc.property(
        fc.array(line, { maxLength: 8 }),
        fc.constantFrom('\n', '\r\n'),
        fc.boolean(),
        (lines, end, isEnded) => {
          const text = lines.join('\n').replaceAll('\n', end) + (isEnded ? end : '');
          fc.pre(text.trim() !== '');
          const written = writeTestFile(adds, target, around, { path: 'test/shop/cart.test.ts', text });
          expect(isSubsequence(text, written.text)).toBe(true);
          const root = around.parse(written.text);
          expect(root && countErrors(root)).toBe(0);
        },
      ),
      { numRuns: 150 },
    );
  });
});

/** Whether nothing was taken away from a text. */
function isSubsequence(text: string, within: string): boolean {
  let at = 0;
  for (const char of within) if (text.startsWith(char, at)) at += char.length;
  return at === text.length;
}
