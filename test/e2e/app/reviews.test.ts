import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deliveryEnds, idle } from './app-metrics.ts';
import type { AppProcess } from './app-process.ts';
import { openApp, type AppScene } from './app-scene.ts';
import { randomFrom } from './random-from.ts';
import { faultsOf } from './stand-of.ts';

const seed = Number(process.env['TESTS_SEED'] ?? Math.floor(Date.now() / 86_400_000));

function shuffled<T>(all: readonly T[], random: () => number): readonly T[] {
  const keyed = all.map((one) => ({ one, key: random() }));
  return keyed.toSorted((a, b) => a.key - b.key).map(({ one }) => one);
}

describe('the app', () => {
  let scene: AppScene;
  let app: AppProcess;
  beforeAll(async () => {
    scene = await openApp({ isKept: true, store: 'embedded' });
    app = await scene.started();
  });
  afterAll(() => scene?.close());

  it('reviews a pull request that is opened', async () => {
    const pull = await scene.open();
    const stand = await scene.reviewed(pull);
    expect(faultsOf(stand), app.said()).toEqual([]);
    expect(stand.comments).toEqual(['src/sum.dart:3']);
    await scene.github.webhooks.settled();
    expect(scene.github.webhooks.deliveries.map(({ statusCode }) => statusCode)).not.toContain(503);
    scene.github.assertClean();
  });

  it('R4: reviews once what the same delivery tells twice at the same moment', async () => {
    scene.github.webhooks.handle('twice');
    const pull = await scene.open();
    const stand = await scene.reviewed(pull);
    scene.github.webhooks.handle('send');
    await scene.github.webhooks.settled();
    const opened = scene.github.webhooks.deliveries.filter(
      ({ action, payload }) => action === 'opened' && payload['number'] === pull.number,
    );
    expect(opened.map(({ statusCode }) => statusCode)).toEqual([202, 202]);
    expect(new Set(opened.map(({ guid }) => guid)).size).toBe(1);
    expect(faultsOf(stand), app.said()).toEqual([]);
    expect(stand.reviews).toBe(1);
  });

  it('R4: reviews once a head that two deliveries tell of', async () => {
    const pull = await scene.open();
    await scene.reviewed(pull);
    const asked = scene.model.prompts.length;
    scene.github.closePull(pull);
    scene.github.reopenPull(pull);
    await scene.github.webhooks.settled();
    await idle(scene);
    expect(faultsOf(scene.stand(pull))).toEqual([]);
    expect(scene.stand(pull).reviews).toBe(1);
    expect(scene.model.prompts).toHaveLength(asked);
  });

  it(`R6: reviews the newest head, whatever order its pushes are told in, seed ${seed}`, async () => {
    scene.github.webhooks.handle('hold');
    const pull = await scene.open();
    for (const text of ['second', 'third', 'fourth']) await scene.push(pull, text);
    scene.github.webhooks.handle('send');
    await scene.github.webhooks.release((held) => shuffled(held, randomFrom(seed)));
    const stand = await scene.reviewed(pull);
    await idle(scene);
    expect(faultsOf(stand)).toEqual([]);
    expect(scene.stand(pull)).toEqual(stand);
    expect(stand.comments).toHaveLength(1);
  });

  it('ends every delivery, also those that ask for nothing', async () => {
    await idle(scene);
    const ends = await deliveryEnds(scene.url);
    expect(ends['open'] ?? 0).toBe(0);
    const told = new Set(scene.github.webhooks.deliveries.map(({ guid }) => guid));
    expect(Object.values(ends).reduce((sum, count) => sum + count, 0)).toBe(told.size);
  });
});
