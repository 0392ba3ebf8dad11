import { afterAll, beforeAll, describe, it } from 'vitest';
import { startPostgres, type PostgresServer } from '../../doubles/postgres/start-postgres.ts';
import { hasProgram } from '../../e2e/has-program.ts';
import { createStore } from '../../../src/store/create-store.ts';
import { describeStore } from './store-suite.ts';

const isMissing = !(await hasProgram('initdb')) || !(await hasProgram('postgres'));

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
