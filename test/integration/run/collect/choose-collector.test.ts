import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { chooseCollector } from '../../../../src/run/collect/choose-collector.ts';

const folder = mkdtempSync(join(tmpdir(), 'galley-choose-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const scripts = {
  test: 'npm run unit',
  unit: 'tsc && cross-env CI=1 vitest run',
  again: 'npm run again',
  jest: 'node --experimental-vm-modules node_modules/jest/bin/jest.js',
  first: 'jest && eslint .',
  mocha: 'mocha test/jest.config.js',
};
writeFileSync(join(folder, 'package.json'), JSON.stringify({ scripts }));

const choose = (command: string) => {
  const { kind, withArguments } = chooseCollector(command.split(' '), folder);
  return `${kind}: ${withArguments(['--more']).join(' ')}`;
};

describe('chooseCollector', () => {
  test.each([
    ['vitest', 'vitest: vitest --more'],
    ['npx vitest run', 'vitest: npx vitest run --more'],
    ['node node_modules/vitest/vitest.mjs run', 'vitest: node node_modules/vitest/vitest.mjs run --more'],
    ['npm test', 'vitest: npm run unit -- --more'],
    ['npm run -s unit', 'vitest: npm run -s unit -- --more'],
    ['npm run unit -- src', 'vitest: npm run unit -- src --more'],
    ['yarn unit', 'vitest: yarn unit --more'],
    ['pnpm run jest', 'jest: pnpm run jest --more'],
    ['npm run again', 'nyc: npm run again'],
    ['npm run mocha', 'nyc: npm run mocha'],
    ['npm run absent', 'nyc: npm run absent'],
    ['mocha', 'nyc: mocha'],
    ['node --test vitest.test.js', 'nyc: node --test vitest.test.js'],
    ['pytest -q', 'python: pytest -q'],
    ['uv run pytest', 'python: uv run pytest'],
    ['/usr/bin/python3.12 -m pytest', 'python: /usr/bin/python3.12 -m pytest'],
  ])('%s', (command, expected) => expect(choose(command)).toBe(expected));

  test('refuses a script that goes on after its tests', () => {
    expect(() => choose('npm run first')).toThrow(/goes on after its tests/);
  });
});
