import { expect, it } from 'vitest';
import { createMetrics } from '../../../../src/entry/app/metrics/create-metrics.ts';
import type { JobRecords, Totals } from '../../../../src/review/jobs/job-records.ts';

const totals: Totals = {
  verdicts: { clean: 2, findings: 3, incomplete: 1 },
  requested: { clean: 4, findings: 0, incomplete: 0 },
  rules: [{ rule: 'galley/empty-catch', posted: 5, fixed: 2, dismissed: 1 }],
  models: [{ model: 'qwen', promptTokens: 100, replyTokens: 20, seconds: 1.5 }],
  deliveries: { open: 1, posted: 4, superseded: 0, duplicate: 0, ignored: 2, dead: 0 },
};
const overview = {
  ...{
    waiting: 3,
    active: 1,
    dead: 2,
    oldestDueAt: 40_000,
    reviews: 6,
    medianMs: undefined,
    p95Ms: undefined,
  },
};

function metricsOf(records: Partial<JobRecords> = {}) {
  const failures: unknown[] = [];
  const all = { overview: async () => overview, totals: async () => totals, ...records };
  const metrics = createMetrics(
    all,
    () => 100_000,
    (error) => void failures.push(error),
  );
  const read = async () => (await metrics.render()).text;
  return { metrics, failures, read };
}

it('tells what the store knows, the same however often it is asked', async () => {
  const { read } = metricsOf();
  await read();
  const text = await read();
  for (const line of [
    'galley_store_up 1',
    'galley_queue_jobs{state="waiting"} 3',
    'galley_queue_jobs{state="dead"} 2',
    'galley_queue_oldest_seconds 60',
    'galley_reviews_total{source="pull_request",verdict="findings"} 3',
    'galley_reviews_total{source="request",verdict="clean"} 4',
    'galley_findings_total{rule="galley/empty-catch",outcome="dismissed"} 1',
    'galley_model_tokens_total{model="qwen",kind="reply"} 20',
    'galley_model_seconds_total{model="qwen"} 1.5',
    'galley_deliveries_total{end="posted"} 4',
    'galley_deliveries_open 1',
  ])
    expect(text.split('\n')).toContain(line);
});

/** As `promtool check metrics` looks at names: https://prometheus.io/docs/practices/naming/ */
it('is named as Prometheus wants, in base units, and has a text for each', async () => {
  const text = await metricsOf().read();
  const types = [...text.matchAll(/^# TYPE (\w+) (\w+)$/gm)].map(([, name = '', type = '']) => ({
    name,
    type,
  }));
  expect(types.length).toBeGreaterThan(20);
  for (const { name, type } of types) {
    expect(name).toMatch(/^galley_[a-z0-9_]+$/);
    expect(/_total$/.test(name), `${name} is a ${type}`).toBe(type === 'counter');
    expect(name).not.toMatch(
      /(?:millis|milliseconds|_ms|minutes|hours|days|kilobytes|megabytes|percent)(?:_|$)/,
    );
    expect(name).not.toMatch(/_(?:gauge|counter|histogram|summary)(?:_|$)|_(?:count|sum|bucket|info_total)$/);
    expect(text).toMatch(new RegExp(`^# HELP ${name} \\S`, 'm'));
  }
});

it('counts webhooks and requests to GitHub as they come', async () => {
  const { metrics, read } = metricsOf();
  metrics.onWebhook(202, 30);
  metrics.onWebhook(401, 1);
  metrics.onApiCall({ method: 'GET', status: 200, resource: 'core', remaining: 4999 }, 77);
  metrics.onApiCall({ method: 'GET', status: 200, resource: 'core', remaining: 12 }, 78);
  metrics.onApiCall({ method: 'POST', status: undefined, resource: undefined, remaining: undefined }, 77);
  metrics.onApiCall({ method: 'POST', status: 200, resource: 'core', remaining: 1 }, undefined);
  const lines = (await read()).split('\n');
  expect(lines).toContain('galley_webhook_seconds_bucket{le="0.05",status="202"} 1');
  expect(lines).toContain('galley_webhook_seconds_bucket{le="0.025",status="202"} 0');
  expect(lines).toContain('galley_webhook_seconds_count{status="401"} 1');
  expect(lines).toContain('galley_github_requests_total{method="GET",status="200"} 2');
  expect(lines).toContain('galley_github_requests_total{method="POST",status="none"} 1');
  const left = (installation: string) =>
    `galley_github_limit_remaining{installation="${installation}",resource="core"}`;
  expect(lines).toContain(`${left('77')} 4999`);
  expect(lines).toContain(`${left('78')} 12`);
  expect(lines).toContain(`${left('app')} 1`);
});

it('tells of a bounded number of limits, the last ones', async () => {
  const { metrics, read } = metricsOf();
  const call = { method: 'GET', status: 200, resource: 'core', remaining: 9 };
  for (let installation = 1; installation <= 501; installation += 1) {
    metrics.onApiCall(call, installation);
    metrics.onApiCall(call, 1);
  }
  const told = (await read()).match(/^galley_github_limit_remaining\{installation="\d+"/gm) ?? [];
  expect(told).toHaveLength(500);
  const last = (installation: number) => `galley_github_limit_remaining{installation="${installation}"`;
  expect(told).toContain(last(1));
  expect(told).toContain(last(501));
  expect(told).not.toContain(last(2));
});

it('says so when the store cannot be read, and tells the rest', async () => {
  const { metrics, read, failures } = metricsOf({ totals: () => Promise.reject(new Error('gone')) });
  metrics.onWebhook(202, 1);
  const lines = (await read()).split('\n');
  expect(lines).toContain('galley_store_up 0');
  expect(lines).toContain('galley_webhook_seconds_count{status="202"} 1');
  expect(failures).toHaveLength(1);
});
