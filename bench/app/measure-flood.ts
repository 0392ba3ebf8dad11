import { deliveryEnds } from '../../test/e2e/app/app-metrics.ts';
import { eventually } from '../../test/e2e/app/eventually.ts';
import { atMost, plain, type Figure } from '../figure.ts';
import { quantile, sendFlood } from './flood.ts';
import { installation, openBenchApp, secret, type BenchApp } from './open-bench-app.ts';
import { processorSeconds } from './processor-seconds.ts';
import { watchMemory } from './watch-memory.ts';
import { headOf, signWebhook } from './webhook.ts';

const count = 10_000;
const overMs = 60_000;
/** Pull requests that they are about: each is opened and then pushed to. */
const pulls = 2_000;

/** Of a worker, as it is set by itself. */
const places = 1;

/** All places of the worker have a review that waits for the model, as they have while a slow one answers. */
async function occupy({ github, model, webhookUrl }: BenchApp): Promise<void> {
  github.webhooks.pointTo({ url: webhookUrl, secret });
  for (let at = 0; at < places; at++) {
    const branch = `topic-${at}`;
    await github.commit('olga', 'proof', { branch, files: [{ path: 'a.dart', content: `one\n${at}\n` }] });
    await github.createPullRequest({ owner: 'olga', repo: 'proof', head: branch, author: 'alice' });
  }
  await github.webhooks.settled();
  await eventually(() => model.requests.filter(({ path }) => path === '/api/chat').length >= places);
}

/** Ten thousand webhooks in a minute, while the model answers nothing. */
export async function measureFlood(
  galley: string,
  name: string,
  databaseUrl: string | undefined,
): Promise<readonly Figure[]> {
  const bench = await openBenchApp(galley, {
    replies: [],
    fault: { kind: 'slow-headers', ms: 600_000 },
  });
  try {
    await bench.github.createRepository({
      owner: 'olga',
      name: 'proof',
      files: [{ path: 'a.dart', content: 'one\n' }],
    });
    const app = bench.start({ DATABASE_URL: databaseUrl });
    await app.ready();
    await occupy(bench);
    const memory = watchMemory(app.pid);
    const usedBefore = processorSeconds(app.pid);
    const result = await sendFlood({
      url: bench.webhookUrl,
      count,
      overMs,
      make: (index) =>
        signWebhook(
          {
            installation,
            repository: 'olga/proof',
            number: 1_000 + (index % pulls),
            head: headOf(`${index}`),
            action: index < pulls ? 'opened' : 'synchronize',
          },
          secret,
        ),
      onAnswer: (answered) => memory.look(answered),
    });
    const used = processorSeconds(app.pid) - usedBefore;
    const kept = Object.values(await deliveryEnds(bench.url)).reduce((sum, one) => sum + one, 0);
    const said = Object.entries(result.statuses).map(([status, times]) => `${times} x ${status}`);
    return [
      atMost(`${name}: acknowledgement, p99`, quantile(result.latencies, 0.99), 250, ' ms'),
      plain(`${name}: acknowledgement, median`, `${quantile(result.latencies, 0.5).toFixed(1)} ms`),
      atMost(
        `${name}: accepted and not kept`,
        Math.max(0, result.accepted.length - kept),
        0,
        '',
        said.join(', '),
      ),
      atMost(`${name}: not accepted`, count - result.accepted.length, 0, ''),
      atMost(
        `${name}: memory for each 1,000 after the first 2,000`,
        memory.slope(2_000),
        1,
        ' MB',
        `at most ${memory.mostMegabytes().toFixed(0)} MB in all`,
      ),
      plain(`${name}: processor time of the app`, `${((used / count) * 1000).toFixed(2)} ms a webhook`),
      plain(`${name}: the driver was behind at its end`, `${result.behindMs.toFixed(0)} ms`),
    ];
  } finally {
    await bench.close();
  }
}
