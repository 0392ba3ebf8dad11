import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { noPlainUser } from '../../integration/as-plain-user.ts';
import { appId, openApp, webhookSecret, type AppScene } from '../app/app-scene.ts';
import { eventually } from '../app/eventually.ts';
import { faultsOf } from '../app/stand-of.ts';
import { sharedDatabase } from '../../shared-postgres.ts';
import { composeEnvironment } from './compose-environment.ts';
import {
  healthcheck,
  mostMs,
  openPlaces,
  startDeployed,
  type Deployed,
  type Places,
} from './start-deployed.ts';
import { stateOf, unpackPackage } from './unpack-package.ts';

interface Stage {
  readonly scene: AppScene;
  readonly places: Places;
  /** Address; undefined: the database in the data folder. */
  readonly database: string | undefined;
}

/** The environment of compose.yml, with the doubles in place of GitHub and Ollama. */
function environmentOf({ scene, places, database }: Stage): Record<string, string> {
  const { github, model, url } = scene;
  return composeEnvironment({
    values: {
      APP_ID: String(appId),
      GHE_HOST: new URL(github.url).host,
      GALLEY_MODEL: 'qwen2.5-coder:1.5b',
    },
    // A line feed at the end, as editors leave it.
    secrets: {
      'private-key': github.inside.apps.keyOf('galley'),
      'webhook-secret': `${webhookSecret}\n`,
      ...(database && { 'database-url': `${database}\n` }),
    },
    folder: places.secrets,
    env: {
      ...{ PATH: process.env['PATH'] ?? '', HOME: places.data, TMPDIR: places.temporary },
      ...{
        GHE_PROTOCOL: 'http',
        GALLEY_SERVER: model.url,
        GALLEY_DATA: places.data,
        PORT: new URL(url).port,
      },
      // The double of the model fills in forms.
      ...{ GALLEY_FORMS: 'always', GALLEY_PROBES: 'false' },
    },
  });
}

const shared = await sharedDatabase();
let program: string | undefined;

// One server for all tests of a database, in this order: it takes seconds to start.
describe.sequential.each(['the database of the data folder', 'PostgreSQL'])('deployed, on %s', (where) => {
  const isPostgres = where === 'PostgreSQL';
  const isMissing = isPostgres && shared === undefined;
  let stage: Stage;
  let app: Deployed;
  let before: readonly string[];

  beforeAll(async () => {
    if (isMissing) return;
    program ??= unpackPackage();
    const database = isPostgres ? shared : undefined;
    stage = { scene: await openApp({ isKept: true }), places: openPlaces(program), database };
    before = stateOf(program);
    app = startDeployed(stage.places, environmentOf(stage));
    return () => stage.scene.close();
  }, mostMs);

  beforeEach((context) => context.skip(isMissing, 'no postgres: bash scripts/peers.sh'));

  it('answers the health check of the image', { timeout: mostMs }, async () => {
    const { port } = new URL(stage.scene.url);
    await eventually(async () => (await healthcheck(port)) === 0, app.patience);
  });

  it.each(['/healthz', '/readyz/webhooks', '/readyz'])(
    'answers the probe of the chart at %s',
    async (path) => {
      await eventually(async () => (await fetch(`${stage.scene.url}${path}`)).ok, app.patience);
    },
  );

  it('reviews a pull request', { timeout: mostMs }, async () => {
    const stand = await stage.scene.reviewed(await stage.scene.open());
    expect(faultsOf(stand), app.said()).toEqual([]);
  });

  it('ends within ten seconds of SIGTERM, and the health check sees it', async () => {
    const began = Date.now();
    expect(await app.stop(), app.said()).toEqual({ code: 0, signal: null });
    expect(Date.now() - began).toBeLessThan(10_000);
    expect(await healthcheck(new URL(stage.scene.url).port)).toBe(1);
  });

  it('has written nothing but its data, as somebody who could not', (context) => {
    context.skip(noPlainUser() !== undefined, noPlainUser());
    expect(stateOf(stage.places.program)).toEqual(before);
    expect(existsSync(join(stage.places.data, 'store/database'))).toBe(!isPostgres);
  });
});
