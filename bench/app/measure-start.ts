import { atMost, type Figure } from '../figure.ts';
import { median } from '../paired.ts';
import { openBenchApp } from './open-bench-app.ts';

const rounds = 3;

/** From the start of the process to the first answer, with the database that it makes and with one that is there. */
export async function measureStart(galley: string): Promise<readonly Figure[]> {
  const first: number[] = [];
  const later: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const bench = await openBenchApp(galley, {});
    const time = async (): Promise<number> => {
      const began = performance.now();
      const app = bench.start();
      await app.ready();
      const seconds = (performance.now() - began) / 1000;
      await app.end('SIGTERM');
      return seconds;
    };
    try {
      first.push(await time());
      later.push(await time());
    } finally {
      await bench.close();
    }
  }
  return [
    atMost('Embedded: first start', median(first), 8, ' s'),
    atMost('Embedded: later start', median(later), 2, ' s'),
  ];
}
