import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { hasPostgres } from './doubles/postgres/has-postgres.ts';
import { startPostgres, type PostgresServer } from './doubles/postgres/start-postgres.ts';

let door: Server | undefined;
let server: Promise<PostgresServer | undefined> | undefined;
let databases = 0;

/**
 * One PostgreSQL server for all tests of a run, started when the first one asks at TESTS_POSTGRES: the answer is the address
 * of a database of its own, 404 where PostgreSQL is not installed.
 */
export async function setup(): Promise<void> {
  door = createServer((_, response) => {
    // Who asks may stand still for long between two questions, and not see that a connection ended.
    response.setHeader('connection', 'close');
    newDatabase().then(
      (url) => response.writeHead(url === undefined ? 404 : 200).end(url),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  await new Promise<void>((resolve) => door?.listen(0, '127.0.0.1', resolve));
  process.env['TESTS_POSTGRES'] = `http://127.0.0.1:${(door.address() as AddressInfo).port}`;
}

export async function teardown(): Promise<void> {
  door?.close();
  await (await server)?.remove();
}

async function newDatabase(): Promise<string | undefined> {
  // Each app may have ten connections, and some tests have several.
  server ??= hasPostgres().then((has) =>
    has ? startPostgres(['fsync=off', 'max_connections=300']) : undefined,
  );
  const place = await server;
  if (place === undefined) return undefined;
  const name = `scene_${++databases}`;
  const client = new pg.Client({ connectionString: place.url });
  await client.connect();
  await client.query(`create database ${name}`).finally(() => client.end());
  return Object.assign(new URL(place.url), { pathname: name }).href;
}

/** For a test: address of a database that is empty and nobody else's; undefined where there is no PostgreSQL. */
export async function sharedDatabase(): Promise<string | undefined> {
  const answer = await fetch(process.env['TESTS_POSTGRES'] ?? '');
  if (answer.status === 404) return undefined;
  const text = await answer.text();
  if (!answer.ok) throw new Error(`no database: ${text}`);
  return text;
}
