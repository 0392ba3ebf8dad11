import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { apiCaller } from '../../doubles/github/call-api.ts';
import { checkPayload } from '../../doubles/github/openapi/check-payload.ts';
import { signApp } from '../../doubles/github/sign-app.ts';
import type { Delivery } from '../../doubles/github/webhooks/webhook-options.ts';
import { after, setScene } from './github-scene.ts';
import type { Scene } from './github-scene.ts';
import { startReceiver } from './hook-receiver.ts';
import type { Receiver } from './hook-receiver.ts';

const secret = 'a secret of thirty-two characters';
const app = {
  id: 4711,
  slug: 'galley',
  permissions: { metadata: 'read', pull_requests: 'write', checks: 'write' },
  installations: [{ id: 7, account: 'olga' }],
} as const;

describe('webhooks', () => {
  let receiver: Receiver;
  let scene: Scene;
  beforeEach(async () => {
    receiver = await startReceiver();
    const webhooks = { url: receiver.url, secret, timeoutMs: 2000 };
    scene = await setScene(undefined, undefined, { apps: [app], webhooks });
    await scene.github.webhooks.settled();
  });
  afterEach(async () => {
    await scene.github.close();
    await receiver.close();
  });

  /** What was sent behind the first ones, in the order it was. */
  const sent = (behind: number) => scene.github.webhooks.deliveries.slice(behind);
  const named = (deliveries: readonly Delivery[]) =>
    deliveries.map(({ event, action }) => `${event}.${action}`);
  const problems = (deliveries: readonly Delivery[]) =>
    deliveries.flatMap(({ event, action, payload }) => checkPayload(event, action, payload));
  const signed = () => apiCaller(scene.github, signApp(scene.github.inside.apps.keyOf('galley'), app.id));

  it('are signed, and show the pull request as it was then', async () => {
    const [opened] = receiver.received;
    const digest = createHmac('sha256', secret)
      .update(opened?.raw ?? '')
      .digest('hex');
    expect(opened?.headers).toMatchObject({
      'content-type': 'application/json',
      'x-github-event': 'pull_request',
      'x-github-hook-installation-target-id': '4711',
      'x-hub-signature-256': `sha256=${digest}`,
    });
    const first = scene.pull.head.sha;
    const second = await scene.push([{ path: 'a.ts', content: `${after}1\n` }]);
    const third = await scene.push([{ path: 'a.ts', content: `${after}2\n` }]);
    await scene.github.webhooks.settled();
    const heads = sent(0).map(({ payload }) => payload['pull_request']);
    expect(heads).toMatchObject([
      { head: { sha: first } },
      { head: { sha: second } },
      { head: { sha: third } },
    ]);
    expect(sent(2)[0]?.payload).toMatchObject({
      action: 'synchronize',
      before: second,
      after: third,
      installation: { id: 7 },
      sender: { login: 'alice' },
      repository: { full_name: 'olga/proof' },
    });
  });

  it('tell of all that people do, in the shapes that GitHub describes', async () => {
    const { github, bot } = scene;
    const pull = { owner: 'olga', repo: 'proof', number: 1 };
    await bot('POST', '/repos/olga/proof/pulls/1/reviews', {
      event: 'COMMENT',
      comments: [{ path: 'a.ts', line: 5, body: 'five?' }],
    });
    const [first] = github.state.reviewComments;
    const reply = await github.reply(first?.id ?? 0, 'alice', '/galley why');
    github.resolve(reply.id, 'alice');
    github.resolve(reply.id, 'alice', false);
    const comment = github.comment(pull, 'alice', '/galley review');
    github.react('issue-comment', comment.id, 'alice', 'eyes');
    await scene.olga('PATCH', `/repos/olga/proof/issues/comments/${comment.id}`, { body: 'no' });
    await scene.olga('DELETE', `/repos/olga/proof/issues/comments/${comment.id}`);
    await scene.olga('DELETE', `/repos/olga/proof/pulls/comments/${reply.id}`);
    await bot('POST', '/repos/olga/proof/check-runs', {
      name: 'galley',
      head_sha: scene.pull.head.sha,
      status: 'in_progress',
      actions: [{ label: 'Again', description: 'd', identifier: 'again' }],
    });
    const run = github.state.checkRuns[0]?.id ?? 0;
    github.pressAction(run, 'again', 'alice');
    expect(() => github.pressAction(run, 'other', 'alice')).toThrow('no button');
    github.rerunCheck(run, 'alice');
    github.rerunSuite(run, 'alice');
    await bot('PATCH', `/repos/olga/proof/check-runs/${run}`, { conclusion: 'neutral' });
    for (const draft of [true, false]) github.setDraft(scene.pull, draft);
    github.closePull(scene.pull);
    github.reopenPull(scene.pull);
    await github.webhooks.settled();
    expect(named(sent(1))).toEqual([
      'pull_request_review_comment.created',
      'pull_request_review_comment.created',
      'pull_request_review_thread.resolved',
      'pull_request_review_thread.unresolved',
      'issue_comment.created',
      'issue_comment.edited',
      'issue_comment.deleted',
      'pull_request_review_comment.deleted',
      'check_run.created',
      'check_run.requested_action',
      'check_run.rerequested',
      'check_suite.rerequested',
      'check_run.completed',
      'pull_request.converted_to_draft',
      'pull_request.ready_for_review',
      'pull_request.closed',
      'pull_request.reopened',
    ]);
    const [, , , , asked, , , , , pressed] = sent(1);
    expect(pressed?.payload).toMatchObject({ requested_action: { identifier: 'again' } });
    expect(asked?.payload).toMatchObject({
      issue: { number: 1, pull_request: {} },
      comment: { body: '/galley review', user: { login: 'alice' } },
    });
    const shown = sent(1)
      .slice(-4)
      .map(({ payload }) => payload['pull_request']);
    expect(shown).toMatchObject([{ draft: true }, { draft: false }, { state: 'closed' }, { state: 'open' }]);
    expect(problems(sent(0))).toEqual([]);
  });

  it('tell of installations, and of nothing else where the app is not installed', async () => {
    const { github } = scene;
    await github.createRepository({ owner: 'otto', name: 'diary', files: [{ path: 'a', content: 'a\n' }] });
    await github.commit('otto', 'diary', { branch: 'topic', files: [{ path: 'a', content: 'b\n' }] });
    await github.createPullRequest({ owner: 'otto', repo: 'diary', head: 'topic' });
    github.install({ id: 8, app: 'galley', account: 'otto', repositories: [] });
    github.selectRepositories(8, { added: ['diary'] });
    github.comment({ owner: 'otto', repo: 'diary', number: 1 }, 'otto', 'heard');
    github.suspend(8);
    github.comment({ owner: 'otto', repo: 'diary', number: 1 }, 'otto', 'not heard');
    github.unsuspend(8);
    github.selectRepositories(8, { removed: ['diary'] });
    github.uninstall(8);
    await github.webhooks.settled();
    expect(named(sent(1))).toEqual([
      'installation.created',
      'installation_repositories.added',
      'issue_comment.created',
      'installation.suspend',
      'installation.unsuspend',
      'installation_repositories.removed',
      'installation.deleted',
    ]);
    expect(problems(sent(1))).toEqual([]);
  });

  it('come again under their id, when somebody asks for it', async () => {
    const { github } = scene;
    receiver.status = 503;
    github.comment({ owner: 'olga', repo: 'proof', number: 1 }, 'alice', 'lost');
    await github.webhooks.settled();
    const failed = await signed()('GET', '/app/hook/deliveries?status=failure');
    expect(failed.body).toMatchObject([
      { status_code: 503, status: 'Invalid HTTP Response: 503', event: 'issue_comment', redelivery: false },
    ]);
    const [{ id = 0, guid } = {}] = failed.body as { id: number; guid: string }[];
    receiver.status = 202;
    expect((await signed()('POST', `/app/hook/deliveries/${id}/attempts`)).status).toBe(202);
    await github.webhooks.settled();
    expect(receiver.received.at(-1)).toMatchObject({
      headers: { 'x-github-delivery': guid },
      raw: receiver.received.at(-2)?.raw,
    });
    expect(github.webhooks.deliveries.at(-1)).toMatchObject({ guid, redelivery: true, status: 'OK' });
    expect((await signed()('GET', `/app/hook/deliveries/${id}`)).body).toMatchObject({
      request: { payload: { action: 'created' } },
      response: { payload: 'noted' },
    });
    expect((await scene.bot('GET', '/app/hook/deliveries')).status).toBe(401);
  });

  it('are listed from the newest, page by page', async () => {
    const { github } = scene;
    for (let at = 0; at < 4; at++) {
      github.comment({ owner: 'olga', repo: 'proof', number: 1 }, 'alice', `comment ${at}`);
    }
    await github.webhooks.settled();
    const ids: number[] = [];
    let next: string | undefined = '/app/hook/deliveries?per_page=2';
    while (next !== undefined) {
      const { body, headers } = await signed()('GET', next);
      ids.push(...(body as { id: number }[]).map(({ id }) => id));
      next = /<([^>]*)>; rel="next"/.exec(headers.get('link') ?? '')?.[1];
    }
    expect(ids).toEqual(github.webhooks.deliveries.map(({ id }) => id).toReversed());
    expect(ids).toHaveLength(5);
  });

  it('fail where nobody answers in time, or at all', async () => {
    const { github } = scene;
    const say = () => github.comment({ owner: 'olga', repo: 'proof', number: 1 }, 'alice', 'x');
    receiver.status = 0;
    say();
    await github.webhooks.settled();
    expect(github.webhooks.deliveries.at(-1)).toMatchObject({ status: 'timed out', statusCode: 504 });
    github.webhooks.pointTo({ url: 'http://127.0.0.1:9/', secret });
    say();
    await github.webhooks.settled();
    expect(github.webhooks.deliveries.at(-1)).toMatchObject({ status: 'failed to connect to host' });
    github.webhooks.handle('drop');
    say();
    await github.webhooks.settled();
    expect(github.webhooks.deliveries.at(-1)).toMatchObject({ statusCode: 502 });
    expect(receiver.received).toHaveLength(2);
  });

  it('come twice at once, or late and in any order', async () => {
    const { github } = scene;
    const say = (body: string) => github.comment({ owner: 'olga', repo: 'proof', number: 1 }, 'alice', body);
    github.webhooks.handle('twice');
    say('twice');
    await github.webhooks.settled();
    const [, one, two] = receiver.received;
    expect(one?.headers['x-github-delivery']).toBe(two?.headers['x-github-delivery']);
    expect(one?.raw).toBe(two?.raw);
    github.webhooks.handle(({ event }) => (event === 'issue_comment' ? 'hold' : 'send'));
    say('first');
    say('second');
    await github.webhooks.settled();
    expect(receiver.received).toHaveLength(3);
    await github.webhooks.release((held) => held.toReversed());
    const said = receiver.received.slice(3).map(({ payload }) => payload['comment']);
    expect(said).toHaveLength(2);
    expect(github.webhooks.deliveries.slice(-2).map(({ payload }) => payload['comment'])).toMatchObject([
      { body: 'second' },
      { body: 'first' },
    ]);
  });
});
