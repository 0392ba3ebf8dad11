import { idle } from '../../test/e2e/app/app-metrics.ts';
import { startPostgres } from '../../test/doubles/postgres/start-postgres.ts';
import { plain, round, type Figure } from '../figure.ts';
import { openBenchApp, secret } from './open-bench-app.ts';

const pulls = 12;
/** Of one call to the model, in milliseconds. */
const callMs = 2_000;

/** How much faster two workers empty a queue than one, where each call to the model takes two seconds. */
export async function measureWorkers(galley: string): Promise<readonly Figure[]> {
  const one = await timeWorkers(galley, 1);
  const two = await timeWorkers(galley, 2);
  const ratio = one / two;
  return [
    {
      name: `Two workers against one, ${pulls} reviews`,
      value: `${round(ratio)} x (${round(one)} s, ${round(two)} s)`,
      target: 'at least 1.7 x',
      met: ratio >= 1.7,
    },
    plain('One worker', `${round((pulls / one) * 60)} reviews a minute`),
  ];
}

/** Seconds from the moment that all jobs wait and the workers run until the queue is empty. */
async function timeWorkers(galley: string, workers: number): Promise<number> {
  const server = await startPostgres();
  const reply = {
    when: 'File ',
    text: '{"findings":[]}',
    fault: { kind: 'slow-headers', ms: callMs },
  } as const;
  const bench = await openBenchApp(galley, { replies: [reply] });
  try {
    const { github } = bench;
    await github.createRepository({
      owner: 'olga',
      name: 'proof',
      files: [{ path: 'a.dart', content: 'one\n' }],
    });
    const web = bench.start({ DATABASE_URL: server.url }, ['--role', 'web']);
    await web.ready();
    github.webhooks.pointTo({ url: bench.webhookUrl, secret });
    // Known to the mirrors by then: what is measured is reviews, not the first fetch.
    for (let at = 0; at < pulls; at++) await open(github, at);
    await github.webhooks.settled();
    const began = performance.now();
    for (let worker = 0; worker < workers; worker++)
      bench.start({ DATABASE_URL: server.url, PORT: undefined }, ['--role', 'worker']);
    await idle(bench, 600_000);
    return (performance.now() - began) / 1000;
  } finally {
    await bench.close();
    await server.remove();
  }
}

async function open(github: Awaited<ReturnType<typeof openBenchApp>>['github'], at: number): Promise<void> {
  const branch = `topic-${at}`;
  await github.commit('olga', 'proof', { branch, files: [{ path: 'a.dart', content: `one\n${at}\n` }] });
  await github.createPullRequest({ owner: 'olga', repo: 'proof', head: branch, author: 'alice' });
}
