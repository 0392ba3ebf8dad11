import { expect, test } from 'vitest';
import { createCodeGuard } from '../../../src/syntax/test-code/create-code-guard.ts';
import { createTestCodeReader } from '../../../src/syntax/test-code/create-test-code-reader.ts';
import { wasmFromNodeModules } from './wasm-from-node-modules.ts';

const guard = createCodeGuard(createTestCodeReader(wasmFromNodeModules()), async (path) =>
  path.startsWith('web/') ? new Set(['react']) : new Set(),
);

test.each([
  ['a.test.ts', "it('adds', () => { expect(add(1, 2)).toBe(3); });", []],
  ['a.test.tsx', 'fetch(<a />);', [{ line: 1, reason: 'opens connections (fetch)' }]],
  ['web/a.test.js', "import 'react';", []],
  [
    'a.test.js',
    "import 'react';",
    [{ line: 1, reason: 'imports a package that is not in package.json (react)' }],
  ],
  ['test_a.py', 'def test_a():\n    eval("1")', [{ line: 2, reason: 'runs text as code (eval)' }]],
  ['a.test.ts', 'expect(', [{ line: 1, reason: 'cannot be read' }]],
  ['a_test.go', 'package a', [{ line: 1, reason: 'cannot be read' }]],
])('%s: %s', async (path, text, denied) => {
  expect(await guard.check(path, text)).toEqual(denied);
});
