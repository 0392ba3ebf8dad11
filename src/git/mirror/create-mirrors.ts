import { rm } from 'node:fs/promises';
import { GalleyError, isGalleyError } from '../../errors.ts';
import type { Log } from '../../log.ts';
import { fetchCommits, type FetchOptions } from './fetch-commits.ts';
import { holdFolder } from './hold-folder.ts';
import { isBroken } from './is-broken.ts';
import { measureFolder } from './measure-folder.ts';
import { mirrorFolder } from './mirror-folder.ts';
import { markUse, pruneMirrors, type PruneLimits } from './prune-mirrors.ts';

export interface MirrorsOptions {
  /** Absolute path; made when it is needed, for this user alone. */
  readonly root: string;
  /** Most bytes of one mirror. */
  readonly mostBytes: number;
  readonly prune: PruneLimits;
  readonly log: Log;
}

/** One bare repository for each repository of the forge, kept from review to review. */
export interface Mirrors {
  /** Throws GalleyError `unsafe-path`. */
  folderOf(repository: string): string;
  /**
   * As fetchCommits, one at a time for each mirror, in all processes. A mirror that is broken or has grown too large is
   * thrown away and fetched anew.
   *
   * Throws GalleyError: as fetchCommits, `git-failed` also where the commits take more than `mostBytes`.
   */
  fetch(options: FetchOptions): Promise<void>;
  /** Removes mirrors that nobody has used for long, then the least used, until they fit. Returns how many. */
  prune(): Promise<number>;
}

/** Packs of one mirror: each fetch adds one, and git looks through all of them. */
const mostPacks = 200;
const watchMs = 500;

export function createMirrors({ root, mostBytes, prune, log }: MirrorsOptions): Mirrors {
  const fetchInto = async (options: FetchOptions): Promise<void> => {
    const { folder } = options;
    const { bytes, packs } = await measureFolder(folder);
    if (bytes > mostBytes || packs > mostPacks) {
      log.info('a mirror is made anew', { folder, bytes, packs });
      await remove(folder);
    }
    try {
      await fetchWithin(options, mostBytes);
    } catch (error) {
      if (!isGalleyError(error) || error instanceof TooLarge) throw error;
      const isBad =
        error.code === 'not-a-repository' ||
        (error.code === 'git-failed' && (await isBroken(folder, options)));
      if (!isBad) throw error;
      log.warn('a mirror was broken, and is fetched anew', { folder, reason: error.message });
      await remove(folder);
      await fetchWithin(options, mostBytes);
    }
    await markUse(folder);
  };
  return {
    folderOf: (repository) => mirrorFolder(root, repository),
    async fetch(options) {
      const hold = await holdFolder(options.folder, options.signal);
      try {
        await fetchInto(options);
      } finally {
        await hold.release();
      }
    },
    prune: () => pruneMirrors(root, prune, log),
  };
}

/** Ends git as soon as the mirror grows beyond the limit: nobody says beforehand how much will come. */
async function fetchWithin(options: FetchOptions, mostBytes: number): Promise<void> {
  const watch = new AbortController();
  let isTooLarge = false;
  const timer = setInterval(() => {
    void measureFolder(options.folder).then(({ bytes }) => {
      if (bytes <= mostBytes) return;
      isTooLarge = true;
      watch.abort();
    });
  }, watchMs);
  try {
    await fetchCommits({ ...options, signal: AbortSignal.any([options.signal, watch.signal]) });
    if ((await measureFolder(options.folder)).bytes > mostBytes) isTooLarge = true;
  } catch (error) {
    if (!isTooLarge || options.signal.aborted) throw error;
  } finally {
    clearInterval(timer);
  }
  if (!isTooLarge) return;
  await remove(options.folder);
  throw new TooLarge(mostBytes);
}

class TooLarge extends GalleyError {
  constructor(mostBytes: number) {
    const mebibytes = Math.floor(mostBytes / 1024 / 1024);
    super('git-failed', {
      what: 'The files of the repository are too large to be kept',
      why: `Its files take more than ${mebibytes} MiB, the most that one mirror may.`,
    });
  }
}

function remove(folder: string): Promise<void> {
  return rm(folder, { recursive: true, force: true, maxRetries: 3 });
}
