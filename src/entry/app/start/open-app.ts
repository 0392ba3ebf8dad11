import { createMirrors } from '../../../git/mirror/create-mirrors.ts';
import { createAppForge } from '../../../github/app/create-app-forge.ts';
import { parseCommand } from '../../../review/jobs/commands/parse-command.ts';
import type { Errand } from '../../../review/jobs/errand.ts';
import { laneOfErrand } from '../../../review/jobs/lane-of-errand.ts';
import { createStore } from '../../../store/create-store.ts';
import { version } from '../../cli/version.ts';
import { serverLimits, startServer, type RunningServer } from '../http/start-server.ts';
import { openIntake } from '../intake/open-intake.ts';
import { createMetrics } from '../metrics/create-metrics.ts';
import type { Background, RunningApp } from '../run-app.ts';
import type { AppConfiguration } from './app-configuration.ts';
import { keepHouse } from './keep-house.ts';
import { openPages, type PagesParts } from './open-pages.ts';
import { openWorker } from './open-worker.ts';
import { storePlace } from './store-place.ts';

const gigabyte = 1024 ** 3;
const dayMs = 24 * 3600_000;
/** Of one mirror, and of all. */
const mirrorBytes = 4 * gigabyte;
const mirrorsBytes = 20 * gigabyte;

/**
 * Opens the store, then the door: what comes in can be kept, and where the place is taken no job has begun. Last comes
 * whoever takes jobs.
 */
export async function openApp(configuration: AppConfiguration, stop: AbortSignal): Promise<RunningApp> {
  const { app, folders, log, loaded, role } = configuration;
  const opened = await createStore({ ...storePlace(configuration), log });
  const { jobs: store, records, workers, uses, endedSessions } = opened;
  const ping = (): Promise<void> => opened.ping();
  const close = (): Promise<void> => opened.close();
  const started: Background[] = [];
  let server: RunningServer | undefined;
  try {
    const metrics = createMetrics(
      records,
      () => Date.now(),
      (error) => log.warn('metrics lack what the store knows', { why: String(error) }),
    );
    const { retentionDays } = loaded.settings.app;
    const parts: PagesParts = {
      ...{ configuration, store, records, workers, uses, endedSessions, ping, metrics, stop },
      appForge: createAppForge({
        ...{ baseUrl: app.forge.api, appId: app.appId, privateKey: app.privateKey, log },
        ...{ userAgent: `galley/${version}`, onCall: metrics.onApiCall },
      }),
      mirrors: createMirrors({
        ...{ root: folders.mirrors, mostBytes: mirrorBytes, log },
        prune: { mostBytes: mirrorsBytes, mostAgeMs: retentionDays * dayMs },
      }),
    };
    // What comes before there is a worker waits for it in the store.
    let wake: (errand: Errand) => void = () => {};
    server = await openDoor(parts, (errand) => wake(errand));
    wake = startWorker(parts, started);
    log.info('galley serves', {
      role,
      url: server?.url,
      version,
      database: app.databaseUrl ? 'server' : 'embedded',
    });
    return { server, background: started, close, log };
  } catch (error) {
    const closing = server?.close();
    server?.closeNow();
    await Promise.allSettled([closing, ...started.map((part) => part.stop())]);
    await close();
    throw error;
  }
}

/** Returns what tells the worker of this process that there is something to do. */
function startWorker(parts: PagesParts, started: Background[]): (errand: Errand) => void {
  const { configuration, store, mirrors } = parts;
  const { log, folders, loaded, role } = configuration;
  const { replies, runners, images } = folders;
  if (role === 'web') return () => {};
  const { worker, background } = openWorker(parts);
  const { retentionDays } = loaded.settings.app;
  started.push(...background, keepHouse({ store, mirrors, replies, runners, images, retentionDays, log }));
  return (errand) => worker.wake(laneOfErrand(errand));
}

/** A worker alone listens only where the operator says so: several of them stand on one host. */
async function openDoor(
  parts: PagesParts,
  wake: (errand: Errand) => void,
): Promise<RunningServer | undefined> {
  const { configuration, metrics, store } = parts;
  const { app, role, log } = configuration;
  if (role === 'worker' && !configuration.isPortNamed) return undefined;
  const receive =
    role === 'worker'
      ? undefined
      : await openIntake({
          ...{ settings: app, store, parseCommand, log, onAnswer: metrics.onWebhook, onAccepted: wake },
          clock: () => performance.now(),
        });
  return startServer({ listen: app.listen, receive, pages: openPages(parts), limits: serverLimits });
}
