/**
 * Sends items together, and by halves where that is refused, until it is known which ones are; gives those, in order.
 *
 * Takes few sends: where all of a refused group but its second half was taken, that half is known to hold a refused
 * one and is halved without asking.
 *
 * @param send all or nothing: whether the items were taken
 * @param most sends; what is not known then counts as refused
 */
export async function splitRefused<T>(
  items: readonly T[],
  send: (items: readonly T[]) => Promise<boolean>,
  most: number,
): Promise<readonly T[]> {
  let left = most;
  const refusedOf = async (part: readonly T[], isKnown: boolean): Promise<readonly T[]> => {
    if (part.length === 0) return [];
    if (!isKnown) {
      if (left === 0) return part;
      left -= 1;
      if (await send(part)) return [];
    }
    if (part.length === 1) return part;
    const middle = Math.ceil(part.length / 2);
    const first = await refusedOf(part.slice(0, middle), false);
    const second = await refusedOf(part.slice(middle), first.length === 0);
    return [...first, ...second];
  };
  return refusedOf(items, false);
}
