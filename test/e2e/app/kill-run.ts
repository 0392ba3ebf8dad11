import { setTimeout as sleep } from 'node:timers/promises';
import type { PullRequest } from '../../doubles/github/state/records.ts';
import { deliveryEnds, idle } from './app-metrics.ts';
import type { AppProcess } from './app-process.ts';
import type { AppScene } from './app-scene.ts';
import { randomFrom } from './random-from.ts';
import { faultsOf } from './stand-of.ts';

export interface KillRun {
  readonly scene: AppScene;
  readonly seed: number;
  /** How often a process is killed. */
  readonly kills: number;
  /** Starts what is killed. */
  readonly start: () => AppProcess;
  /** Starts what runs to the end, so that everything may settle. */
  readonly settle: () => Promise<AppProcess>;
  /** Milliseconds that a process may live. */
  readonly mostMs: number;
}

export interface KillResult {
  readonly kills: number;
  readonly pulls: number;
  /** Webhooks that were answered with 202, each id once. */
  readonly accepted: number;
  readonly ends: Readonly<Record<string, number>>;
  /** Of every pull request what is not as it should be; empty: every newest head has exactly one review. */
  readonly faults: readonly string[];
  /** What the last process said. */
  readonly said: () => string;
}

/** Few, so that reviews of several pushes meet at one pull request. */
const pulls = 6;

/**
 * Kills the app again and again at random moments, from its start on, while pull requests are opened and pushed to. Then
 * lets it settle.
 */
export async function runKills({ scene, seed, kills, start, settle, mostMs }: KillRun): Promise<KillResult> {
  const random = randomFrom(seed);
  const opened: PullRequest[] = [];
  for (let kill = 0; kill < kills; kill++) {
    const app = start();
    const end = sleep(random() * mostMs);
    for (let acts = 1 + Math.floor(random() * 2); acts > 0; acts--) {
      await sleep((random() * mostMs) / 3);
      await act(scene, opened, random, kill);
    }
    await end;
    await app.end('SIGKILL');
  }
  const last = await settle();
  // What failed while nobody listened is asked for by the app itself.
  for (const pull of opened) await scene.reviewed(pull, 240_000).catch(() => undefined);
  await idle(scene, 240_000);
  const accepted = new Set(
    scene.github.webhooks.deliveries.filter(({ statusCode }) => statusCode === 202).map(({ guid }) => guid),
  );
  return {
    kills,
    pulls: opened.length,
    accepted: accepted.size,
    ends: await deliveryEnds(scene.url),
    faults: opened.flatMap((pull) => faultsOf(scene.stand(pull)).map((fault) => `#${pull.number}: ${fault}`)),
    said: last.said,
  };
}

async function act(
  scene: AppScene,
  opened: PullRequest[],
  random: () => number,
  kill: number,
): Promise<void> {
  const pull = opened[Math.floor(random() * pulls)];
  if (pull === undefined) opened.push(await scene.open());
  else await scene.push(pull, `push ${kill} ${Math.floor(random() * 1e9)}`);
}
