import type {
  JobDetail,
  JobRecords,
  JobRow,
  Page,
  Paged,
  Totals,
} from '../../src/review/jobs/job-records.ts';
import type { DeliveryEnd, ReviewRecord, RuleCount } from '../../src/review/jobs/job-store.ts';
import { pullName } from '../../src/review/jobs/pull-name.ts';
import type { MemoryJob, MemoryState } from './memory-job-store.ts';

const day = 86_400_000;

/** The JobRecords port over what a memory store holds. */
export function memoryJobRecords(state: MemoryState, clock: () => number): JobRecords {
  const all = (): MemoryJob[] => [...state.jobs.values()].reverse().sort((a, b) => b.touchedAt - a.touchedAt);
  const reviewed = (): MemoryJob[] => all().filter(({ record }) => record !== undefined);
  const ofRepository = (name: string): MemoryJob[] =>
    all().filter(({ errand }) => 'pull' in errand && errand.pull.repository === name);

  return {
    async overview() {
      const count = (...states: string[]): number => all().filter((job) => states.includes(job.state)).length;
      const due = all().filter(
        ({ state: at, dueAt }) => ['waiting', 'again'].includes(at) && dueAt <= clock(),
      );
      const recent = reviewed().filter((job) => (job.endedAt ?? 0) > clock() - day);
      return {
        waiting: count('waiting', 'again'),
        active: count('active'),
        dead: count('dead'),
        oldestDueAt: due.length === 0 ? undefined : Math.min(...due.map(({ dueAt }) => dueAt)),
        reviews: recent.length,
        medianMs: percentile(recent, 0.5),
        p95Ms: percentile(recent, 0.95),
      };
    },
    async repositories(page) {
      const names = new Set([...state.pulls.values()].map(({ pull }) => pull.repository));
      const rows = [...names].map((repository) => ({
        repository,
        pulls: [...state.pulls.values()].filter(({ pull }) => pull.repository === repository).length,
        reviews: ofRepository(repository).filter(({ record }) => record).length,
        lastAt: ofRepository(repository)[0]?.touchedAt ?? 0,
      }));
      return cut(
        rows.sort((a, b) => b.lastAt - a.lastAt),
        page,
      );
    },
    async pulls(repository, page) {
      const rows = [...state.pulls].flatMap(([key, { pull, isPaused }]) => {
        const isGivenUp = ({ errand }: MemoryJob): boolean =>
          errand.kind === 'close' && errand.isGivenUp === true;
        const [last] = all().filter((job) => job.key === key && !isGivenUp(job));
        if (pull.repository !== repository || last === undefined) return [];
        const { record } = reviewed().find((job) => job.key === key) ?? {};
        const review = { verdict: record?.verdict, url: record?.url };
        return [{ pull, isPaused, lastAt: last.touchedAt, lastState: last.state, ...review }];
      });
      return cut(
        rows.sort((a, b) => b.lastAt - a.lastAt),
        page,
      );
    },
    async jobs({ state: wanted, pull }, page) {
      const key = pull && pullName(pull);
      const found = all().filter(
        (job) => (wanted ?? job.state) === job.state && (key ?? job.key) === job.key,
      );
      return cut(found.map(rowOf), page);
    },
    async job(id) {
      const job = state.jobs.get(id);
      return job && detailOf(job, state);
    },
    async trends(days) {
      return Array.from({ length: days }, (_, index) => {
        const name = new Date(clock() - (days - 1 - index) * day).toISOString().slice(0, 10);
        const jobs = all().filter(
          ({ endedAt }) => endedAt && new Date(endedAt).toISOString().startsWith(name),
        );
        const records = jobs.flatMap(({ record }) => record ?? []);
        const rules = records.flatMap(({ findings }) => findings);
        return {
          day: name,
          reviews: records.length,
          incomplete: records.filter(({ verdict }) => verdict === 'incomplete').length,
          failed: jobs.filter((job) => job.state === 'dead').length,
          findings: sum(rules.map(({ posted }) => posted)),
          dismissed: sum(rules.map(({ dismissed }) => dismissed)),
          fixed: sum(rules.map(({ fixed }) => fixed)),
          medianMs: percentile(
            jobs.filter(({ record }) => record),
            0.5,
          ),
          tokens: sum(records.map(({ tokens }) => tokens.prompt + tokens.reply)),
        };
      });
    },
    totals: async () => totalsOf(state),
  };
}

