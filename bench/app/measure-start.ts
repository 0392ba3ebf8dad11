import { atMost, round, type Figure } from '../figure.ts';
import { median } from '../paired.ts';
import { openBenchApp } from './open-bench-app.ts';
import { processorSeconds } from './processor-seconds.ts';

const rounds = 5;

interface Start {
  readonly seconds: number;
  /** Of all processors. */
  readonly used: number;
}

/** From the start of the process until `/healthz` answers, with a new data folder and with one that has its database. */
export async function measureStart(galley: string): Promise<readonly Figure[]> {
  const first: Start[] = [];
  const later: Start[] = [];
  for (let times = 0; times < rounds; times++) {
    const bench = await openBenchApp(galley, {});
    const time = async (): Promise<Start> => {
      const began = performance.now();
      const app = bench.start();
      await app.ready();
      const start = { seconds: (performance.now() - began) / 1000, used: processorSeconds(app.pid) };
      await app.end('SIGTERM');
      return start;
    };
    try {
      first.push(await time());
      later.push(await time());
    } finally {
      await bench.close();
    }
  }
  return [figureOf('Embedded: first start', first, 8), figureOf('Embedded: later start', later, 2)];
}

function figureOf(name: string, starts: readonly Start[], limit: number): Figure {
  const used = median(starts.map((start) => start.used));
  return atMost(
    name,
    median(starts.map(({ seconds }) => seconds)),
    limit,
    ' s',
    `${round(used)} s of processor`,
  );
}
