import type { Memory } from '../../review/forge-ports.ts';

/**
 * The memory without what weighs most and is missed least, until it fits; the same input gives the same output.
 *
 * Chunks go first, each with what was said about it: a Chunk whose findings were forgotten would count as clean. Those
 * with the most text go before the others, later ones before earlier ones; they are reviewed again, which costs time
 * and nothing else. Only then the oldest of the findings that were told go: those may be told a second time.
 */
export function shrinkMemory(memory: Memory, fits: (memory: Memory) => boolean): Memory {
  if (fits(memory)) return memory;
  const chunks = heaviestFirst(memory);
  const withoutChunks = (n: number): Memory => dropChunks(memory, new Set(chunks.slice(0, n)));
  const fewest = fewestOf(chunks.length, (n) => fits(withoutChunks(n)));
  const bare = withoutChunks(fewest);
  const withoutTold = (n: number): Memory => ({ ...bare, told: bare.told.slice(n) });
  return withoutTold(fewestOf(bare.told.length, (n) => fits(withoutTold(n))));
}

function heaviestFirst({ chunks, carried }: Memory): readonly string[] {
  const weights = new Map<string, number>();
  for (const finding of carried)
    weights.set(finding.chunk, (weights.get(finding.chunk) ?? 0) + JSON.stringify(finding).length);
  return [...new Set([...chunks, ...weights.keys()])]
    .map((chunk, index) => ({ chunk, index, weight: weights.get(chunk) ?? 0 }))
    .sort((a, b) => b.weight - a.weight || b.index - a.index)
    .map(({ chunk }) => chunk);
}

function dropChunks(memory: Memory, gone: ReadonlySet<string>): Memory {
  return {
    ...memory,
    chunks: memory.chunks.filter((chunk) => !gone.has(chunk)),
    carried: memory.carried.filter(({ chunk }) => !gone.has(chunk)),
  };
}

/** The least number up to `most` that will do, found by halving; `most` where none will. */
function fewestOf(most: number, isEnough: (n: number) => boolean): number {
  let [low, high] = [0, most];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (isEnough(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
