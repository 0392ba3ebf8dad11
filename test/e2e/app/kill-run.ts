import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import type { PullRequest } from '../../doubles/github/state/records.ts';
import { defect, reports, silent } from '../sample-change.ts';
import { deliveryEnds, idle } from './app-metrics.ts';
import type { AppProcess } from './app-process.ts';
import { apiToken, openApp, type AppScene } from './app-scene.ts';
import { randomFrom } from './random-from.ts';
import { faultsOf } from './stand-of.ts';

/** `npm run nightly -- app-kill` sets both. */
export const seed = Number(process.env['GALLEY_SEED'] ?? 20_261_122);
const all = Number(process.env['GALLEY_KILLS'] ?? 60);
/** A quarter is for the database of the data folder, whose each start takes seconds. */
const embedded = Math.ceil(all / 4);
export const kills = { embedded, server: all - embedded };
export const timeout = 300_000 + all * 15_000;

export interface KillRun {
  readonly store: 'embedded' | 'server';
  /** Each starts a process to be killed; they are killed side by side, each its share of all kills. */
  readonly roles: readonly ((scene: AppScene) => AppProcess)[];
  /** Milliseconds that a process may live. */
  readonly mostMs: number;
}

/** Few, so that reviews of several pushes meet at one pull request. */
const pulls = 6;
/** The model takes its time, so that many are killed while it is asked. */
const replies = [{ ...reports(defect), fault: { kind: 'slow-headers', ms: 300 } as const }, silent];

/**
 * Kills the app again and again at random moments, from its start on, while pull requests are opened and pushed to. Then
 * lets it settle: no delivery is lost, and every newest head has exactly one review.
 */
export async function runKills({ store, roles, mostMs }: KillRun): Promise<void> {
  const scene = await openApp({ store, script: { replies } });
  const opened: PullRequest[] = [];
  const share = Math.ceil(kills[store] / roles.length);
  const killOne = async (start: (scene: AppScene) => AppProcess, role: number): Promise<void> => {
    const random = randomFrom(seed + role);
    for (let kill = 0; kill < share; kill++) {
      const app = start(scene);
      const end = sleep(random() * mostMs);
      for (let acts = 1 + Math.floor(random() * 2); acts > 0; acts--) {
        await sleep((random() * mostMs) / 3);
        await act(scene, opened, random);
      }
      await end;
      await app.end('SIGKILL');
    }
  };
  await Promise.all(roles.map(killOne));
  const last = await scene.started();
  // What failed while nobody listened is asked for by the app itself.
  for (const pull of opened) await scene.reviewed(pull, 240_000).catch(() => undefined);
  await idle(scene, 240_000);
  const revived = await reviveKilled(scene);
  const faults = opened.flatMap((pull) =>
    faultsOf(scene.stand(pull)).map((fault) => `#${pull.number}: ${fault}`),
  );
  expect(faults, last.said()).toEqual([]);
  const { open = 0, dead = 0, ...ended } = await deliveryEnds(scene.url);
  expect({ open, dead }).toEqual({ open: 0, dead: 0 });
  const { deliveries } = scene.github.webhooks;
  const accepted = new Set(deliveries.filter((one) => one.statusCode === 202).map(({ guid }) => guid));
  const count = Object.values(ended).reduce((sum, each) => sum + each, 0);
  expect(count).toBeGreaterThanOrEqual(accepted.size);
  scene.github.assertClean();
  const refused = deliveries.length - deliveries.filter((one) => one.statusCode === 202).length;
  process.stdout.write(
    `app kill, ${store}: ${share * roles.length} kills, ${opened.length} pull requests, ` +
      `${accepted.size} deliveries accepted, ${revived} jobs killed at each try, ${refused} that met nobody, seed ${seed}\n`,
  );
}

/** A job whose worker was killed at each of its tries is given up, as one that kills its worker must be: a person runs it again. */
async function reviveKilled(scene: AppScene): Promise<number> {
  const headers = { authorization: `Bearer ${apiToken}` };
  const answer = await fetch(`${scene.url}/api/v1/jobs?state=dead`, { headers });
  const { rows } = (await answer.json()) as { rows: { id: string; problem: { code: string } }[] };
  expect(rows.filter(({ problem }) => problem.code !== 'worker-lost')).toEqual([]);
  for (const { id } of rows)
    await fetch(`${scene.url}/api/v1/jobs/${id}/revive`, { method: 'POST', headers });
  if (rows.length > 0) await idle(scene, 240_000);
  return rows.length;
}

async function act(scene: AppScene, opened: PullRequest[], random: () => number): Promise<void> {
  const pull = opened[Math.floor(random() * pulls)];
  if (pull === undefined) opened.push(await scene.open());
  else await scene.push(pull, `push ${Math.floor(random() * 1e9)}`);
}
