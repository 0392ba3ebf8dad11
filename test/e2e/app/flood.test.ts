import { describe, expect, it } from 'vitest';
import { sendFlood } from '../../../bench/app/flood.ts';
import { headOf, signWebhook } from '../../../bench/app/webhook.ts';
import { deliveryEnds } from './app-metrics.ts';
import { installation, openApp, webhookSecret } from './app-scene.ts';

const count = 1_000;
const pulls = 200;

describe('R1: a flood of webhooks while the model does not answer', () => {
  it('is kept, each of them, also when the app is killed right after', async () => {
    const scene = await openApp({
      store: 'embedded',
      script: { fault: { kind: 'slow-headers', ms: 600_000, on: '*' } },
    });
    const app = await scene.started();
    const { accepted, statuses } = await sendFlood({
      url: `${scene.url}/api/github/webhooks`,
      count,
      overMs: 5_000,
      make: (index) =>
        signWebhook(
          {
            installation,
            repository: 'olga/proof',
            number: 1 + (index % pulls),
            head: headOf(`${index}`),
            action: index < pulls ? 'opened' : 'synchronize',
          },
          webhookSecret,
        ),
      onAnswer: () => undefined,
    });
    await app.end('SIGKILL');
    expect(statuses, app.said()).toEqual({ 202: count });
    expect(new Set(accepted).size).toBe(count);
    const next = await scene.started();
    const kept = Object.values(await deliveryEnds(scene.url)).reduce((sum, one) => sum + one, 0);
    // The app itself asks for what it may have missed.
    expect(kept, next.said()).toBeGreaterThanOrEqual(count);
  });
});
