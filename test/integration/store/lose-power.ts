import { cpSync, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { DiskEvents } from '../../../src/store/embedded/durable-files.ts';

const blockSize = 4096;

export interface Disk {
  readonly events: DiskEvents;
  /** The power goes before the write of this number, from now on; the rest happens as if nothing had been. */
  losePowerAt(write: number): void;
  /** Whether that moment has come. */
  isDead(): boolean;
  /** The folder as it may lie on the disk afterwards: what was synced, and of the rest any blocks. */
  restore(chance: () => number): string;
}

/** Watches a folder and remembers what of each file has reached the disk. */
export function watchDisk(folder: string, work: string): Disk {
  const synced = join(work, 'synced');
  const atLoss = join(work, 'at-loss');
  cpSync(folder, synced, { recursive: true });
  let writes = 0;
  let lossAt = Number.POSITIVE_INFINITY;
  let isDead = false;
  return {
    events: {
      beforeWrite() {
        writes += 1;
        if (isDead || writes < lossAt) return;
        isDead = true;
        rmSync(atLoss, { recursive: true, force: true });
        cpSync(folder, atLoss, { recursive: true });
      },
      afterSync(path) {
        if (!isDead && statSync(path).isFile()) cpSync(path, join(synced, relative(folder, path)));
      },
    },
    losePowerAt(write) {
      lossAt = writes + write;
    },
    isDead: () => isDead,
    restore(chance) {
      for (const name of filesBelow(atLoss)) {
        const before = join(synced, name);
        if (existsSync(before)) mix(join(atLoss, name), before, chance);
      }
      return atLoss;
    },
  };
}

/** Blocks that were written but not synced are on the disk or not, each for itself. */
function mix(path: string, syncedPath: string, chance: () => number): void {
  const [now, before] = [readFileSync(path), readFileSync(syncedPath)];
  if (now.equals(before)) return;
  const mixed = Buffer.from(chance() < 0.5 ? now : before);
  for (let at = 0; at < Math.min(now.length, before.length); at += blockSize) {
    const from = chance() < 0.5 ? now : before;
    from.copy(mixed, at, at, Math.min(at + blockSize, mixed.length, from.length));
  }
  writeFileSync(path, mixed);
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
}
