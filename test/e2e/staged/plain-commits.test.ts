import { beforeAll, describe, expect, test, vi } from 'vitest';
import { documentedKinds, untouchedKinds } from './commit-kinds.ts';
import { createTrials, type Case, type Twins } from './commit-twins.ts';
import { expectUnharmed } from './expect-unharmed.ts';
import { fileStates, seedFiles } from './file-states.ts';
import { installHook } from './installed-hook.ts';

let trial: (one: Case) => Promise<Twins>;
/** One commit with a model server. */
const slow = 60_000;
vi.setConfig({ testTimeout: 120_000 });
beforeAll(async () => {
  trial = createTrials(await installHook(seedFiles()));
}, slow);

const [plain] = documentedKinds;
const [clean] = fileStates;
const partly = fileStates.find(({ name }) => name === 'unstaged lines far away');
if (!plain || !clean || !partly) throw new Error('no kinds');

describe.concurrent('a plain commit of', () => {
  test.each(fileStates.map((state) => [state.name, state] as const))('%s', async (_, state) => {
    const one = { kind: plain, state, stop: '' };
    const twins = await trial(one);
    expectUnharmed(twins, one);
    const { docs, stderr } = twins.hooked.first;
    const path = state.path ?? 'src/a.ts';
    const { docs: isDocumented, isLeftAlone = false, skipped } = state.expects;
    expect((docs.head[path] ?? 0) > 0, stderr).toBe(isDocumented);
    expect((docs.tree[path] ?? 0) > 0, stderr).toBe(isDocumented && !isLeftAlone);
    expect(docs.head['src/beside.ts']).toBe(1);
    expect(stderr.includes('staged only, your copy is left as it is: '), stderr).toBe(isLeftAlone);
    expect(stderr).toMatch(skipped ? new RegExp(`1 file not read: .*${skipped.source}`) : /^(?!.*not read)/);
  });
});

describe.concurrent('docs of what is staged go with', () => {
  test.each(documentedKinds.map((kind) => [kind.name, kind] as const))('%s', async (_, kind) => {
    // In a first commit all lines are new, so that no unstaged one is far away.
    const one = { kind, state: kind.isFirst ? clean : partly, stop: '' };
    const twins = await trial(one);
    expectUnharmed(twins, one);
    const { docs } = twins.hooked.first;
    expect(docs.head['src/a.ts']).toBeGreaterThanOrEqual(2);
    expect(docs.tree['src/a.ts']).toBe(docs.head['src/a.ts']);
  });
});

describe.concurrent('nothing is added by', () => {
  test.each(untouchedKinds.map((kind) => [kind.name, kind] as const))('%s', async (_, kind) => {
    const one = { kind, state: partly, stop: '' };
    const twins = await trial(one);
    expectUnharmed(twins, one);
    expect(twins.hooked.first.stderr).toBe(twins.bare.first.stderr);
    expect(twins.hooked.passed).not.toContain('prepared');
  });
});
