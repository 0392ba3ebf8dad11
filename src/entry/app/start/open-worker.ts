import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { findModel } from '../health/find-model.ts';
import { createReconciler, type Reconciler } from '../reconcile/create-reconciler.ts';
import { createCloseRunner } from '../worker/create-close-runner.ts';
import { createJobRunner } from '../worker/create-job-runner.ts';
import { createReviewRunner } from '../worker/create-review-runner.ts';
import { createWorker, type Worker } from '../worker/create-worker.ts';
import { openCommands } from './open-commands.ts';
import type { WorkerParts } from './worker-parts.ts';

/** People wait to see that theirs was read; those that take long wait for their turn among themselves. */
const commandPlaces = 16;

/** What takes jobs, and what finds those that no webhook brought; both are started. */
export function openWorker(parts: WorkerParts): { readonly worker: Worker; readonly reconciler: Reconciler } {
  const { configuration, store, records, appForge, mirrors, metrics } = parts;
  const { loaded, folders, loadSettings, ruleFolder, terminal, log } = configuration;
  const reviewing = {
    ...{ store, appForge, mirrors, replies: folders.replies, place: configuration.app.forge },
    ...{ loadSettings, ruleFolder, terminal, log, onCall: metrics.onApiCall },
  };
  const reconciler = createReconciler({
    ...{ store, appForge, log, onAccepted: () => worker.wake() },
    findModel: loaded.settings.noModel ? undefined : findModel(loaded, terminal, log),
  });
  const worker = createWorker({
    store,
    name: `${hostname()}-${process.pid}-${randomUUID().slice(0, 8)}`,
    places: { review: loaded.settings.app.reviews, command: commandPlaces },
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
  return { worker, reconciler };
}
