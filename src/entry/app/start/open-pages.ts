import type { Hono } from 'hono';
import type { Mirrors } from '../../../git/mirror/create-mirrors.ts';
import { plural } from '../../../report/describe-finding.ts';
import type { PartLook } from '../../../report/dashboard/judge-overview.ts';
import type { AppForge } from '../../../review/jobs/app-ports.ts';
import type { JobRecords } from '../../../review/jobs/job-records.ts';
import type { JobStore } from '../../../review/jobs/job-store.ts';
import type { UseTally } from '../../../review/jobs/use-tally.ts';
import type { WorkerBoard } from '../../../review/jobs/worker-board.ts';
import type { EndedSessions } from '../../../store/ended-sessions.ts';
import { version } from '../../cli/version.ts';
import { createApi } from '../api/create-api.ts';
import { createDashboard } from '../dashboard/create-dashboard.ts';
import { openRebuild } from '../dashboard/open-rebuild.ts';
import { appChecks } from '../health/app-checks.ts';
import { createReadiness, type Readiness } from '../health/create-readiness.ts';
import { findModel } from '../health/find-model.ts';
import { modelOfWorkers } from '../health/model-of-workers.ts';
import { createPages } from '../http/create-pages.ts';
import type { Metrics } from '../metrics/create-metrics.ts';
import { createTokenCheck } from '../operator/create-token-check.ts';
import { createReviewEndpoint } from '../v1/create-review-endpoint.ts';
import { openDiffReview } from '../v1/open-diff-review.ts';
import type { AppConfiguration } from './app-configuration.ts';

export interface PagesParts {
  readonly configuration: AppConfiguration;
  readonly store: JobStore;
  readonly records: JobRecords;
  readonly workers: WorkerBoard;
  readonly uses: UseTally;
  readonly endedSessions: EndedSessions;
  /** Of the database. */
  readonly ping: () => Promise<void>;
  readonly appForge: AppForge;
  readonly mirrors: Mirrors;
  readonly metrics: Metrics;
  /** Ends reviews that somebody waits for: the server stops. */
  readonly stop: AbortSignal;
}

/** Bytes of a diff that somebody sends: ten times the largest that GitHub shows. */
const mostDiffBytes = 10 * 1024 * 1024;
/** Those who wait hold a connection each. */
const mostWaiting = 16;

/** All pages of this process: health for everybody, the rest for those who know a token. */
export function openPages(parts: PagesParts): Hono {
  const { configuration, metrics } = parts;
  const now = (): number => Date.now();
  const operator = createTokenCheck(configuration.operatorToken, now);
  const token =
    configuration.apiToken === configuration.operatorToken
      ? operator
      : createTokenCheck(configuration.apiToken, now);
  const readiness = openReadiness(parts);
  // Who comes first is told at once; but not while everything starts.
  setTimeout(() => void readiness.all(), 1000).unref();
  return createPages({
    ...{ readiness, token, metrics: metrics.render },
    others: configuration.role === 'worker' ? [] : openOthers(parts, readiness, operator, token),
  });
}

type TokenCheck = ReturnType<typeof createTokenCheck>;

function openOthers(
  parts: PagesParts,
  readiness: Readiness,
  operator: TokenCheck,
  token: TokenCheck,
): Hono[] {
  const { configuration, store, records, uses, endedSessions, mirrors, stop } = parts;
  const { loaded, loadSettings, ruleFolder, terminal, log } = configuration;
  const { dashboard } = loaded.settings.app;
  const dashboards = {
    ...{ records, jobs: store, operator, isPublic: dashboard === 'always', version, log },
    operatorToken: configuration.operatorToken,
    endedSessions,
    looks: () => looksOf(readiness),
    now: (): number => Date.now(),
    rebuildPrompts: openRebuild({
      mirrorOf: (repository) => mirrors.folderOf(repository),
      ...{ loadSettings, env: terminal.env, log },
    }),
  };
  const review = createReviewEndpoint({
    ...{ operator: token, mostBytes: mostDiffBytes, concurrency: 1, mostWaiting, stop, log },
    reviewDiff: openDiffReview({ loaded, ruleFolder, terminal, version, log, uses }),
  });
  return [
    ...(dashboard === 'never' ? [] : [createDashboard(dashboards)]),
    createApi({ records, jobs: store, operator: token }),
    review,
  ];
}

async function looksOf(readiness: Readiness): Promise<readonly PartLook[]> {
  const looks = (['github', 'model'] as const).map(async (part) => {
    const seen = await readiness.latest(part);
    if (seen === undefined) return [];
    return seen === 'looking' ? { part, state: seen, detail: '' } : { part, ...seen };
  });
  return (await Promise.all(looks)).flat();
}

function openReadiness({ configuration, records, workers, ping, appForge }: PagesParts): Readiness {
  const { role, loaded, terminal, log } = configuration;
  const ownModel = loaded.settings.noModel ? undefined : findModel(loaded, terminal, log);
  return createReadiness({
    checks: appChecks({
      ...{ records, ping },
      model: role === 'web' ? modelOfWorkers(workers) : ownModel,
      github: async (signal) => plural((await appForge.installations(signal)).length, 'installation'),
      now: () => Date.now(),
    }),
    clock: () => performance.now(),
    mostMs: 5_000,
  });
}
