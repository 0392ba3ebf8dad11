/** Holds one body of bytes that nobody has vouched for yet. */
export interface Hold {
  /** Counts more bytes. May end other holds, or this one. */
  grow(bytes: number): void;
  release(): void;
}

/**
 * Bounds the memory that strangers can take: when all bodies together are over the limit, the largest of them goes, so
 * that a flood of large ones does not keep out the small ones that GitHub sends.
 *
 * @param mostBytes of all bodies that are held at once
 */
export function createBodyHold(mostBytes: number): { open(end: () => void): Hold; readonly bytes: number } {
  const held = new Map<object, { bytes: number; readonly end: () => void }>();
  let total = 0;
  const drop = (key: object): void => {
    total -= held.get(key)?.bytes ?? 0;
    held.delete(key);
  };
  return {
    get bytes() {
      return total;
    },
    open(end) {
      const key = {};
      held.set(key, { bytes: 0, end });
      return {
        grow(bytes) {
          const own = held.get(key);
          if (own === undefined) return;
          own.bytes += bytes;
          total += bytes;
          while (total > mostBytes) {
            const [largest, entry] = [...held].reduce((a, b) => (b[1].bytes > a[1].bytes ? b : a));
            drop(largest);
            entry.end();
          }
        },
        release: () => drop(key),
      };
    },
  };
}
