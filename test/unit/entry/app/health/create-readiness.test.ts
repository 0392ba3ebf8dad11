import { describe, expect, it } from 'vitest';
import { appChecks } from '../../../../../src/entry/app/health/app-checks.ts';
import { createReadiness } from '../../../../../src/entry/app/health/create-readiness.ts';

const overview = {
  ...{ waiting: 1, active: 0, dead: 0, oldestDueAt: undefined as number | undefined, reviews: 0 },
  ...{ medianMs: undefined, p95Ms: undefined },
};

describe('createReadiness', () => {
  it('asks again only when what it saw has grown old', async () => {
    let time = 0;
    let looks = 0;
    const look = async () => `look ${(looks += 1)}`;
    const readiness = createReadiness({
      checks: { database: { look, holdsMs: 100, isForWebhooks: true } },
      clock: () => time,
      mostMs: 1000,
    });
    await Promise.all([readiness.all(), readiness.all(), readiness.forWebhooks()]);
    expect(looks).toBe(1);
    time = 100;
    expect((await readiness.all()).checks['database']).toEqual({ state: 'ok', detail: 'look 2' });
  });

  it('says what fails and why, and gives up what hangs', async () => {
    const readiness = createReadiness({
      checks: {
        database: { look: async () => 'fine', holdsMs: 1, isForWebhooks: true },
        model: { look: () => new Promise(() => {}), holdsMs: 1 },
        github: { look: () => Promise.reject(new Error('unauthorised')), holdsMs: 1 },
      },
      clock: () => 0,
      mostMs: 20,
    });
    const report = await readiness.all();
    expect(report.isReady).toBe(false);
    expect(report.checks['github']).toEqual({ state: 'failed', detail: 'unauthorised' });
    expect(report.checks['model']?.detail).toMatch(/^no answer within/);
    expect((await readiness.forWebhooks()).isReady).toBe(true);
  });

  it('asks again soon after a failure', async () => {
    let time = 0;
    let isWell = false;
    const look = async () => (isWell ? 'fine' : Promise.reject(new Error('away')));
    const readiness = createReadiness({
      checks: { github: { look, holdsMs: 60_000 } },
      clock: () => time,
      mostMs: 1000,
    });
    expect((await readiness.all()).isReady).toBe(false);
    isWell = true;
    time = 10_000;
    expect((await readiness.all()).isReady).toBe(true);
  });

  it('tells at once what is seen in a moment, else what was seen lately, else that it looks', async () => {
    let time = 0;
    let isHanging = true;
    const look = async () => (isHanging ? new Promise<never>(() => {}) : { detail: 'qwen', loaded: false });
    const checks = { model: { look, holdsMs: 100 } };
    const readiness = createReadiness({ checks, clock: () => time, mostMs: 1000 });
    expect(await readiness.latest('model')).toBe('looking');
    expect((await readiness.all()).checks['model']).toMatchObject({ state: 'failed' });
    isHanging = false;
    time = 10_000;
    // A model that is not in memory takes nothing out of service.
    const well = { state: 'ok', detail: 'qwen', loaded: false };
    expect(await readiness.latest('model')).toEqual(well);
    expect(await readiness.all()).toMatchObject({ isReady: true, checks: { model: well } });
    isHanging = true;
    time += 100;
    expect(await readiness.latest('model')).toEqual(well);
    time += 120_000;
    expect(await readiness.latest('model')).toBe('looking');
    expect(await readiness.latest('nobody')).toBeUndefined();
  });
});

describe('appChecks', () => {
  const look = async (oldestDueAt: number | undefined) => {
    const records = { overview: async () => ({ ...overview, oldestDueAt }) };
    const checks = appChecks({
      ...{ records, ping: async () => {}, model: undefined, github: async () => '' },
      now: () => 7_200_000,
    });
    return checks['queue']?.look(AbortSignal.timeout(1000));
  };

  it('fails when a job is due for an hour and nobody takes it', async () => {
    expect(await look(undefined)).toBe('1 waiting, 0 active, 0 dead; nothing is due');
    expect(await look(7_190_000)).toContain('the oldest is due for 10 s');
    await expect(look(1)).rejects.toThrow('due for 7200 s');
  });
});
