import { describe, expect, it } from 'vitest';
import { deliveryEnds, idle } from './app-metrics.ts';
import { openApp } from './app-scene.ts';
import { faultsOf } from './stand-of.ts';

describe('R7: an app that was down', () => {
  it('covers every pull request that it missed, when it starts', async () => {
    const scene = await openApp();
    const pulls = [await scene.open(), await scene.open(), await scene.open()];
    const [first] = pulls;
    if (first === undefined) throw new Error('no pull request');
    await scene.push(first, 'meanwhile');
    await scene.github.webhooks.settled();
    expect(scene.github.webhooks.deliveries.every(({ statusCode }) => statusCode === 502)).toBe(true);
    const app = await scene.started();
    for (const pull of pulls) expect(faultsOf(await scene.reviewed(pull)), app.said()).toEqual([]);
    await idle(scene);
    for (const pull of pulls) expect(scene.stand(pull)).toMatchObject({ reviews: 1, doubled: [] });
    expect((await deliveryEnds(scene.url))['open'] ?? 0).toBe(0);
  });

  it('R5: runs a delivery that failed, when it comes again', async () => {
    const scene = await openApp();
    const pull = await scene.open();
    await scene.github.webhooks.settled();
    const [failed] = scene.github.webhooks.deliveries;
    expect(failed?.statusCode).toBe(502);
    // Nothing is listed, so that the redelivery alone can bring it.
    scene.github.faults.plan([
      { on: '/installation/repositories', times: 99, fault: { kind: 'status', status: 503 } },
      { on: '/app/hook/deliveries', times: 99, fault: { kind: 'status', status: 503 } },
    ]);
    const app = await scene.started();
    const again = await scene.github.webhooks.redeliver(failed?.id ?? 0);
    expect(again?.statusCode, app.said()).toBe(202);
    expect(faultsOf(await scene.reviewed(pull))).toEqual([]);
    await scene.github.webhooks.redeliver(failed?.id ?? 0);
    await idle(scene);
    expect(scene.stand(pull).reviews).toBe(1);
  });
});
