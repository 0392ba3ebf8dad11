import { describe, expect, it } from 'vitest';
import type { Reply } from '../../doubles/model-server/script.ts';
import { startModelServer } from '../../doubles/model-server/start-model-server.ts';
import { defect, reports, silent } from '../sample-change.ts';
import { deliveryEnds, idle } from './app-metrics.ts';
import { openApp } from './app-scene.ts';
import { eventually } from './eventually.ts';
import { faultsOf } from './stand-of.ts';

/** Else a test would wait for ten minutes, as an operator wants it to. */
const env = {
  GALLEY_TIMEOUT_SECONDS_FIRST_BYTE: '2',
  GALLEY_TIMEOUT_SECONDS_IDLE: '2',
  GALLEY_TIMEOUT_SECONDS_TOTAL: '6',
};

describe('R16: a model', () => {
  it.for([
    ['hangs before its headers', { kind: 'slow-headers' }],
    ['hangs behind its headers', { kind: 'stall' }],
    ['drips', { kind: 'drip' }],
    ['cuts its answer', { kind: 'reset-mid-stream' }],
    ['cuts the connection', { kind: 'reset-before-headers' }],
  ] as const)('that %s once: the review is posted all the same', async ([, fault]) => {
    const first: Reply = { ...reports(defect), fault, times: 1 };
    const scene = await openApp({ env, script: { replies: [first, reports(defect), silent] } });
    const app = await scene.started();
    const stand = await scene.reviewed(await scene.open());
    expect(faultsOf(stand), app.said()).toEqual([]);
    await idle(scene);
    expect((await deliveryEnds(scene.url))['dead'] ?? 0).toBe(0);
  });

  it('that always hangs: the check says that the review is incomplete, and never success', async () => {
    const hangs: Reply = { ...reports(defect), fault: { kind: 'slow-headers' } };
    const scene = await openApp({ env, script: { replies: [hangs] } });
    const app = await scene.started();
    const pull = await scene.open();
    const stand = await scene.reviewed(pull, 120_000);
    expect(stand.check, app.said()).toBe('neutral');
    const run = scene.github.state.checkRuns.findLast(({ headSha }) => headSha === pull.head.sha);
    expect(`${run?.title}\n${run?.summary}`).toMatch(/incomplete|not reviewed/i);
  });

  it('that starts anew during a review: the review is whole', async () => {
    const hangs: Reply = { ...reports(defect), fault: { kind: 'slow-headers', ms: 600_000 } };
    const scene = await openApp({ script: { replies: [hangs] } });
    const port = Number(new URL(scene.model.url).port);
    const app = await scene.started();
    const pull = await scene.open();
    await eventually(() => scene.model.prompts.some(({ text }) => text.includes('sum.dart')));
    await scene.model.close();
    const model = await startModelServer({ replies: [reports(defect), silent] }, { port });
    try {
      const stand = await scene.reviewed(pull);
      expect(faultsOf(stand), app.said()).toEqual([]);
      expect(stand).toMatchObject({ comments: ['src/sum.dart:3'] });
    } finally {
      await model.close();
    }
  });

  it('that is gone and comes back: reviews wait for it', async () => {
    const scene = await openApp({ env });
    const port = Number(new URL(scene.model.url).port);
    await scene.model.close();
    const app = await scene.started();
    expect((await fetch(`${scene.url}/readyz`)).status).toBe(503);
    expect((await fetch(`${scene.url}/readyz/webhooks`)).status).toBe(200);
    const pull = await scene.open();
    await scene.github.webhooks.settled();
    expect(scene.github.webhooks.deliveries.at(-1)?.statusCode).toBe(202);
    const model = await startModelServer({ replies: [reports(defect), silent] }, { port });
    try {
      const stand = await scene.reviewed(pull, 120_000);
      expect(stand.comments, app.said()).toEqual(['src/sum.dart:3']);
    } finally {
      await model.close();
    }
  });
});
