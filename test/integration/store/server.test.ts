import { afterAll, beforeAll, describe, it } from 'vitest';
import { hasPostgres } from '../../doubles/postgres/has-postgres.ts';
import { startPostgres, type PostgresServer } from '../../doubles/postgres/start-postgres.ts';
import { createStore } from '../../../src/store/create-store.ts';
import { describeLosses } from './lost-workers.ts';
import type { OpenOptions } from './store-scene.ts';
import { describeStore } from './store-suite.ts';

const isMissing = !(await hasPostgres());

describe('on a PostgreSQL server', () => {
  if (isMissing) {
    it('is tested where PostgreSQL is installed', (context) =>
      context.skip('no postgres: bash scripts/peers.sh'));
    return;
  }
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server?.remove());
  const open = (options: OpenOptions) => createStore({ databaseUrl: server.url, ...options });
  describeStore('on a server', open, 10);
  describeLosses(open);
});
