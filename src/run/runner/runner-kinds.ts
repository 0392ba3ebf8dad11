import type { Framework } from '../../testgen/framework.ts';
import { jest } from './kinds/jest.ts';
import { mocha } from './kinds/mocha.ts';
import { nodeTest } from './kinds/node-test.ts';
import { pytest } from './kinds/pytest.ts';
import { vitest } from './kinds/vitest.ts';
import type { RunnerKind } from './runner-kind.ts';

export const runnerKinds: Readonly<Record<Framework, RunnerKind>> = {
  vitest,
  jest,
  mocha,
  'node:test': nodeTest,
  pytest,
};
