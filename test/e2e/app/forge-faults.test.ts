import { describe, expect, it } from 'vitest';
import { deliveryEnds, idle } from './app-metrics.ts';
import { installation, openApp, type AppScene } from './app-scene.ts';
import { defect, reports, silent } from '../sample-change.ts';
import { temporaryFolder } from '../galley-process.ts';
import { eventually } from './eventually.ts';
import { jumpingClock } from './shifted-clock.ts';
import { faultsOf } from './stand-of.ts';

const repository = '/repos/{owner}/{repo}';

/** A model that takes its time, so that something can happen during a review. */
const slowScript = {
  replies: [{ ...reports(defect), fault: { kind: 'slow-headers', ms: 2_000 } as const }, silent],
};

async function asked(scene: AppScene): Promise<void> {
  await eventually(() => scene.model.prompts.some(({ text }) => text.includes('sum.dart')));
}

describe('a forge that fails', () => {
  it('R10: 502 after it stored the review: nothing is posted twice', async () => {
    const scene = await openApp();
    const app = await scene.started();
    scene.github.faults.plan([
      {
        method: 'POST',
        on: `${repository}/pulls/{pull_number}/reviews`,
        fault: { kind: 'store-then-status' },
      },
      {
        method: 'POST',
        on: `${repository}/issues/{issue_number}/comments`,
        fault: { kind: 'store-then-drop' },
      },
      { method: 'POST', on: `${repository}/check-runs`, fault: { kind: 'store-then-status', status: 500 } },
    ]);
    const pull = await scene.open();
    const stand = await scene.reviewed(pull);
    await idle(scene);
    scene.github.faults.assertAllFired();
    expect(faultsOf(stand), app.said()).toEqual([]);
    expect(scene.stand(pull)).toMatchObject({ reviews: 1, comments: ['src/sum.dart:3'] });
  });

  it('a token that ends during the run is replaced', async () => {
    const scene = await openApp({ script: slowScript });
    const app = await scene.started();
    const pull = await scene.open();
    await asked(scene);
    const { tokens } = scene.github;
    expect(tokens.size).toBeGreaterThan(0);
    for (const [name, token] of tokens) tokens.set(name, { ...token, expiresAt: 0 });
    const stand = await scene.reviewed(pull);
    expect(faultsOf(stand), app.said()).toEqual([]);
    await idle(scene);
    expect((await deliveryEnds(scene.url))['dead'] ?? 0).toBe(0);
  });

  it('an app that is removed during a run says nothing more, and comes back when it is installed anew', async () => {
    const scene = await openApp({ script: slowScript });
    const app = await scene.started();
    const pull = await scene.open();
    await asked(scene);
    scene.github.uninstall(installation);
    await idle(scene);
    const ends = await deliveryEnds(scene.url);
    expect(ends['open'] ?? 0, app.said()).toBe(0);
    expect(ends['dead'] ?? 0, app.said()).toBe(0);
    expect(scene.stand(pull)).toMatchObject({ summaries: 0, comments: [] });
    scene.github.install({ id: 8, app: 'galley', account: 'olga' });
    const stand = await scene.reviewed(pull);
    expect(faultsOf(stand), app.said()).toEqual([]);
  });

  it('R11: a limit of an hour: nothing is asked meanwhile, and the review comes then', async () => {
    const clock = jumpingClock(temporaryFolder());
    let ahead = 0;
    const now = (): number => Date.now() + ahead;
    const github = { now, appClock: now };
    const scene = await openApp({ store: 'embedded', env: clock.env, github });
    const app = await scene.started();
    const limited = { kind: 'primary-limit', resetIn: 3600 } as const;
    scene.github.faults.plan([{ on: `${repository}/pulls/{pull_number}`, fault: limited }]);
    const pull = await scene.open();
    await eventually(() => app.log.some(({ end }) => end === 'put off'), { what: app.said });
    expect(scene.stand(pull)).toMatchObject({ summaries: 0, check: undefined });
    ahead = 3605_000;
    clock.jump(ahead);
    expect(faultsOf(await scene.reviewed(pull)), app.said()).toEqual([]);
    expect(scene.github.impatient).toEqual([]);
  });

  it('R11: who is told to wait waits, and posts then', async () => {
    const scene = await openApp();
    const app = await scene.started();
    scene.github.faults.plan([
      {
        method: 'POST',
        on: `${repository}/pulls/{pull_number}/reviews`,
        fault: { kind: 'secondary-limit', retryAfter: 2 },
      },
    ]);
    const pull = await scene.open();
    const stand = await scene.reviewed(pull);
    scene.github.faults.assertAllFired();
    expect(faultsOf(stand), app.said()).toEqual([]);
    expect(scene.github.impatient).toEqual([]);
  });
});
