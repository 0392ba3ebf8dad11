import { randomUUID } from 'node:crypto';
import type { CloseErrand, Errand, PullKey, ReviewErrand } from '../../src/review/jobs/errand.ts';
import type { JobRecords, JobState } from '../../src/review/jobs/job-records.ts';
import type {
  Delivery,
  DeliveryEnd,
  Job,
  JobProblem,
  JobStore,
  Lane,
  ReviewRecord,
} from '../../src/review/jobs/job-store.ts';
import { keyOfErrand } from '../../src/review/jobs/key-of-errand.ts';
import { laneOfErrand } from '../../src/review/jobs/lane-of-errand.ts';
import { pullName } from '../../src/review/jobs/pull-name.ts';
import { isAccident, pauseAfterLoss } from '../../src/store/pause-after-loss.ts';
import { memoryJobRecords } from './memory-job-records.ts';

export interface MemoryJobStoreOptions {
  /** Milliseconds since 1970. */
  readonly clock?: () => number;
  /** After so many failures a job is dead. */
  readonly tries?: number;
  /** Milliseconds before the second try, doubled before each later one; 0: at once. */
  readonly backoffMs?: number;
}

export interface MemoryDelivery {
  readonly id: string;
  readonly event: string;
  readonly at: number;
  readonly head: string | undefined;
  job: string | undefined;
  end: DeliveryEnd | undefined;
}

export interface MemoryJob {
  readonly id: string;
  lane: Lane;
  /** One job of a key at a time. */
  readonly key: string;
  errand: Errand;
  state: JobState;
  failures: number;
  fence: number;
  worker: string | undefined;
  leaseUntil: number;
  superseded: 'pushed' | 'closed' | undefined;
  readonly acceptedAt: number;
  startedAt: number | undefined;
  endedAt: number | undefined;
  touchedAt: number;
  dueAt: number;
  /** Higher goes first; then the older. */
  priority: number;
  progress: string | undefined;
  problem: JobProblem | undefined;
  /** Milliseconds since 1970; undefined: its last try was not put off. */
  putOffSince: number | undefined;
  record: ReviewRecord | undefined;
}

export interface MemoryState {
  readonly deliveries: Map<string, MemoryDelivery>;
  /** In the order in which they were accepted. */
  readonly jobs: Map<string, MemoryJob>;
  /** What was deleted and still counts. */
  readonly pruned: { readonly records: ReviewRecord[]; readonly ends: DeliveryEnd[] };
  /** By `owner/name#12`. */
  readonly pulls: Map<string, { readonly pull: PullKey; installation: number; isPaused: boolean }>;
}

export interface MemoryJobStore {
  readonly jobs: JobStore;
  readonly records: JobRecords;
  /** For a test to look at. */
  readonly state: MemoryState;
  readonly ping: () => Promise<void>;
  readonly close: () => Promise<void>;
}

const isLive = (job: MemoryJob): boolean => ['waiting', 'again', 'active'].includes(job.state);
const waits = (job: MemoryJob): boolean => job.state === 'waiting' || job.state === 'again';

