import type { OpenRunner, Runners } from './open-runners.ts';

export interface RunnerGroup<Item> {
  readonly opened: OpenRunner;
  /** In the order in which they came. At least one. */
  readonly own: readonly Item[];
}

/** Items by the runner of their file's tests. Throws GalleyError `runner-missing`. */
export async function groupByRunner<Item>(
  items: readonly Item[],
  pathOf: (item: Item) => string,
  runners: Runners,
): Promise<readonly RunnerGroup<Item>[]> {
  const groups = new Map<string, { opened: OpenRunner; own: Item[] }>();
  for (const item of items) {
    const opened = await runners.runnerFor(pathOf(item));
    const group = groups.get(opened.key) ?? { opened, own: [] };
    group.own.push(item);
    groups.set(opened.key, group);
  }
  return [...groups.values()];
}
