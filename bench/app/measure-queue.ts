import { dirname, join } from 'node:path';
import { createStore } from '../../src/store/create-store.ts';
import { atMost, round, type Figure } from '../figure.ts';
import { median } from '../paired.ts';
import { installation, openBenchApp, operatorToken } from './open-bench-app.ts';
import { processorSeconds } from './processor-seconds.ts';
import { headOf } from './webhook.ts';

const jobs = 50_000;
/** Deliveries that are kept together. */
const together = 1_000;
const views = 11;

/** A queue of fifty thousand jobs: how long the app takes to start with it, and its pages to come. */
export async function measureQueue(galley: string): Promise<readonly Figure[]> {
  const bench = await openBenchApp(galley, { fault: { kind: 'slow-headers', ms: 600_000, on: '*' } });
  try {
    await fillQueue(join(bench.data, 'store'), join(dirname(galley), 'database.br'));
    const began = performance.now();
    const app = bench.start();
    await app.ready();
    const start = (performance.now() - began) / 1000;
    const used = `${round(processorSeconds(app.pid))} s of processor`;
    const cookie = await signIn(bench.url);
    const figures = [atMost(`Start with ${jobs} jobs that wait`, start, 5, ' s', used)];
    for (const path of ['/dashboard', '/dashboard/jobs', '/dashboard/jobs?state=waiting&offset=40000']) {
      const ms = await timePage(bench.url, path, cookie);
      figures.push(atMost(`${path} with ${jobs} jobs that wait`, ms, 300, ' ms'));
    }
    return figures;
  } finally {
    await bench.close();
  }
}

async function fillQueue(folder: string, template: string): Promise<void> {
  const store = await createStore({ folder, template });
  for (let from = 0; from < jobs; from += together) {
    await Promise.all(
      Array.from({ length: together }, (_, at) => {
        const number = from + at + 1;
        const pull = { repository: `olga/proof-${number % 50}`, number };
        const errand = {
          kind: 'review',
          installation,
          pull,
          head: headOf(`${number}`),
          isForced: false,
        } as const;
        return store.jobs.accept({ id: `bench-${number}`, event: 'pull_request.opened', errand });
      }),
    );
  }
  await store.close();
}

/** The cookie of the dashboard. */
async function signIn(url: string): Promise<string> {
  const answer = await fetch(`${url}/dashboard/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: url },
    body: new URLSearchParams({ token: operatorToken }),
  });
  const cookie = answer.headers.get('set-cookie')?.split(';')[0];
  if (cookie === undefined) throw new Error(`signing in was answered with ${answer.status}`);
  return cookie;
}

async function timePage(url: string, path: string, cookie: string): Promise<number> {
  const times: number[] = [];
  for (let view = 0; view < views; view++) {
    const began = performance.now();
    const answer = await fetch(url + path, { headers: { cookie } });
    await answer.text();
    if (!answer.ok) throw new Error(`${path} answers ${answer.status}`);
    times.push(performance.now() - began);
  }
  return median(times);
}