/** The JobStore and JobRecords ports without a database. What it holds is lost with the process. */
export function memoryJobStore(options: MemoryJobStoreOptions = {}): MemoryJobStore {
  const { clock = Date.now, tries = 5, backoffMs = 0 } = options;
  const pruned = { records: [], ends: [] };
  const state: MemoryState = { deliveries: new Map(), jobs: new Map(), pulls: new Map(), pruned };
  /** When each was taken. */
  const turns = new Map<string, number>();
  let fences = 0;
  const all = (): MemoryJob[] => [...state.jobs.values()];
  const ofKey = (lane: Lane, key: string): MemoryJob[] =>
    all().filter((job) => job.lane === lane && job.key === key);
  const held = (job: Job): MemoryJob | undefined => {
    const found = state.jobs.get(job.id);
    return found?.state === 'active' && found.fence === job.fence ? found : undefined;
  };

  function end(
    job: MemoryJob,
    how: DeliveryEnd,
    endOf: (delivery: MemoryDelivery) => DeliveryEnd = () => how,
  ) {
    const now = clock();
    Object.assign(job, { state: how, endedAt: now, touchedAt: now, progress: undefined });
    for (const delivery of state.deliveries.values())
      if (delivery.job === job.id && delivery.end === undefined) delivery.end = endOf(delivery);
  }

  /** The deliveries of one that waits are answered by the other. */
  function merge(from: MemoryJob, into: MemoryJob): void {
    for (const delivery of state.deliveries.values())
      if (delivery.job === from.id)
        Object.assign(delivery, { job: into.id, end: delivery.end === 'dead' ? undefined : delivery.end });
    if (from.errand.kind === 'review') tell(into, from.errand);
  }

  function tell(job: MemoryJob, errand: ReviewErrand): void {
    const before: Partial<ReviewErrand> = job.errand.kind === 'review' ? job.errand : {};
    const head = errand.head ?? before.head;
    job.errand = { ...errand, head, isForced: errand.isForced || before.isForced === true };
    job.touchedAt = clock();
  }

  /** Puts an active job back. One that nobody wants any more ends instead. */
  function putBack(job: MemoryJob, changes: Partial<MemoryJob>): void {
    if (job.superseded !== undefined) return end(job, 'superseded');
    Object.assign(job, { worker: undefined, progress: undefined, touchedAt: clock() }, changes);
    if (job.lane !== 'review') return;
    const other = ofKey('review', job.key).find((one) => one !== job && waits(one));
    if (other === undefined) return;
    merge(other, job);
    state.jobs.delete(other.id);
  }

  function addJob(lane: Lane, key: string, errand: Errand): MemoryJob {
    const now = clock();
    const job: MemoryJob = {
      ...{ id: randomUUID(), lane, key, errand, state: 'waiting', failures: 0, fence: 0, leaseUntil: 0 },
      ...{ acceptedAt: now, touchedAt: now, dueAt: now, priority: 0 },
      ...{ worker: undefined, superseded: undefined, startedAt: undefined, endedAt: undefined },
      ...{ progress: undefined, problem: undefined, putOffSince: undefined, record: undefined },
    };
    state.jobs.set(job.id, job);
    return job;
  }

  function wasCutShort(key: string): boolean {
    const last = ofKey('review', key)
      .filter((job) => job.errand.kind === 'review' && !waits(job))
      .toSorted((a, b) => a.touchedAt - b.touchedAt)
      .at(-1);
    const isEnded = last?.state === 'superseded' || last?.superseded === 'closed';
    return isEnded && (last.errand as ReviewErrand).isForced;
  }

  function jobForReview(told: ReviewErrand): MemoryJob {
    const errand = { ...told, isForced: told.isForced || wasCutShort(pullName(told.pull)) };
    const live = ofKey('review', pullName(errand.pull)).filter(isLive);
    const active = live.find((job) => job.state === 'active' && job.superseded === undefined);
    const working = active?.errand as ReviewErrand | undefined;
    const waiting = live.find(waits);
    if (active && working?.head !== undefined && working.head === errand.head && waiting === undefined)
      if (!errand.isForced || working.isForced) return active;
    if (active && errand.head !== undefined && working?.head !== errand.head) active.superseded = 'pushed';
    if (waiting === undefined) return addJob('review', pullName(errand.pull), errand);
    tell(waiting, errand);
    return waiting;
  }

  function close(errand: CloseErrand): MemoryJob | undefined {
    const key = pullName(errand.pull);
    const hasLeft = sinceReview(ofKey('review', key)).some(
      ({ state, startedAt }) =>
        startedAt !== undefined && !['posted', 'duplicate', 'ignored'].includes(state),
    );
    for (const job of ofKey('review', key).filter(isLive)) endUnwanted(job);
    return hasLeft ? addJob('review', key, errand) : undefined;
  }

  function sinceReview(own: readonly MemoryJob[]): readonly MemoryJob[] {
    const reviewedAt = Math.max(0, ...own.map((job) => (job.record && job.endedAt) ?? 0));
    return own.filter(({ touchedAt }) => touchedAt > reviewedAt);
  }

  function endUnwanted(job: MemoryJob): void {
    if (job.state === 'active') job.superseded = 'closed';
    else end(job, 'superseded');
  }

  /** The job that answers the errand; undefined: nothing is left to do. */
  function jobFor(errand: Errand | undefined): MemoryJob | undefined {
    if (errand === undefined) return undefined;
    if (errand.kind === 'installation')
      return addJob('command', `installation#${errand.installation}`, errand);
    const key = pullName(errand.pull);
    const known = state.pulls.get(key) ?? { pull: errand.pull, isPaused: false };
    state.pulls.set(key, { ...known, installation: errand.installation });
    if (errand.kind === 'command') return addJob(laneOfErrand(errand), keyOfErrand(errand), errand);
    if (errand.kind === 'review') return jobForReview(errand);
    return close(errand);
  }

  function revive(id: string): boolean {
    const job = state.jobs.get(id);
    if (job?.state !== 'dead') return false;
    const other = job.lane === 'review' ? ofKey('review', job.key).find(waits) : undefined;
    if (other !== undefined) {
      const { errand } = other;
      merge(job, other);
      other.errand = errand;
      end(job, 'superseded');
      return true;
    }
    const fresh = { state: 'waiting', failures: 0, superseded: undefined, endedAt: undefined } as const;
    Object.assign(job, fresh, {
      problem: undefined,
      putOffSince: undefined,
      dueAt: clock(),
      touchedAt: clock(),
    });
    for (const delivery of state.deliveries.values()) if (delivery.job === id) delivery.end = undefined;
    return true;
  }

  function endLost(job: MemoryJob): void {
    end(job, 'dead');
    const { key, errand } = job;
    if (errand.kind !== 'review' || ofKey('review', key).some(waits)) return;
    const { installation, pull } = errand;
    addJob('review', key, { kind: 'close', isGivenUp: true, installation, pull });
  }

  function dropRecord(job: MemoryJob): void {
    if (job.record) state.pruned.records.push(job.record);
    job.record = undefined;
  }

  function isNext(job: MemoryJob, lane: Lane): boolean {
    const isBusy = (): boolean => ofKey(lane, job.key).some((other) => other.state === 'active');
    return job.lane === lane && waits(job) && job.dueAt <= clock() && !isBusy();
  }

  const jobs: JobStore = {
    async accept(delivery: Delivery, onJob) {
      const before = state.deliveries.get(delivery.id);
      if (before?.job !== undefined) onJob?.(before.job);
      if (before !== undefined && before.end !== 'dead') return 'known';
      if (before?.job !== undefined && revive(before.job)) return 'accepted';
      const { id, event, errand } = delivery;
      const head = errand?.kind === 'review' ? errand.head : undefined;
      const job = jobFor(errand);
      if (job !== undefined) onJob?.(job.id);
      const ended = job === undefined || errand?.kind === 'close' ? 'ignored' : undefined;
      state.deliveries.set(id, { id, event, at: clock(), head, job: job?.id, end: ended });
      return 'accepted';
    },
    async take(lane, worker, leaseMs) {
      const [job] = all()
        .filter((one) => isNext(one, lane))
        .sort((a, b) => b.priority - a.priority);
      if (job === undefined) return undefined;
      const now = clock();
      const fence = (fences += 1);
      Object.assign(job, { state: 'active', worker, fence, leaseUntil: now + leaseMs });
      Object.assign(job, { startedAt: now, touchedAt: now, superseded: undefined });
      const whySuperseded = (): 'pushed' | 'closed' | undefined =>
        job.fence === fence ? job.superseded : undefined;
      const putOffMs = Math.max(0, now - (job.putOffSince ?? now));
      const { id, errand, failures } = job;
      return { id, errand, attempt: failures + 1, putOffMs, fence, whySuperseded };
    },
    async renew(worker, leaseMs) {
      for (const job of all())
        if (job.state === 'active' && job.worker === worker) job.leaseUntil = clock() + leaseMs;
    },
    isHeld: async (job) => (held(job)?.leaseUntil ?? 0) > clock(),
    async progress(job, text) {
      const found = held(job);
      if (found) found.progress = text;
    },
    async finish(job, how, record) {
      const found = held(job);
      if (found === undefined) return;
      found.record = record;
      const told = found.errand.kind === 'review' ? found.errand.head : undefined;
      const head = record?.head ?? told;
      const isOld = (one: MemoryDelivery): boolean =>
        one.head !== undefined && head !== undefined && one.head !== head;
      const forOld = how === 'posted' || how === 'duplicate' ? 'superseded' : how;
      end(found, how, (delivery) => (isOld(delivery) ? forOld : how));
    },
    async fail(job, problem) {
      const found = held(job);
      if (found === undefined) return 'again';
      Object.assign(found, { problem, putOffSince: undefined });
      const failures = found.failures + 1;
      if (failures >= tries && found.superseded === undefined) {
        found.failures = failures;
        end(found, 'dead');
        return 'dead';
      }
      const dueAt = clock() + backoffMs * 2 ** found.failures;
      putBack(found, { state: 'again', failures, dueAt });
      return 'again';
    },
    async postpone(job, problem, afterMs) {
      const found = held(job);
      if (found === undefined) return;
      const putOffSince = found.putOffSince ?? clock();
      putBack(found, { state: 'again', problem, putOffSince, dueAt: clock() + afterMs });
    },
    async pass(job, errand) {
      const found = held(job);
      if (found === undefined) return;
      const lane = laneOfErrand(errand);
      const now = clock();
      if (found.superseded === undefined)
        Object.assign(found, {
          ...{ lane, errand, state: 'waiting', worker: undefined, dueAt: now, touchedAt: now },
          ...{ problem: undefined, putOffSince: undefined },
        });
      else end(found, 'superseded');
    },
    async release(job) {
      const found = held(job);
      if (found) putBack(found, { state: 'waiting', dueAt: clock(), priority: 1 });
    },
    async reap() {
      // A lease that long was given before the clock was set back.
      const isLost = ({ leaseUntil }: { readonly leaseUntil: number }): boolean =>
        leaseUntil <= clock() || leaseUntil > clock() + 600_000;
      const lost = all().filter((job) => job.state === 'active' && isLost(job));
      for (const job of lost) {
        const failures = job.failures + 1;
        const problem = { code: 'worker-lost', what: 'The worker stopped before the job was done' };
        job.putOffSince = undefined;
        if (failures >= 2 * tries && job.superseded === undefined)
          endLost(Object.assign(job, { problem, failures }));
        else if (isAccident(failures))
          putBack(job, { state: 'waiting', failures, problem, dueAt: clock(), priority: 1 });
        else {
          const dueAt = clock() + pauseAfterLoss(failures, backoffMs);
          putBack(job, { state: 'again', failures, problem, dueAt, priority: 0 });
          // Behind all that wait.
          if (state.jobs.delete(job.id)) state.jobs.set(job.id, job);
        }
      }
      return lost.length;
    },
    hasReview: async ({ pull, head, configuration }) =>
      all().some(
        ({ key, record }) =>
          key === pullName(pull) &&
          record?.head === head &&
          record.configuration === configuration &&
          record.isModelAway === undefined,
      ),
    async unreviewed(pull, head) {
      const own = ofKey('review', pullName(pull));
      const isOfHead = ({ errand }: MemoryJob): boolean => errand.kind === 'review' && errand.head === head;
      const isKnown = own.some((job) => {
        if (waits(job) || job.record?.head === head) return true;
        return job.state === 'active' && job.superseded === undefined && isOfHead(job);
      });
      if (isKnown || state.pulls.get(pullName(pull))?.isPaused) return undefined;
      const ended = [...state.deliveries.values()].filter(
        (one) => one.head === head && one.end !== undefined && own.some(({ id }) => id === one.job),
      );
      const times = ended.map(({ job = '' }) => state.jobs.get(job)?.endedAt ?? 0);
      const dead = own
        .filter((job) => job.state === 'dead' && isOfHead(job))
        .toSorted((a, b) => a.touchedAt - b.touchedAt)
        .at(-1);
      return {
        ends: ended.length,
        lastAt: Math.max(0, ...times),
        dead: dead ? { id: dead.id, code: dead.problem?.code ?? '', acceptedAt: dead.acceptedAt } : null,
      };
    },
    async invalidBase(pull, head) {
      const reviews = ofKey('review', pullName(pull)).filter(({ record }) => record?.head === head);
      const last = reviews.toSorted((a, b) => (a.endedAt ?? 0) - (b.endedAt ?? 0)).at(-1)?.record;
      return last?.configuration === 'invalid' ? last.base : undefined;
    },
    async withoutModel(pull, head) {
      const own = ofKey('review', pullName(pull));
      const reviews = own.filter(({ record }) => record?.head === head);
      const last = reviews.toSorted((a, b) => (a.endedAt ?? 0) - (b.endedAt ?? 0)).at(-1);
      if (last?.record?.isModelAway !== true) return undefined;
      const tries = reviews.filter(({ record }) => record?.isModelAway).length;
      return { tries, lastAt: last.endedAt ?? 0 };
    },
    async leftHeads(pull, head) {
      const since = sinceReview(ofKey('review', pullName(pull)));
      const ids = new Set<string | undefined>(since.map(({ id }) => id));
      const told = [...state.deliveries.values()].filter(({ job }) => ids.has(job)).toReversed();
      const heads = told.flatMap((one) => one.head ?? []).filter((one) => one !== head);
      return [...new Set(heads)].slice(0, 3);
    },
    async takeTurn(name, restMs) {
      const [now, began] = [clock(), turns.get(name) ?? -Infinity];
      if (began > now - restMs && began <= now) return began + restMs - now;
      turns.set(name, now);
      return 0;
    },
    isPaused: async (pull) => state.pulls.get(pullName(pull))?.isPaused ?? false,
    async setPaused(pull, isPaused) {
      const known = state.pulls.get(pullName(pull)) ?? { pull, installation: 0 };
      state.pulls.set(pullName(pull), { ...known, isPaused });
    },
    async forget(installation, repositories) {
      const isGone = ({ errand }: MemoryJob): boolean =>
        errand.installation === installation &&
        'pull' in errand &&
        (repositories.length === 0 || repositories.includes(errand.pull.repository));
      for (const job of all().filter(isGone)) {
        if (isLive(job)) endUnwanted(job);
        dropRecord(job);
      }
      for (const [key, { pull, ...known }] of state.pulls)
        if (known.installation === installation)
          if (repositories.length === 0 || repositories.includes(pull.repository)) state.pulls.delete(key);
    },
    revive: async (id) => revive(id),
    async reviveAll() {
      const dead = all().filter(({ state: now }) => now === 'dead');
      return dead.filter(({ id }) => revive(id)).length;
    },
    async prune(olderThanDays) {
      const limit = clock() - olderThanDays * 86_400_000;
      for (const job of all())
        if (!isLive(job) && job.state !== 'dead' && job.touchedAt < limit) {
          dropRecord(job);
          state.jobs.delete(job.id);
        }
      for (const [id, { at, job, end: how }] of state.deliveries)
        if (how !== undefined && how !== 'dead' && at < limit && !state.jobs.has(job ?? '')) {
          state.pruned.ends.push(how);
          state.deliveries.delete(id);
        }
    },
    close: async () => {},
  };
  return {
    jobs,
    records: memoryJobRecords(state, clock),
    state,
    ping: async () => {},
    close: async () => {},
  };
}
