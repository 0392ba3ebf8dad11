import { describe, expect, it } from 'vitest';
import type { PullRequest } from '../../doubles/github/state/records.ts';
import { deliveryEnds, idle } from './app-metrics.ts';
import { openApp, type AppScene } from './app-scene.ts';
import { eventually } from './eventually.ts';
import { canMount, insideOf, letWrite, readOnly, withSmallDisk } from './in-mounts.ts';
import { faultsOf } from './stand-of.ts';

const possible = await canMount();

/** Comments that ask for nothing are deliveries too, and cheap ones. */
async function answersTo(scene: AppScene, pull: PullRequest, count: number): Promise<number[]> {
  const before = scene.github.webhooks.deliveries.length;
  for (let at = 0; at < count; at++) {
    scene.github.comment({ owner: 'olga', repo: 'proof', number: pull.number }, 'alice', `comment ${at}`);
  }
  await scene.github.webhooks.settled();
  return scene.github.webhooks.deliveries.slice(before).map(({ statusCode }) => statusCode);
}

describe.skipIf(!possible)('R20: a data folder that cannot be written', () => {
  it('when its disk is full: 503 and never 202 for what is not kept; goes on when there is room', async () => {
    const scene = await openApp({ store: 'embedded' });
    const app = await scene.started({ wrapper: withSmallDisk(scene.data, 600) });
    const pull = await scene.open();
    await scene.reviewed(pull);
    await idle(scene);
    await insideOf(app.pid, `dd if=/dev/zero of='${scene.data}/fill' bs=1M 2>/dev/null; true`);
    const answers = new Set(await answersTo(scene, pull, 200));
    // 504: it was not answered in time, so GitHub has it as failed too.
    expect([...answers].filter((status) => ![202, 503, 504].includes(status))).toEqual([]);
    expect(answers).toContain(503);
    expect((await fetch(`${scene.url}/healthz`)).status).toBe(200);
    await insideOf(app.pid, `rm '${scene.data}/fill'`);
    const failed = scene.github.webhooks.deliveries.filter(({ statusCode }) => statusCode === 503);
    const again = await Promise.all(failed.slice(0, 20).map(({ id }) => scene.github.webhooks.redeliver(id)));
    expect(
      again.every((one) => one?.statusCode === 202),
      app.said(),
    ).toBe(true);
    const next = await scene.open();
    expect(faultsOf(await scene.reviewed(next)), app.said()).toEqual([]);
    await idle(scene);
    const { deliveries } = scene.github.webhooks;
    const accepted = new Set(deliveries.filter((one) => one.statusCode === 202).map(({ guid }) => guid));
    const ends = await deliveryEnds(scene.url);
    const kept = Object.values(ends).reduce((sum, one) => sum + one, 0);
    expect(kept).toBeGreaterThanOrEqual(accepted.size);
    expect(ends['open'] ?? 0).toBe(0);
  });

  it('when it turns unwritable under the app: 503 and never 202; goes on when it is writable again', async () => {
    const scene = await openApp({ store: 'embedded' });
    const app = await scene.started();
    const pull = await scene.open();
    await scene.reviewed(pull);
    await idle(scene);
    await letWrite(app.pid, false);
    expect(new Set(await answersTo(scene, pull, 5))).toEqual(new Set([503]));
    expect((await fetch(`${scene.url}/readyz`)).status).toBe(503);
    await letWrite(app.pid, true);
    const [refused] = scene.github.webhooks.deliveries.slice(-1);
    await eventually(
      async () => (await scene.github.webhooks.redeliver(refused?.id ?? 0))?.statusCode === 202,
    );
    expect(faultsOf(await scene.reviewed(await scene.open())), app.said()).toEqual([]);
  });

  it('when it is read-only: the app says so and ends', async () => {
    const scene = await openApp({ store: 'embedded' });
    const app = scene.start({ wrapper: readOnly(scene.data) });
    expect((await app.ended).code).toBe(2);
    expect(app.said()).toContain(scene.data);
    expect(app.said()).toMatch(/read-only/i);
    expect(app.said()).not.toMatch(/^\s+at /m);
  });
});

describe('R20: a data folder that somebody else has', () => {
  it('is refused, and whoever has it goes on', async () => {
    const scene = await openApp({ store: 'embedded' });
    const app = await scene.started();
    const second = scene.start({ env: { PORT: '0' } });
    expect((await second.ended).code).not.toBe(0);
    expect(second.said()).toMatch(/Another Galley uses this data folder/);
    expect(second.said()).not.toMatch(/^\s+at /m);
    expect(faultsOf(await scene.reviewed(await scene.open())), app.said()).toEqual([]);
  });
});
