import { beforeAll, describe, expect, test } from 'vitest';
import { commitKinds } from './commit-kinds.ts';
import { expectUnharmed } from './expect-unharmed.ts';
import { fileStates } from './file-states.ts';
import { buildHook } from './install-hook.ts';
import { commitTwice } from './twin-commit.ts';

let hooks = '';
beforeAll(() => {
  hooks = buildHook();
});

const [plain] = commitKinds;
const [clean] = fileStates;
if (!plain || !clean) throw new Error('no kinds');

describe.concurrent('a plain commit of', () => {
  test.each(fileStates.map((state) => [state.name, state] as const))('%s', async (_, state) => {
    const twins = await commitTwice({ kind: plain, state, stop: '' }, hooks);
    expectUnharmed(twins, { kind: plain, state, stop: '' });
    const { docs, tree, skipped } = state.expects;
    const path = state.path ?? 'src/a.ts';
    const outcome = twins.report?.outcomes.find((one) => one.path === path);
    expect(twins.hooked.docs.head > 0).toBe(docs);
    expect(outcome?.tree).toBe(tree);
    expect(outcome?.reason === '').toBe(tree !== undefined && tree !== 'left-alone');
    const reason = twins.report?.skipped.find((one) => one.path === path)?.reason;
    if (skipped) expect(reason).toMatch(skipped);
    else expect(reason).toBeUndefined();
  });
});

/** All others are drawn by the torture. */
const few = ['unstaged lines far away'];
const pairs = commitKinds
  .slice(1)
  .flatMap((kind) =>
    fileStates
      .filter(({ name }) => few.includes(name))
      .map((state) => [`${kind.name}: ${state.name}`, kind, state] as const),
  );

describe.concurrent('docs of what is staged go with', () => {
  test.each(pairs)('%s', async (_, kind, state) => {
    const twins = await commitTwice({ kind, state, stop: '' }, hooks);
    expectUnharmed(twins, { kind, state, stop: '' });
    expect(twins.hooked.docs.head).toBeGreaterThan(0);
    expect(twins.hooked.docs.index).toBe(twins.hooked.docs.head);
  });
});
