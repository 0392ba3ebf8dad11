import type { Pool, PoolClient } from 'pg';
import type { Log } from '../log.ts';
import type { Database, Sql } from './database.ts';
import { isCollision, storeError } from './unavailable.ts';

/** Milliseconds: to get a connection, and to answer one statement. */
const connectMs = 5000;
const statementMs = 30_000;
/** Any number that no other program uses for its locks: the letters of `galley`. */
const startLock = 0x67616c6c6579;

/**
 * PostgreSQL 13 or later on a server, by a pool of connections. Broken ones are replaced when they are needed again.
 *
 * Throws GalleyError `store-unavailable` where it does not answer.
 */
export async function openServer(databaseUrl: string, log: Log): Promise<Database> {
  const { default: pg } = await import('pg');
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    application_name: 'galley',
    max: 10,
    keepAlive: true,
    connectionTimeoutMillis: connectMs,
    statement_timeout: statementMs,
    query_timeout: statementMs + 5000,
    idle_in_transaction_session_timeout: statementMs,
  });
  // A connection may break at any moment, also between two statements: the next one then says so.
  pool.on('error', (error) => log.warn('a connection to the database broke', { error: error.message }));
  pool.on('connect', (client) => client.on('error', () => undefined));
  const ask = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw storeError(error);
    }
  };
  const database: Database = {
    isOwn: false,
    query: (text, values) =>
      ask(() => (values ? run(pool, text, values) : withClient(pool, (client) => run(client, text, values)))),
    transaction: (work) => ask(() => twice(() => withClient(pool, (client) => inTransaction(client, work)))),
    alone: (work) => ask(() => withClient(pool, (client) => locked(client, work))),
    tidy: async () => undefined,
    close: () => pool.end(),
  };
  try {
    await database.query('select 1', []);
  } catch (error) {
    await pool.end();
    throw error;
  }
  return database;
}

/** Of two transactions that wait for each other the server ends one, which may come again. */
async function twice<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isCollision(error)) throw error;
    return work();
  }
}

async function withClient<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: unknown;
  try {
    return await work(client);
  } catch (error) {
    broken = error;
    throw error;
  } finally {
    // After an error nobody knows what state it is in.
    client.release(broken !== undefined);
  }
}

async function inTransaction<T>(client: PoolClient, work: (sql: Sql) => Promise<T>): Promise<T> {
  await client.query('begin');
  const result = await work({ query: (text, values) => run(client, text, values) });
  await client.query('commit');
  return result;
}

async function locked<T>(client: PoolClient, work: () => Promise<T>): Promise<T> {
  await client.query('select pg_advisory_lock($1)', [startLock]);
  try {
    return await work();
  } finally {
    await client.query('select pg_advisory_unlock($1)', [startLock]);
  }
}

async function run<Row>(
  client: Pick<PoolClient, 'query'>,
  text: string,
  values: readonly unknown[] | undefined,
): Promise<Row[]> {
  if (values !== undefined) return (await client.query(text, [...values])).rows as Row[];
  // Several statements have several results.
  const results = [await client.query(text)].flat();
  return (results.at(-1)?.rows ?? []) as Row[];
}
