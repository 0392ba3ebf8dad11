import { mkdtempSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { otherEvents, readOtherEvent } from '../../../../src/entry/action/read-other-event.ts';

const folder = mkdtempSync(join(tmpdir(), 'galley-action-'));
let files = 0;

function write(content: unknown): string {
  const file = join(folder, `${files++}.json`);
  writeFileSync(file, JSON.stringify(content));
  return file;
}

interface Webhook {
  readonly name: string;
  readonly examples: readonly unknown[];
}
const webhooks = createRequire(import.meta.url)('@octokit/webhooks-examples') as readonly Webhook[];
const sha = 'c'.repeat(40);
const repository = { full_name: 'o/r' };

describe('readOtherEvent', () => {
  it.each(otherEvents)("reads all of GitHub's own examples of %s", async (name) => {
    const examples = webhooks.find((webhook) => webhook.name === name)?.examples ?? [];
    expect(examples.length).toBeGreaterThan(0);
    for (const example of examples) {
      const wanted = await readOtherEvent(name, write(example));
      expect(typeof wanted === 'string' || wanted.repository.includes('/')).toBe(true);
    }
  });

  describe('issue_comment', () => {
    const event = {
      action: 'created',
      repository,
      issue: { number: 4, user: { login: 'alice' }, pull_request: {} },
      comment: { body: '/galley dismiss no', user: { login: 'olga' }, author_association: 'OWNER' },
    };
    const read = (change: object) => readOtherEvent('issue_comment', write({ ...event, ...change }));

    it('is a command on a pull request, by who may give one', async () => {
      const wanted = { repository: 'o/r', number: 4, headSha: undefined };
      expect(await read({})).toEqual(wanted);
      const author = { ...event.comment, user: { login: 'alice' }, author_association: 'NONE' };
      expect(await read({ comment: author })).toContain('may not write');
    });

    it.each([
      ['a stranger', { comment: { ...event.comment, author_association: 'CONTRIBUTOR' } }],
      ['an edit', { action: 'edited' }],
      ['other words', { comment: { ...event.comment, body: 'see /galley' } }],
      ['a command for the app', { comment: { ...event.comment, body: '/galley why' } }],
      ['a quoted command', { comment: { ...event.comment, body: '> /galley review' } }],
      ['an issue', { issue: { number: 4, user: null } }],
    ])('is nothing to do for %s', async (_, change) => {
      expect(typeof (await read(change))).toBe('string');
    });
  });

  it('pull_request_review_comment is a command below a finding', async () => {
    const comment = {
      body: 'No.\n\n/galley dismiss no',
      user: { login: 'olga' },
      author_association: 'MEMBER',
    };
    const event = { action: 'created', repository, pull_request: { number: 4, user: { login: 'alice' } } };
    const read = (change: object) =>
      readOtherEvent('pull_request_review_comment', write({ ...event, comment: { ...comment, ...change } }));
    expect(await read({})).toEqual({ repository: 'o/r', number: 4, headSha: undefined });
    expect(await read({ author_association: 'NONE' })).toContain('may not write');
    expect(await read({ body: '/galley explain x' })).toContain('for the app');
  });

  describe('workflow_run', () => {
    const run = {
      event: 'pull_request',
      head_sha: sha,
      head_branch: 'topic',
      head_repository: { full_name: 'mallory/r' },
      pull_requests: [],
    };
    const read = (change: object) =>
      readOtherEvent('workflow_run', write({ repository, workflow_run: { ...run, ...change } }));

    it('names a head where it lists no pull request, as for forks', async () => {
      const branch = { owner: 'mallory', ref: 'topic' };
      expect(await read({})).toEqual({ repository: 'o/r', number: undefined, headSha: sha, branch });
      expect(await read({ pull_requests: [{ number: 9 }] })).toMatchObject({ number: 9, headSha: sha });
    });

    it.each([{ event: 'push' }, { head_repository: null }, { head_branch: null }])(
      'is nothing to do with %j',
      async (change) => {
        expect(typeof (await read(change))).toBe('string');
      },
    );

    it('is refused with a head that is no commit', async () => {
      await expect(read({ head_sha: '--exec=x' })).rejects.toMatchObject({ code: 'unreadable-file' });
    });
  });

  it('listens to the buttons of its own check alone', async () => {
    const check = { name: 'galley', head_sha: sha, pull_requests: [{ number: 2 }] };
    const read = (change: object, identifier = 'galley-rerun') =>
      readOtherEvent(
        'check_run',
        write({
          ...{ action: 'requested_action', repository, requested_action: { identifier } },
          check_run: { ...check, ...change },
        }),
      );
    expect(await read({})).toEqual({ repository: 'o/r', number: 2, headSha: sha });
    expect(await read({}, 'galley-tests')).toContain('for the app');
    expect(typeof (await read({ name: 'build' }))).toBe('string');
    expect(typeof (await read({ pull_requests: [] }))).toBe('string');
  });
});
