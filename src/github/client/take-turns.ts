/** Does some work when its turn comes. */
export type TakeTurns = <T>(work: () => Promise<T>) => Promise<T>;

/** @param most works at the same time; the others wait in the order in which they came */
export function takeTurns(most: number): TakeTurns {
  let free = most;
  const waiting: (() => void)[] = [];
  const enter = async (): Promise<void> => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
  };
  const leave = (): void => {
    const next = waiting.shift();
    if (next === undefined) free += 1;
    else next();
  };
  return async (work) => {
    await enter();
    try {
      return await work();
    } finally {
      leave();
    }
  };
}
