import { constants, setPriority } from 'node:os';
import { silentLog } from '../../log.ts';
import { listenForStop } from '../cli/listen-for-stop.ts';
import { logTo } from '../cli/terminal-log.ts';
import type { DocsRun } from './docs-run.ts';
import { documentOptions } from './document-options.ts';
import type { HeldLock } from '../../git/lock-file.ts';
import { openAsking } from './open-asking.ts';
import { readNextFiles } from './read-next-files.ts';
import { warmPasses } from './warm-passes.ts';
import { holdWarmLock, longestWarmingMs } from './warm-lock.ts';

/** How often the lock is looked at, in milliseconds: a commit takes it away when it has questions of its own. */
const lookMs = 250;

/**
 * Has the model describe now what the next commits would ask about, so that the hook finds the replies. One process a
 * repository, at low priority, one question after the other, silent but on a terminal.
 *
 * @returns the exit code: always 0, nobody waits for it
 */
export async function warmDocs(run: DocsRun): Promise<number> {
  const { place, loaded, terminal } = run;
  const tell = (what: string): void => void (process.stderr.isTTY && terminal.err(`galley: ${what}\n`));
  const { noModel, cache } = loaded.settings;
  if (terminal.env['GALLEY'] === '0') return 0;
  if (noModel || !cache.enabled) {
    tell(noModel ? 'no model is wanted' : 'the cache is off: nothing would be kept');
    return 0;
  }
  const lock = await holdWarmLock(place.commonDir);
  if (lock === undefined) {
    tell('another process is at it already');
    return 0;
  }
  try {
    lowerPriority();
    const asked = await askUnderLock(run, lock);
    tell(`asked about ${asked} declaration${asked === 1 ? '' : 's'}`);
  } finally {
    await lock.release();
  }
  return 0;
}

async function askUnderLock(run: DocsRun, lock: HeldLock): Promise<number> {
  const { place, loaded, terminal } = run;
  const isShown = process.stderr.isTTY;
  const over = new AbortController();
  const stop = listenForStop();
  const signal = AbortSignal.any([stop.signal, over.signal, AbortSignal.timeout(longestWarmingMs)]);
  const watch = setInterval(() => void lock.isHeld().then((isHeld) => isHeld || over.abort()), lookMs);
  const asking = openAsking(
    { ...run, terminal: isShown ? terminal : { ...terminal, progress: 'off' } },
    { log: isShown ? logTo(terminal) : silentLog, signal, onGone: () => over.abort() },
  );
  const git = { cwd: place.root, env: terminal.env, root: place.root, gitDir: place.gitDir, signal };
  try {
    return await warmPasses(() => readNextFiles(git), documentOptions(loaded.settings), {
      ...asking.ports,
      signal,
    });
  } finally {
    clearInterval(watch);
    stop.release();
    await asking.close();
  }
}

/** Whoever types comes first. Some systems forbid it. */
function lowerPriority(): void {
  try {
    setPriority(constants.priority.PRIORITY_LOW);
  } catch {
    // It then runs as anything else does.
  }
}
