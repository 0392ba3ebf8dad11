import { eventually } from './eventually.ts';

/** The samples of `/metrics` by name and labels as they are written: `galley_queue_jobs{state="dead"}`. */
export async function readMetrics(url: string): Promise<ReadonlyMap<string, number>> {
  const answer = await fetch(`${url}/metrics`, { signal: AbortSignal.timeout(10_000) });
  if (!answer.ok) throw new Error(`/metrics answers ${answer.status}`);
  const samples = (await answer.text()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(
    samples.map((line): [string, number] => {
      const at = line.lastIndexOf(' ');
      return [line.slice(0, at), Number(line.slice(at + 1))];
    }),
  );
}

/** How many deliveries ended how; `open`: not yet. What never happened is left out. */
export async function deliveryEnds(url: string): Promise<Readonly<Record<string, number>>> {
  const samples = await readMetrics(url);
  return Object.fromEntries(
    [...samples].flatMap(([name, value]): [string, number][] => {
      const [, end] = /^galley_deliveries_(?:total\{end="(\w+)"\}|(open))$/.exec(name)?.filter(Boolean) ?? [];
      return end === undefined || value === 0 ? [] : [[end, value]];
    }),
  );
}

/** Waits until no job waits or is under way. */
export async function idle({ url }: { readonly url: string }, within = 120_000): Promise<void> {
  let seen = '';
  await eventually(
    async () => {
      const samples = await readMetrics(url);
      const of = (state: string): number | undefined => samples.get(`galley_queue_jobs{state="${state}"}`);
      seen = `${of('waiting')} wait, ${of('active')} are under way`;
      return of('waiting') === 0 && of('active') === 0;
    },
    { within, what: () => `the queue does not empty: ${seen}` },
  );
}
