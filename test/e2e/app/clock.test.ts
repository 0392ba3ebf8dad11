import { describe, expect, it } from 'vitest';
import { defect, reports, silent } from '../sample-change.ts';
import { deliveryEnds, idle } from './app-metrics.ts';
import { openApp } from './app-scene.ts';
import { eventually } from './eventually.ts';
import { jumpingClock } from './shifted-clock.ts';
import { faultsOf } from './stand-of.ts';
import { temporaryFolder } from '../galley-process.ts';

const hour = 3600_000;
const slow = { ...reports(defect), fault: { kind: 'slow-headers', ms: 3_000 } as const };
const operatorToken = 'a-token-of-the-operator';

describe('R9: a clock on the wall that jumps', () => {
  it.each([
    ['forward', hour],
    ['back', -hour],
  ])('an hour %s during a review: what was begun ends once, what comes later is reviewed', async (_, by) => {
    const clock = jumpingClock(temporaryFolder());
    const env = { ...clock.env, GALLEY_APP_OPERATOR_TOKEN: operatorToken };
    const scene = await openApp({ store: 'embedded', env, script: { replies: [slow, silent] } });
    const app = await scene.started();
    const cookie = await signIn(scene.url);
    const once = { kind: 'status', status: 409 } as const;
    scene.github.faults.plan([{ on: /\/pulls\/2$/, fault: once }]);
    const before = await scene.open();
    await eventually(() => scene.model.prompts.some(({ text }) => text.includes(before.head.ref)));
    // It fails once: its next try is due in some seconds, on whatever clock.
    const failing = await scene.open();
    await eventually(() => app.log.some(({ end }) => end === 'failed'), { what: app.said });
    // Accepted before the jump, taken after it.
    const waiting = await scene.open();
    await scene.github.webhooks.settled();
    clock.jump(by);
    for (const pull of [before, failing, waiting])
      expect(faultsOf(await scene.reviewed(pull)), app.said()).toEqual([]);
    const later = await scene.open();
    expect(faultsOf(await scene.reviewed(later)), app.said()).toEqual([]);
    await scene.push(before, 'later');
    expect(faultsOf(await scene.reviewed(before)), app.said()).toEqual([]);
    await idle(scene);
    for (const pull of [before, waiting, later]) expect(scene.stand(pull).comments).toHaveLength(1);
    expect(await deliveryEnds(scene.url)).not.toHaveProperty('dead');
    expect((await fetch(`${scene.url}/readyz`)).status, app.said()).toBe(200);
    const page = await fetch(`${scene.url}/dashboard`, { headers: { cookie }, redirect: 'manual' });
    expect(page.status).toBe(200);
    scene.github.assertClean();
  });
});

async function signIn(url: string): Promise<string> {
  const body = new URLSearchParams({ token: operatorToken });
  const answer = await fetch(`${url}/dashboard/sign-in`, { method: 'POST', body, redirect: 'manual' });
  return answer.headers.get('set-cookie')?.split(';')[0] ?? '';
}
