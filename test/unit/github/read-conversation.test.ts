import { describe, expect, it } from 'vitest';
import { renderSummaryMarker } from '../../../src/github/comment-format/render-summary-marker.ts';
import {
  finding,
  own,
  person,
  print,
  readTalk,
  remark,
  reply,
  sha,
  type Talk,
} from './conversation-scene.ts';
import { address, failureOf, json, scriptedClient } from './scripted-fetch.ts';
import { createReading } from '../../../src/github/create-reading.ts';
import { silentLog } from '../../../src/log.ts';

const memory = { version: 1, head: sha, asking: 'k', chunks: ['c1'], carried: [], told: [print(1)] } as const;
const summaryBody = (pull = 7, configuration = '') =>
  `${renderSummaryMarker(memory, { pull, configuration }).marker}\nSummary`;
const paths = (sent: readonly { path: string }[]) =>
  sent.map(({ path }) => path.replace('/repos/octo/shop', ''));

describe('a first review', () => {
  it('costs two requests', async () => {
    const { conversation, sent } = await readTalk({
      remarks: [remark(1, 'bob', 'Nice'), remark(2, null, null)],
    });
    expect(conversation).toEqual({ summary: undefined, comments: [], dismissals: [] });
    expect(paths(sent)).toEqual(['/issues/7/comments', '/pulls/7/comments']);
  });
});

describe('our summary', () => {
  it('is found behind hundreds of comments, with what it remembers', async () => {
    const talk = Array.from({ length: 250 }, (_, index) => remark(index + 1, 'bob', 'talk'));
    const { conversation, sent } = await readTalk({ remarks: [...talk, remark(900, own, summaryBody())] });
    expect(conversation.summary).toEqual({ id: 900, url: 'https://github.test/i900', memory });
    expect(sent.filter(({ path }) => path.includes('issues'))).toHaveLength(3);
  });

  it('is the oldest one', async () => {
    const remarks = [remark(5, own, summaryBody()), remark(6, own, summaryBody())];
    expect((await readTalk({ remarks })).conversation.summary?.id).toBe(5);
  });

  it.each([
    ['by somebody else', person('mallory')],
    ['by somebody who calls himself nearly so', person('github-actions')],
    ['by another bot', { login: 'other[bot]', type: 'Bot' }],
    ['by an account that is gone', null],
  ])('%s is none', async (_, user) => {
    expect(
      (await readTalk({ remarks: [remark(1, user, summaryBody())] })).conversation.summary,
    ).toBeUndefined();
  });

  it.each([
    ['is broken', summaryBody().replace('summary:1 ', 'summary:1 x')],
    ['is of another version', summaryBody().replace('summary:1', 'summary:9')],
    ['was copied from another pull request', summaryBody(8)],
  ])('remembers nothing where its marker %s', async (_, body) => {
    const { summary } = (await readTalk({ remarks: [remark(1, own, body)] })).conversation;
    expect([summary?.id, summary?.memory]).toEqual([1, undefined]);
  });

  it('of another set-up is not ours, nor is one that is quoted', async () => {
    const remarks = [remark(1, own, summaryBody(7, 'nightly')), remark(2, own, `> ${summaryBody()}`)];
    expect((await readTalk({ remarks })).conversation.summary).toBeUndefined();
  });

  it('may be that of a person, by whose token it was written', async () => {
    const remarks = [remark(1, 'Olga', summaryBody()), remark(2, own, summaryBody())];
    expect((await readTalk({ remarks, account: 'olga' })).conversation.summary?.id).toBe(1);
  });

  it('is that of an app, which GraphQL names once', async () => {
    const app = { login: 'my-app[bot]', type: 'Bot' };
    const remarks = [remark(1, app, summaryBody())];
    const { conversation, sent, posts, signal } = await readTalk({ remarks, viewer: 'my-app[bot]' });
    expect(conversation.summary?.id).toBe(1);
    await posts.summaries(signal);
    expect(paths(sent).filter((path) => path === '/graphql')).toHaveLength(1);
    expect(paths(sent)).not.toContain('/user');
  });

  it('is known from the very question about threads', async () => {
    const app = { login: 'my-app[bot]', type: 'Bot' };
    const inline = [finding(1, { user: app })];
    const { sent, conversation } = await readTalk({
      inline,
      viewer: app.login,
      resolved: [[1, 'carl']],
      writers: ['carl'],
    });
    expect(conversation.dismissals).toHaveLength(1);
    expect(paths(sent).filter((path) => path === '/graphql')).toHaveLength(1);
  });

  it('is found without asking who we are where the operator says it', async () => {
    const remarks = [remark(1, { login: 'my-app[bot]', type: 'Bot' }, summaryBody())];
    const { conversation, sent } = await readTalk({ remarks }, 'my-app[bot]');
    expect(conversation.summary?.id).toBe(1);
    expect(paths(sent)).not.toContain('/user');
  });
});

