import { afterAll, beforeAll, describe, it } from 'vitest';
import { hasPostgres } from '../../doubles/postgres/has-postgres.ts';
import { startPostgres, type PostgresServer } from '../../doubles/postgres/start-postgres.ts';
import { createStore } from '../../../src/store/create-store.ts';
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
  describeStore('on a server', (options) => createStore({ databaseUrl: server.url, ...options }), 10);
});
