import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Mirrors } from '../../../git/mirror/create-mirrors.ts';
import type { Log } from '../../../log.ts';
import type { JobStore } from '../../../review/jobs/job-store.ts';
import { pruneImages } from '../../../run/image/prune-images.ts';
import { pruneInstalled } from '../../../run/prepare/prune-installed.ts';
import type { Background } from '../run-app.ts';

export interface HouseOptions {
  readonly store: Pick<JobStore, 'prune'>;
  readonly mirrors: Pick<Mirrors, 'prune'>;
  /** Folder that has a reply cache for each repository. */
  readonly replies: string;
  /** Folder that has dependencies for each repository whose tests are run. */
  readonly runners: string;
  /** Folder that has images for these tests, unpacked. */
  readonly images: string;
  readonly retentionDays: number;
  readonly log: Log;
}

const everyMs = 6 * 3600_000;
/** Not while everything starts. */
const firstMs = 60_000;
const dayMs = 24 * 3600_000;

/** Throws away what is older than the operator wants it to be: jobs, mirrors, replies, dependencies, images. */
export function keepHouse(options: HouseOptions): Background {
  const stop = new AbortController();
  const done = run(options, stop.signal);
  return {
    async stop() {
      stop.abort();
      await done;
    },
  };
}

async function run(options: HouseOptions, signal: AbortSignal): Promise<void> {
  for (let ms = firstMs; !signal.aborted; ms = everyMs) {
    await wait(ms, undefined, { signal, ref: false }).catch(() => {});
    if (!signal.aborted) await tidy(options);
  }
}

/** Each by itself: what cannot be done now is done next time. */
export async function tidy({
  store,
  mirrors,
  replies,
  runners,
  images,
  retentionDays,
  log,
}: HouseOptions): Promise<void> {
  const works: readonly (() => Promise<unknown>)[] = [
    () => store.prune(retentionDays),
    () => mirrors.prune(),
    () => removeOld(replies, Date.now() - retentionDays * dayMs),
    () => pruneInstalled(runners, retentionDays * dayMs, log),
    () => pruneImages(images, retentionDays * dayMs, log),
  ];
  for (const work of works)
    await work().catch((error: unknown) => log.warn('old data could not be removed', { why: String(error) }));
}

/** Removes files that were last written before then. Returns how many. */
export async function removeOld(folder: string, before: number): Promise<number> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => []);
  let removed = 0;
  for (const entry of entries.filter((found) => found.isFile())) {
    const path = join(entry.parentPath, entry.name);
    const { mtimeMs = Infinity } = await stat(path).catch(() => ({ mtimeMs: undefined }));
    if (mtimeMs >= before) continue;
    await rm(path, { force: true });
    removed += 1;
  }
  return removed;
}
