import { describe, expect, it } from 'vitest';
import { mapEvent } from '../../../../../src/entry/app/webhooks/map-event.ts';
import { parseCommand } from '../../../../../src/review/jobs/commands/parse-command.ts';

const head = 'a'.repeat(40);
const place = {
  installation: { id: 7 },
  repository: { full_name: 'olga/proof' },
  sender: { login: 'alice' },
};
const pull = { repository: 'olga/proof', number: 12 };
const map = (name: string, payload: object) => mapEvent(name, payload, parseCommand);
const review = (isForced: boolean) => ({ kind: 'review', installation: 7, pull, head, isForced });

describe('pull_request', () => {
  const told = (action: string, more: object = {}) =>
    map('pull_request', { ...place, action, pull_request: { number: 12, head: { sha: head }, ...more } });

  it.each(['opened', 'synchronize', 'reopened', 'ready_for_review'])('%s is reviewed', (action) => {
    expect(told(action)).toEqual([review(false)]);
  });

  it.each(['closed', 'converted_to_draft'])('%s ends what is under way', (action) => {
    expect(told(action, { draft: action !== 'closed' })).toEqual([{ kind: 'close', installation: 7, pull }]);
  });

  it('leaves drafts alone', () => {
    expect(told('opened', { draft: true })).toEqual([]);
    expect(told('synchronize', { draft: true })).toEqual([]);
  });

  it('leaves alone what is no new code', () => {
    for (const action of ['labeled', 'assigned', 'locked', 'edited']) expect(told(action)).toEqual([]);
  });

  it('leaves alone what comes from no installation of the app', () => {
    expect(
      map('pull_request', {
        action: 'opened',
        repository: place.repository,
        pull_request: { number: 12, head: { sha: head } },
      }),
    ).toEqual([]);
  });

  it.each([
    ['a head that is no SHA', { head: { sha: 'main; rm -rf' } }],
    ['a number that is none', { number: '12' }],
  ])('throws for %s', (_, wrong) => {
    expect(() => told('opened', wrong)).toThrow();
  });

  it('throws for a repository that is no name', () => {
    const of = (full_name: string) => () =>
      map('pull_request', {
        ...place,
        repository: { full_name },
        action: 'opened',
        pull_request: { number: 12, head: { sha: head } },
      });
    for (const name of ['olga/..', '../etc', 'olga', 'olga/proof/x', 'ol ga/proof'])
      expect(of(name)).toThrow();
  });
});

describe('checks', () => {
  const suite = (action: string, numbers: readonly number[]) =>
    map('check_suite', {
      ...place,
      action,
      check_suite: { head_sha: head, pull_requests: numbers.map((number) => ({ number })) },
    });
  const run = (action: string, more: object = {}, identifier?: string) =>
    map('check_run', {
      ...place,
      action,
      check_run: { head_sha: head, pull_requests: [{ number: 12 }], ...more },
      ...(identifier === undefined ? {} : { requested_action: { identifier } }),
    });

  it('review again whatever "Re-run" was pressed on', () => {
    expect(suite('rerequested', [12])).toEqual([review(true)]);
    expect(run('rerequested')).toEqual([review(true)]);
  });

  it('review each pull request of a head once', () => {
    expect(suite('rerequested', [12, 13, 12])).toHaveLength(2);
  });

  it('know the pull request of a fork by the name that we gave the check', () => {
    expect(run('rerequested', { pull_requests: [], external_id: 'galley/12/x' })).toEqual([review(true)]);
    expect(run('rerequested', { pull_requests: [], external_id: 'other/12/x' })).toEqual([]);
  });

  it('leave alone what only tells', () => {
    for (const action of ['requested', 'completed']) expect(suite(action, [12])).toEqual([]);
    for (const action of ['created', 'completed']) expect(run(action)).toEqual([]);
  });

  it.each([
    ['galley-rerun', { name: 'review' }],
    ['galley-tests', { name: 'tests' }],
    ['galley-dismiss-all', { name: 'dismiss' }],
  ])('the button %s is a command', (identifier, command) => {
    expect(run('requested_action', {}, identifier)).toEqual([
      { kind: 'command', installation: 7, pull, command, by: 'alice', comment: undefined },
    ]);
  });

  it('know no other buttons', () => {
    expect(run('requested_action', {}, 'toString')).toEqual([]);
  });
});

