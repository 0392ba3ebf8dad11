import { readFileSync } from 'node:fs';

export interface MemoryWatch {
  /** To be called with what grows meanwhile. */
  readonly look: (count: number) => void;
  /** Megabytes for each thousand, by least squares over what was seen from `from` on. */
  readonly slope: (from: number) => number;
  readonly mostMegabytes: () => number;
}

/** Resident memory of a process of Linux, at most once every quarter of a second. */
export function watchMemory(pid: number): MemoryWatch {
  const seen: { readonly count: number; readonly megabytes: number }[] = [];
  let lookedAt = 0;
  return {
    look(count) {
      if (performance.now() - lookedAt < 250) return;
      lookedAt = performance.now();
      seen.push({ count, megabytes: residentMegabytes(pid) });
    },
    slope(from) {
      const late = seen.filter(({ count }) => count >= from);
      const mean = (of: (one: (typeof late)[number]) => number): number =>
        late.reduce((sum, one) => sum + of(one), 0) / late.length;
      const [x, y] = [mean(({ count }) => count), mean(({ megabytes }) => megabytes)];
      const above = late.reduce((sum, one) => sum + (one.count - x) * (one.megabytes - y), 0);
      const below = late.reduce((sum, one) => sum + (one.count - x) ** 2, 0);
      return (above / below) * 1000;
    },
    mostMegabytes: () => Math.max(...seen.map(({ megabytes }) => megabytes)),
  };
}

export function residentMegabytes(pid: number): number {
  const [, kilobytes] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) / 1024;
}
