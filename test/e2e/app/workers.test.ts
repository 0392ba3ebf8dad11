import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasPostgres } from '../../doubles/postgres/has-postgres.ts';
import { startPostgres, type PostgresServer } from '../../doubles/postgres/start-postgres.ts';
import { findChromium } from '../../find-chromium.ts';
import { defect, reports, silent } from '../sample-change.ts';
import { deliveryEnds, idle } from './app-metrics.ts';
import { openApp, type AppScene } from './app-scene.ts';
import type { AppProcess } from './app-process.ts';
import { eventually } from './eventually.ts';
import { takeShots } from './shots.ts';
import { faultsOf } from './stand-of.ts';

const operatorToken = 'a-token-of-the-operator';
/** Where pictures are kept; undefined: none are taken. */
const pictures = process.env['TESTS_PICTURES'];
const executablePath = findChromium();
const isMissing = !(await hasPostgres());

describe.skipIf(isMissing)('two workers on a PostgreSQL server', () => {
  let server: PostgresServer;
  let scene: AppScene;
  let web: AppProcess;
  const workers: AppProcess[] = [];
  const startWorker = (): AppProcess => {
    // Listens nowhere: only a port that is named is listened at.
    const env = { DATABASE_URL: server.url, PORT: undefined };
    const worker = scene.start({ env, args: ['--role', 'worker'] });
    workers.push(worker);
    return worker;
  };
  beforeAll(async () => {
    server = await startPostgres();
    const fault = { kind: 'slow-headers', ms: 500 } as const;
    scene = await openApp({
      isKept: true,
      script: { replies: [{ ...reports(defect), fault }, silent] },
    });
    const env = { DATABASE_URL: server.url, GALLEY_APP_OPERATOR_TOKEN: operatorToken };
    web = await scene.started({ env, args: ['--role', 'web'] });
    startWorker();
    startWorker();
  });
  afterAll(async () => {
    await scene?.close();
    await server?.remove();
  });
  const said = (): string => [web, ...workers].map((one) => one.said()).join('\n----\n');

  it('review a pull request from its opening over pushes, a command and a dismissal to the last push', async () => {
    const { github } = scene;
    const pull = await scene.open();
    const name = { owner: 'olga', repo: 'proof', number: pull.number };
    expect(faultsOf(await scene.reviewed(pull)), said()).toEqual([]);
    for (const text of ['first push', 'second push']) await scene.push(pull, text);
    expect(faultsOf(await scene.reviewed(pull)), said()).toEqual([]);
    await idle(scene);

    const asked = github.comment(name, 'alice', '/galley review');
    await eventually(
      () => github.state.reactions.some(({ subject, content }) => subject === asked.id && content === 'eyes'),
      { what: () => `the command was not acknowledged\n${said()}` },
    );
    await idle(scene);
    expect(faultsOf(scene.stand(pull)), said()).toEqual([]);

    const [finding] = github.state.reviewComments.filter((one) => one.pull === pull.number);
    await github.reply(finding?.id ?? 0, 'alice', '/galley dismiss the list is never empty');
    const told = (): string => github.state.issueComments.map(({ body }) => body).join('');
    await eventually(() => told().includes('the list is never empty'), { what: said });
    await idle(scene);
    await scene.push(pull, 'third push');
    const last = await scene.reviewed(pull);
    await idle(scene);
    expect(faultsOf(last), said()).toEqual([]);
    expect(scene.stand(pull)).toMatchObject({ summaries: 1, comments: ['src/sum.dart:3'] });
    // It holds for the next head too, where the line still stands.
    expect(told(), said()).toContain('1 finding dismissed');
    const { open = 0, dead = 0 } = await deliveryEnds(scene.url);
    expect({ open, dead }).toEqual({ open: 0, dead: 0 });
    github.assertClean();
    if (pictures === undefined || executablePath === undefined) return;
    const page = `${github.url}/olga/proof/pull/${pull.number}`;
    await takeShots({ url: scene.url, operatorToken, pull: page, folder: pictures, executablePath });
  });

  it('the web process, which asks no model, tells how its workers find theirs', async () => {
    const model = async (): Promise<string> => {
      const answer = await fetch(`${scene.url}/readyz`);
      const { checks } = (await answer.json()) as {
        checks: Record<string, { state: string; detail: string }>;
      };
      return `${answer.status} ${checks['model']?.state}: ${checks['model']?.detail}`;
    };
    await eventually(async () => (await model()).startsWith('200 ok: 2 workers: qwen'), { what: said });
  });

  it('R2: one is killed during a review: the other one does it, once', async () => {
    const pull = await scene.open();
    await eventually(() => scene.model.prompts.some(({ text }) => text.includes(pull.head.ref)));
    await workers[0]?.end('SIGKILL');
    startWorker();
    expect(faultsOf(await scene.reviewed(pull)), said()).toEqual([]);
    await idle(scene);
    expect(scene.stand(pull).comments).toHaveLength(1);
  });

  it('the database is killed and comes back: 503 meanwhile, and nothing that was accepted is lost', async () => {
    const before = await scene.open();
    await scene.github.webhooks.settled();
    await server.kill();
    const meanwhile = await scene.open();
    await scene.github.webhooks.settled();
    const [refused] = scene.github.webhooks.deliveries.slice(-1);
    expect(refused?.statusCode, said()).toBe(503);
    await server.start();
    await scene.github.webhooks.redeliver(refused?.id ?? 0);
    for (const pull of [before, meanwhile]) expect(faultsOf(await scene.reviewed(pull)), said()).toEqual([]);
    await idle(scene);
    expect((await deliveryEnds(scene.url))['open'] ?? 0).toBe(0);
  });
});
