import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { OnAppCall } from '../../../github/client/count-calls.ts';
import type { JobRecords, Totals } from '../../../review/jobs/job-records.ts';

export interface Metrics {
  /** Of each answer to a webhook. */
  readonly onWebhook: (status: number, ms: number) => void;
  /** Of each request to GitHub. */
  readonly onApiCall: OnAppCall;
  /** All of them in the format of Prometheus. */
  readonly render: () => Promise<{ readonly text: string; readonly type: string }>;
}

/** What the store knows is read when somebody asks; what only this process knows is counted as it happens. */
export function createMetrics(
  records: Pick<JobRecords, 'overview' | 'totals'>,
  now: () => number,
  onFailure: (error: unknown) => void,
): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'galley_' });
  // Their names say that they only grow; the same stands in others, by kind.
  for (const name of ['handles', 'requests', 'resources'])
    registry.removeSingleMetric(`galley_nodejs_active_${name}_total`);
  const registers = [registry];
  const webhooks = new Histogram({
    ...{ name: 'galley_webhook_seconds', help: 'From the headers of a webhook to its answer', registers },
    ...{ labelNames: ['status'], buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] },
  });
  const calls = new Counter({
    ...{ name: 'galley_github_requests_total', help: 'Requests to GitHub', registers },
    labelNames: ['method', 'status'],
  });
  const tellLeft = limitMetric(registers);
  const readStore = storeMetrics(registers);
  return {
    onWebhook: (status, ms) => webhooks.observe({ status: String(status) }, ms / 1000),
    onApiCall(call, installation) {
      calls.inc({ method: call.method, status: String(call.status ?? 'none') });
      tellLeft(call, installation);
    },
    async render() {
      // Without its database the rest is the more wanted.
      await readStore(records, now()).catch(onFailure);
      return { text: await registry.metrics(), type: registry.contentType };
    },
  };
}

/** Limits that are told of; of more, those that nobody has asked for the longest are not told any more. */
const mostLimits = 500;

/** Each installation has limits of its own, and so has the app. */
function limitMetric(registers: Registry[]): OnAppCall {
  const left = new Gauge({
    ...{ name: 'galley_github_limit_remaining', help: 'Requests left of a limit as last told', registers },
    labelNames: ['installation', 'resource'],
  });
  const known = new Map<string, { readonly installation: string; readonly resource: string }>();
  return ({ resource, remaining }, installation) => {
    if (resource === undefined || remaining === undefined) return;
    const labels = { installation: String(installation ?? 'app'), resource };
    left.set(labels, remaining);
    const name = `${labels.installation} ${resource}`;
    known.delete(name);
    known.set(name, labels);
    const [oldest] = known;
    if (known.size <= mostLimits || oldest === undefined) return;
    left.remove(oldest[1]);
    known.delete(oldest[0]);
  };
}

type StoreRecords = Pick<JobRecords, 'overview' | 'totals'>;

function storeMetrics(registers: Registry[]): (records: StoreRecords, now: number) => Promise<void> {
  const gauge = <Name extends string>(name: string, help: string, labelNames: readonly Name[] = []) =>
    new Gauge<Name>({ name, help, labelNames: [...labelNames], registers });
  const counter = <Name extends string>(name: string, help: string, labelNames: readonly Name[]) =>
    new Counter<Name>({ name, help, labelNames: [...labelNames], registers });
  const up = gauge('galley_store_up', 'Whether the store could be read');
  const jobs = gauge('galley_queue_jobs', 'Jobs by state', ['state']);
  const oldest = gauge('galley_queue_oldest_seconds', 'How long the job waits that is due the longest');
  const reviews = counter('galley_reviews_total', 'Finished reviews', ['source', 'verdict']);
  const findings = counter('galley_findings_total', 'Findings and what became of them', ['rule', 'outcome']);
  const tokens = counter('galley_model_tokens_total', 'Tokens of prompts and replies', ['model', 'kind']);
  const seconds = counter('galley_model_seconds_total', 'Seconds of asking', ['model']);
  const deliveries = counter('galley_deliveries_total', 'Webhooks and how they ended', ['end']);
  const open = gauge('galley_deliveries_open', 'Webhooks that have not ended yet');
  const show = (totals: Totals): void => {
    for (const metric of [reviews, findings, tokens, seconds, deliveries]) metric.reset();
    const sources = { pull_request: totals.verdicts, request: totals.requested };
    for (const [source, verdicts] of Object.entries(sources))
      for (const [verdict, count] of Object.entries(verdicts)) reviews.inc({ source, verdict }, count);
    for (const { rule, ...outcomes } of totals.rules)
      for (const [outcome, count] of Object.entries(outcomes)) findings.inc({ rule, outcome }, count);
    for (const { model, promptTokens, replyTokens, seconds: spent } of totals.models) {
      tokens.inc({ model, kind: 'prompt' }, promptTokens);
      tokens.inc({ model, kind: 'reply' }, replyTokens);
      seconds.inc({ model }, spent);
    }
    const { open: notYet, ...ended } = totals.deliveries;
    for (const [end, count] of Object.entries(ended)) deliveries.inc({ end }, count);
    open.set(notYet);
  };
  return async (records, now) => {
    up.set(0);
    const [overview, totals] = await Promise.all([records.overview(), records.totals()]);
    for (const state of ['waiting', 'active', 'dead'] as const) jobs.set({ state }, overview[state]);
    oldest.set(overview.oldestDueAt === undefined ? 0 : Math.max(0, (now - overview.oldestDueAt) / 1000));
    show(totals);
    up.set(1);
  };
}