function rowOf(job: MemoryJob): JobRow {
  const { id, errand, acceptedAt, startedAt, endedAt, worker, progress, problem, record } = job;
  const times = { acceptedAt, startedAt, endedAt };
  const rest = { worker, progress, problem, verdict: record?.verdict };
  const attempt = job.state === 'dead' ? job.failures : job.failures + 1;
  return { id, errand, state: job.state, attempt, ...times, ...rest };
}

function detailOf(job: MemoryJob, state: MemoryState): JobDetail {
  const deliveries = [...state.deliveries.values()].filter((delivery) => delivery.job === job.id);
  return {
    ...rowOf(job),
    deliveries: deliveries.map(({ id, event, at, end }) => ({ id, event, at, end })),
    record: job.record,
  };
}

function totalsOf(state: MemoryState): Totals {
  const kept = [...state.jobs.values()].flatMap(({ record }) => record ?? []);
  const records = [...state.pruned.records, ...kept];
  const ends: Record<DeliveryEnd | 'open', number> = {
    ...{ open: 0, posted: 0, superseded: 0, duplicate: 0, ignored: 0, dead: 0 },
  };
  for (const { end } of state.deliveries.values()) ends[end ?? 'open'] += 1;
  for (const end of state.pruned.ends) ends[end] += 1;
  const verdicts = { clean: 0, findings: 0, incomplete: 0 };
  for (const { verdict } of records) verdicts[verdict] += 1;
  const requested = { clean: 0, findings: 0, incomplete: 0 };
  return { verdicts, requested, rules: rulesOf(records), models: modelsOf(records), deliveries: ends };
}

function rulesOf(records: readonly ReviewRecord[]): RuleCount[] {
  const rules = new Map<string, RuleCount>();
  for (const { rule, posted, fixed, dismissed } of records.flatMap(({ findings }) => findings)) {
    const before = rules.get(rule) ?? { posted: 0, fixed: 0, dismissed: 0 };
    const after = { posted: before.posted + posted, fixed: before.fixed + fixed };
    rules.set(rule, { rule, ...after, dismissed: before.dismissed + dismissed });
  }
  return [...rules.values()].sort((a, b) => (a.rule < b.rule ? -1 : 1));
}

function modelsOf(records: readonly ReviewRecord[]): Totals['models'] {
  const names = [...new Set(records.flatMap(({ model }) => model ?? []))].sort();
  return names.map((model) => {
    const its = records.filter((record) => record.model === model);
    return {
      model,
      promptTokens: sum(its.map(({ tokens }) => tokens.prompt)),
      replyTokens: sum(its.map(({ tokens }) => tokens.reply)),
      seconds: sum(its.map(({ seconds }) => seconds.ask)),
    };
  });
}

/** From the webhook to the posted review, as PostgreSQL's `percentile_cont`. */
function percentile(jobs: readonly MemoryJob[], share: number): number | undefined {
  const sorted = jobs.map((job) => (job.endedAt ?? 0) - job.acceptedAt).sort((a, b) => a - b);
  if (sorted.length === 0) return undefined;
  const at = share * (sorted.length - 1);
  const [low = 0, high = low] = sorted.slice(Math.floor(at), Math.floor(at) + 2);
  return low + (high - low) * (at - Math.floor(at));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function cut<Row>(rows: readonly Row[], { offset, limit }: Page): Paged<Row> {
  return { rows: rows.slice(offset, offset + limit), total: rows.length };
}