describe('comments', () => {
  const comment = (body: string | null, user: object | null = { login: 'alice', type: 'User' }) => ({
    comment: { id: 99, body, user },
  });
  const inConversation = (of: object, action = 'created', issue: object = { pull_request: {} }) =>
    map('issue_comment', { ...place, action, issue: { number: 12, ...issue }, ...of });
  const inThread = (of: object, action = 'created') =>
    map('pull_request_review_comment', { ...place, action, pull_request: { number: 12 }, ...of });

  it('are commands where one stands in them', () => {
    const errand = { kind: 'command', installation: 7, pull, command: { name: 'review' }, by: 'alice' };
    const conversation = { ...errand, comment: { id: 99, kind: 'conversation' } };
    expect(inConversation(comment('/galley review'))).toEqual([conversation]);
    expect(inThread(comment('/galley review'))).toEqual([{ ...errand, comment: { id: 99, kind: 'line' } }]);
  });

  it('are nothing without one', () => {
    expect(inConversation(comment('thank you'))).toEqual([]);
    expect(inConversation(comment(null))).toEqual([]);
    expect(inThread(comment('> /galley review'))).toEqual([]);
  });

  it('count once they are written, not when they are edited', () => {
    expect(inConversation(comment('/galley review'), 'edited')).toEqual([]);
    expect(inThread(comment('/galley review'), 'edited')).toEqual([]);
  });

  it('count on pull requests only', () => {
    expect(inConversation(comment('/galley review'), 'created', {})).toEqual([]);
  });

  it.each([{ login: 'other[bot]' }, { login: 'machine', type: 'Bot' }, null])(
    'do not count from %j',
    (user) => {
      expect(inConversation(comment('/galley review', user))).toEqual([]);
      expect(inThread(comment('/galley review', user))).toEqual([]);
    },
  );
});

describe('pull_request_review_thread', () => {
  const thread = (action: string, starter: object, sender: object = place.sender) =>
    map('pull_request_review_thread', {
      ...{ ...place, sender, action, pull_request: { number: 12, head: { sha: head } } },
      thread: { comments: [{ user: starter }] },
    });
  const galley = { login: 'galley[bot]', type: 'Bot' };

  it.each(['resolved', 'unresolved'])('%s by a person is looked at again', (action) => {
    expect(thread(action, galley)).toEqual([review(true)]);
  });

  it('leaves talks of people alone, and what bots resolve', () => {
    expect(thread('resolved', { login: 'alice', type: 'User' })).toEqual([]);
    expect(thread('resolved', galley, galley)).toEqual([]);
  });
});

describe('installations', () => {
  const all = (action: string) => map('installation', { action, installation: { id: 7 } });
  const errand = (isGone: boolean, repositories: readonly string[] = []) => [
    { kind: 'installation', installation: 7, repositories, isGone },
  ];

  it('come and go', () => {
    for (const action of ['created', 'unsuspend']) expect(all(action)).toEqual(errand(false));
    for (const action of ['deleted', 'suspend']) expect(all(action)).toEqual(errand(true));
  });

  it('get repositories and lose them', () => {
    const some = {
      repositories_added: [{ full_name: 'olga/a' }],
      repositories_removed: [{ full_name: 'olga/b' }],
    };
    const told = (action: string) =>
      map('installation_repositories', { action, installation: { id: 7 }, ...some });
    expect(told('added')).toEqual(errand(false, ['olga/a']));
    expect(told('removed')).toEqual(errand(true, ['olga/b']));
  });

  it('are not all of them when none is named', () => {
    const none = { action: 'removed', installation: { id: 7 }, repositories_removed: [] };
    expect(map('installation_repositories', none)).toEqual([]);
  });
});

it('knows no other events', () => {
  for (const name of ['ping', 'push', 'toString', '__proto__']) expect(map(name, { zen: 'x' })).toEqual([]);
});
