import { describe, expect, it } from 'vitest';
import { deliveryEnds, idle, readMetrics } from './app-metrics.ts';
import { apiToken, openApp } from './app-scene.ts';
import { fasterClock } from './shifted-clock.ts';
import { faultsOf } from './stand-of.ts';

describe('R22: a job that always fails', () => {
  it('is given up and can be seen; the others go on; a person may run it again', async () => {
    const scene = await openApp({ store: 'embedded', env: fasterClock(30) });
    const app = await scene.started();
    const isPoisoned = {
      on: /\/pulls\/1(?:\/|$)/,
      times: 99_999,
      // Not 5xx, which says that GitHub is away: that is no failure of a job.
      fault: { kind: 'status', status: 422 },
    } as const;
    scene.github.faults.plan([isPoisoned]);
    const poisoned = await scene.open();
    const sound = await scene.open();
    expect(faultsOf(await scene.reviewed(sound)), app.said()).toEqual([]);
    await idle(scene, 120_000);
    expect(await deliveryEnds(scene.url), app.said()).toMatchObject({ dead: 1 });
    expect((await readMetrics(scene.url)).get('galley_queue_jobs{state="dead"}')).toBe(1);
    const later = await scene.open();
    expect(faultsOf(await scene.reviewed(later)), app.said()).toEqual([]);

    scene.github.faults.plan([]);
    const headers = { authorization: `Bearer ${apiToken}` };
    const dead = await fetch(`${scene.url}/api/v1/jobs?state=dead`, { headers });
    const [job] = ((await dead.json()) as { rows: { id: string }[] }).rows;
    const revived = await fetch(`${scene.url}/api/v1/jobs/${job?.id}/revive`, { method: 'POST', headers });
    expect(revived.ok, app.said()).toBe(true);
    expect(faultsOf(await scene.reviewed(poisoned)), app.said()).toEqual([]);
  });
});
