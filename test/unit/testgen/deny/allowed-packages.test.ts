import { expect, test } from 'vitest';
import { allowedPackages } from '../../../../src/testgen/deny/allowed-packages.ts';
import { memoryView } from '../setup/memory-view.ts';

test('dependencies of manifests from the folder up, and names of the repository itself', async () => {
  const view = memoryView({
    'package.json': '{ "name": "top", "devDependencies": { "jest": "30" } }',
    'packages/a/package.json': '{ "name": "@own/a", "dependencies": { "react": "19" } }',
    'packages/b/package.json': '{ "name": "@own/b", "dependencies": { "left-pad": "1" } }',
    'packages/a/src/cart.js': '',
  });
  const allowed = await allowedPackages(view, 'packages/a/src/cart.test.js');
  expect([...allowed].sort()).toEqual(['@jest/globals', '@own/a', '@own/b', 'jest', 'react', 'top']);
  expect(await allowedPackages(memoryView({ 'a.js': '' }), 'a.test.js')).toEqual(new Set());
});
