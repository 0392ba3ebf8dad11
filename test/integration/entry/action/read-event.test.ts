import { mkdtempSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readEvent } from '../../../../src/entry/action/read-event.ts';

const folder = mkdtempSync(join(tmpdir(), 'galley-action-'));
let files = 0;

function write(content: unknown): string {
  const file = join(folder, `${files++}.json`);
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

interface Webhook {
  readonly name: string;
  readonly examples: readonly {
    readonly action: string;
    readonly pull_request: { readonly number: number };
  }[];
}
const webhooks = createRequire(import.meta.url)('@octokit/webhooks-examples') as readonly Webhook[];
const examples = webhooks.find(({ name }) => name === 'pull_request')?.examples ?? [];

const sha = 'c'.repeat(40);
const plain = {
  action: 'opened',
  repository: { full_name: 'o/r' },
  pull_request: {
    number: 3,
    state: 'open',
    draft: false,
    head: { sha, repo: { full_name: 'o/r' } },
    base: { sha, repo: { full_name: 'o/r' } },
  },
};

describe('readEvent', () => {
  it("reads all of GitHub's own examples", async () => {
    expect(examples.length).toBeGreaterThan(10);
    for (const example of examples) {
      const event = await readEvent(write(example));
      expect(event).toMatchObject({ action: example.action, number: example.pull_request.number });
      expect(event.headSha).toMatch(/^[0-9a-f]{40}$/);
    }
  });

  it('knows a fork by its repository, and one whose repository is gone', async () => {
    const of = (repo: unknown) => ({
      ...plain,
      pull_request: { ...plain.pull_request, head: { sha, repo } },
    });
    expect((await readEvent(write(plain))).isFork).toBe(false);
    expect((await readEvent(write(of({ full_name: 'O/R' })))).isFork).toBe(false);
    expect((await readEvent(write(of({ full_name: 'x/r' })))).isFork).toBe(true);
    expect((await readEvent(write(of(null)))).isFork).toBe(true);
  });

  it.each([
    ['no JSON', '{'],
    ['nothing', ''],
    ['a list', []],
    [
      'a head that is an option of git',
      { ...plain, pull_request: { ...plain.pull_request, head: { sha: '--upload-pack=x', repo: null } } },
    ],
    ['a repository that leaves its place', { ...plain, repository: { full_name: '../../etc' } }],
  ])('refuses %s', async (_, content) => {
    await expect(readEvent(write(content))).rejects.toMatchObject({ code: 'unreadable-file' });
  });

  it('says what is missing', async () => {
    await expect(readEvent(undefined)).rejects.toMatchObject({ why: 'GITHUB_EVENT_PATH is not set.' });
    await expect(readEvent(join(folder, 'none'))).rejects.toMatchObject({ why: 'The system says ENOENT.' });
  });
});