describe('our comments', () => {
  it('are all found, in pages', async () => {
    const inline = Array.from({ length: 230 }, (_, index) => finding(index + 1));
    const { conversation } = await readTalk({ inline, resolved: [] });
    expect(conversation.comments).toHaveLength(230);
    expect(conversation.comments[229]).toMatchObject({
      ...{
        id: 230,
        url: 'https://github.test/c230',
        fingerprint: print(230),
        rule: 'galley/some-rule',
        status: 'open',
        path: 'src/a.ts',
      },
      ...{ quoteHash: 'ab12', quoteLines: 2, isAnswered: false },
    });
  });

  it('are ours only by our own login', async () => {
    const inline = [
      finding(1, { user: person('mallory') }),
      finding(2, { user: { login: 'evil[bot]', type: 'Bot' } }),
    ];
    expect((await readTalk({ inline })).conversation.comments).toEqual([]);
  });

  it.each([
    ['a person', [reply(9, 1, 'bob', 'Why?')], true],
    ['somebody whose account is gone', [{ ...reply(9, 1, 'x', 'Why?'), user: null }], true],
    ['a bot', [reply(9, 1, 'other[bot]', 'I agree', 'Bot')], false],
    ['a person in another thread', [reply(9, 2, 'bob', 'Why?')], false],
  ])('answered by %s', async (_, replies, isAnswered) => {
    const { comments } = (await readTalk({ inline: [finding(1), finding(2), ...replies] })).conversation;
    expect(comments[0]?.isAnswered).toBe(isAnswered);
  });

  it('answered by hand with the very account that posts', async () => {
    const inline = [finding(1, { user: person('olga') }), reply(9, 1, 'olga', '/galley dismiss known')];
    const { comments, dismissals } = (await readTalk({ inline, account: 'olga', writers: ['olga'] }))
      .conversation;
    expect([comments.length, comments[0]?.isAnswered, dismissals[0]?.by]).toEqual([1, true, 'olga']);
  });
});

