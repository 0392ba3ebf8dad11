import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import { defect, reports, silent } from '../sample-change.ts';
import { idle } from './app-metrics.ts';
import type { AppProcess } from './app-process.ts';
import { apiToken, openApp, type AppScene } from './app-scene.ts';
import { keptDeliveries } from './kept-deliveries.ts';
import { faultsOfCommand, peopleAt } from './kill-acts.ts';
import { randomFrom } from './random-from.ts';
import { faultsOf } from './stand-of.ts';
import { eventually } from './eventually.ts';

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

/** The model takes its time, so that many are killed while it is asked. */
const replies = [{ ...reports(defect), fault: { kind: 'slow-headers', ms: 300 } as const }, silent];

/**
 * Kills the app again and again at random moments, from its start on, while people are at work on pull requests. Then lets
 * it settle: no delivery that was accepted is lost, every newest head has exactly one review, every command one answer.
 */
export async function runKills({ store, roles, mostMs }: KillRun): Promise<void> {
  const scene = await openApp({ store, script: { replies } });
  const people = peopleAt(scene);
  const share = Math.ceil(kills[store] / roles.length);
  const killOne = async (start: (scene: AppScene) => AppProcess, role: number): Promise<void> => {
    const random = randomFrom(seed + role);
    for (let kill = 0; kill < share; kill++) {
      const app = start(scene);
      const end = sleep(random() * mostMs);
      for (let acts = 1 + Math.floor(random() * 2); acts > 0; acts--) {
        await sleep((random() * mostMs) / 3);
        await people.act(random);
      }
      await end;
      // Whoever had ended by itself was not killed, and proves nothing.
      expect(await app.end('SIGKILL'), app.said()).toEqual({ code: null, signal: 'SIGKILL' });
    }
  };
  await Promise.all(roles.map(killOne));
  const last = await scene.started();
  const { accepted, refused } = await deliverAll(scene);
  await idle(scene, 240_000);
  let revived = await reviveKilled(scene);
  people.conclude();
  await scene.github.webhooks.settled();
  for (const pull of people.pulls) await scene.reviewed(pull, 240_000).catch(() => undefined);
  await idle(scene, 240_000);
  revived += await reviveKilled(scene);
  const faults = [
    ...people.pulls.flatMap((pull) =>
      faultsOf(scene.stand(pull)).map((fault) => `#${pull.number}: ${fault}`),
    ),
    ...people.commands.flatMap((comment) => faultsOfCommand(scene, comment)),
  ];
  expect(faults, last.said()).toEqual([]);
  scene.github.assertClean();
  expect(await last.end()).toEqual({ code: 0, signal: null });
  const kept = await keptDeliveries(scene);
  const lost = [...kept].filter(([, ended]) => ended === null || ended === 'dead');
  expect([lost, [...accepted].filter((guid) => !kept.has(guid))]).toEqual([[], []]);
  process.stdout.write(
    `app kill, ${store}: ${share * roles.length} kills, ${people.pulls.length} pull requests, ` +
      `${people.commands.length} commands, ${accepted.size} deliveries accepted, ` +
      `${revived} jobs killed at each try, ${refused} attempts that met nobody, seed ${seed}\n`,
  );
}

interface Delivered {
  /** Ids of deliveries that the app has answered with 202. */
  readonly accepted: ReadonlySet<string>;
  readonly refused: number;
}

/** The app asks GitHub for what failed while it was away; what it asked for too early is asked for here. */
async function deliverAll({ github: { webhooks } }: AppScene): Promise<Delivered> {
  await webhooks.settled();
  const accepted = (): Set<string> =>
    new Set(webhooks.deliveries.filter((one) => one.statusCode === 202).map(({ guid }) => guid));
  const refused = webhooks.deliveries.filter((one) => one.statusCode !== 202).length;
  await eventually(async () => {
    const before = accepted();
    const missing = new Map(webhooks.deliveries.map((one) => [one.guid, one.id]));
    for (const guid of before) missing.delete(guid);
    for (const id of missing.values()) await webhooks.redeliver(id);
    return missing.size === 0;
  });
  return { accepted: accepted(), refused };
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
