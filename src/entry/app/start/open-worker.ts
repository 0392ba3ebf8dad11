import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { findModel } from '../health/find-model.ts';
import { createReconciler } from '../reconcile/create-reconciler.ts';
import { createCloseRunner } from '../worker/create-close-runner.ts';
import { createJobRunner } from '../worker/create-job-runner.ts';
import { createReviewRunner } from '../worker/create-review-runner.ts';
import type { Background } from '../run-app.ts';
import { createWorker, type Worker } from '../worker/create-worker.ts';
import { tellOfWorker } from '../worker/tell-of-worker.ts';
import { openCommands } from './open-commands.ts';
import type { WorkerParts } from './worker-parts.ts';

/** Who waits is a person. Commands that ask a model or run tests have what the machine can bear beside reviews. */
const commandPlaces = { command: 16, answer: 8, long: 2 };

export interface OpenedWorker {
  readonly worker: Worker;
  /** Everything that was started. */
  readonly background: readonly Background[];
}

/** What takes jobs, what finds those that no webhook brought, and what tells other processes of both; all are started. */
export function openWorker(parts: WorkerParts): OpenedWorker {
  const { configuration, store, records, workers, appForge, mirrors, metrics } = parts;
  const { loaded, folders, loadSettings, ruleFolder, terminal, log } = configuration;
  const reviewing = {
    ...{ store, appForge, mirrors, replies: folders.replies, place: configuration.app.forge },
    ...{ loadSettings, ruleFolder, terminal, log, onCall: metrics.onApiCall },
  };
  const name = `${hostname()}-${process.pid}-${randomUUID().slice(0, 8)}`;
  const lookAtModel = loaded.settings.noModel ? undefined : findModel(loaded, terminal, log);
  const reconciler = createReconciler({
    ...{ store, appForge, log, onAccepted: () => worker.wake() },
    findModel: lookAtModel,
  });
  const worker = createWorker({
    store,
    name,
    places: { review: loaded.settings.app.reviews, ...commandPlaces },
    deliveriesOf: async (job) => ((await records.job(job))?.deliveries ?? []).map(({ id }) => id),
    run: createJobRunner({
      store,
      review: createReviewRunner(reviewing),
      close: createCloseRunner(reviewing),
      command: openCommands(parts),
      onInstalled: () => reconciler.wake(),
    }),
    log,
  });
  worker.start();
  reconciler.start();
  // The database in the data folder has no other process.
  const isAlone = configuration.app.databaseUrl === undefined;
  const told = isAlone ? [] : [tellOfWorker({ board: workers, name, findModel: lookAtModel, log })];
  return { worker, background: [worker, reconciler, ...told] };
}