describe('dismissals', () => {
  const dismissed = async (talk: Parameters<typeof readTalk>[0]) =>
    (await readTalk(talk)).conversation.dismissals;

  it('in a thread count by those who may write, among them the author', async () => {
    const inline = [
      ...[finding(1), finding(2), finding(3), finding(4)],
      reply(11, 1, 'carl', 'No.\n/galley dismiss checked by the caller @octo'),
      reply(12, 2, 'alice', '/galley dismiss'),
      reply(13, 3, 'mallory', '/galley dismiss I say so'),
      reply(14, 4, 'evil[bot]', '/galley dismiss', 'Bot'),
    ];
    const byCarl = [
      {
        fingerprint: print(1),
        by: 'carl',
        role: 'maintainer',
        how: 'command',
        reason: 'checked by the caller `@octo`',
      },
    ];
    const byAlice = { fingerprint: print(2), by: 'alice', role: 'author', how: 'command', reason: '' };
    expect(await dismissed({ inline, writers: ['carl', 'alice'] })).toEqual([...byCarl, byAlice]);
    expect(await dismissed({ inline, writers: ['carl'] })).toEqual(byCarl);
  });

  it('on the page name their finding', async () => {
    const remarks = [
      remark(
        1,
        'carl',
        `/galley dismiss ${print(5).toUpperCase()} not ours\n/galley dismiss \`${print(6)}\``,
      ),
      remark(2, 'carl', '/galley dismiss everything'),
      remark(3, 'carl', `> /galley dismiss ${print(7)}`),
      remark(4, 'carl', `/galley dismiss ${print(7)}0 x`),
    ];
    const found = await dismissed({ remarks, writers: ['carl'] });
    expect(found.map(({ fingerprint, reason }) => [fingerprint, reason])).toEqual([
      [print(5), 'not ours'],
      [print(6), ''],
    ]);
  });

  it('of one finding: the weightiest counts, else the first', async () => {
    const inline = [
      ...[finding(1), finding(2)],
      ...[reply(11, 1, 'alice', '/galley dismiss mine'), reply(12, 1, 'carl', '/galley dismiss first')],
      ...[reply(13, 1, 'dora', '/galley dismiss second'), reply(14, 2, 'alice', '/galley dismiss one')],
      reply(15, 2, 'alice', '/galley dismiss two'),
    ];
    const found = await dismissed({ inline, writers: ['alice', 'carl', 'dora'] });
    expect(found.map(({ by, reason }) => [by, reason])).toEqual([
      ['carl', 'first'],
      ['alice', 'one'],
    ]);
  });

  it('ask once for each person, the author too, and stop at twenty', async () => {
    const crowd = Array.from({ length: 30 }, (_, index) =>
      remark(index, `u${index}`, `/galley dismiss ${print(1)}`),
    );
    const { sent, conversation } = await readTalk({
      remarks: [
        remark(90, 'u1', `/galley dismiss ${print(2)}`),
        remark(91, 'alice', `/galley dismiss ${print(3)}`),
        ...crowd,
        remark(92, 'alice', `/galley dismiss ${print(4)}`),
      ],
      writers: ['u29', 'alice'],
    });
    const asked = sent.filter(({ path }) => path.includes('collaborators'));
    expect([asked.length, new Set(asked.map(({ path }) => path)).size]).toEqual([20, 20]);
    expect(conversation.dismissals.map(({ by }) => by)).toEqual(['alice', 'alice']);
  });

  it('count for nothing where nobody can say who they are', async () => {
    const inline = [
      finding(1),
      finding(2),
      reply(11, 1, 'carl', '/galley dismiss'),
      reply(12, 2, 'alice', '/galley dismiss'),
    ];
    const found = await dismissed({ inline, writers: ['alice', 'carl'], forbidsPermissions: true });
    expect(found).toEqual([]);
  });

  it('by a thumb down are asked for only where one is', async () => {
    const thumb = (login: string, content = '-1', type = 'User') => ({ content, user: { login, type } });
    const { conversation, sent } = await readTalk({
      inline: [finding(1), finding(2, { thumbs: 3 }), finding(3, { thumbs: 1 })],
      resolved: [],
      thumbs: {
        2: [thumb('mallory'), thumb('x[bot]', '-1', 'Bot'), thumb('carl')],
        3: [thumb('carl', '+1')],
      },
      writers: ['carl'],
    });
    expect(conversation.dismissals).toEqual([
      { fingerprint: print(2), by: 'carl', role: 'maintainer', how: 'reaction', reason: '' },
    ]);
    expect(sent.filter(({ path }) => path.includes('reactions'))).toHaveLength(2);
  });

  it('by a resolved thread count while the finding stood open', async () => {
    const talk: Talk = {
      inline: [finding(1), finding(2, { status: 'fixed' }), finding(3), finding(4)],
      resolved: [
        [1, 'carl'],
        [2, 'carl'],
        [3, 'mallory'],
        [4, 'alice'],
        [99, 'carl'],
      ],
      writers: ['carl', 'alice'],
    };
    const { conversation, sent } = await readTalk(talk, own.login);
    expect(conversation.dismissals.map(({ fingerprint, role, how }) => [fingerprint, role, how])).toEqual([
      [print(1), 'maintainer', 'resolved'],
      [print(4), 'author', 'resolved'],
    ]);
    expect(sent.filter(({ path }) => path === '/graphql')).toHaveLength(5);
  });

  it('are read without GraphQL where a token or a forge has none', async () => {
    const inline = [finding(1), reply(11, 1, 'alice', '/galley dismiss x')];
    expect(await dismissed({ inline, writers: ['alice'] })).toHaveLength(1);
  });

  it('ask for no threads where no comment of ours is open', async () => {
    const { sent } = await readTalk({ inline: [finding(1, { status: 'fixed' })], resolved: [] }, own.login);
    expect(paths(sent)).not.toContain('/graphql');
  });
});

it('says that the token is not accepted any more', async () => {
  const { client } = scriptedClient(() => json({ message: 'Bad credentials' }, 401));
  const { reading } = createReading({ client, address, login: undefined, configuration: '', log: silentLog });
  const failure = await failureOf(
    reading.readConversation({ author: 'a' } as never, new AbortController().signal),
  );
  expect(failure.code).toBe('forge-unauthorised');
});

it('gives whoever writes what is ours now, newest first', async () => {
  const talk = {
    remarks: [remark(1, own, summaryBody()), remark(2, 'bob', 'x'), remark(3, own, 'y')],
    inline: [finding(1), finding(2, { user: person('bob') }), finding(3)],
  };
  const { posts, signal } = await readTalk(talk);
  expect((await posts.comments(signal)).map(({ id }) => id)).toEqual([3, 1]);
  expect((await posts.summaries(signal)).map(({ id }) => id)).toEqual([3, 1]);
});
