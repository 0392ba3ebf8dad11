import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, it } from 'vitest';
import { apiCaller } from '../../doubles/github/call-api.ts';

const main = join(import.meta.dirname, '../../doubles/github/main.ts');

/** Starts the double as a process, talks to it and stops it. */
async function withProcess(args: readonly string[], talk: (url: string) => Promise<void>): Promise<void> {
  const child = spawn(process.execPath, ['--import', 'tsx', main, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exit = once(child, 'exit');
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  await talk((JSON.parse(line) as { url: string }).url);
  child.kill('SIGTERM');
  expect((await exit)[0]).toBe(0);
}

describe('the double as a process', () => {
  it('plays a scene over a folder, with the repositories that lie there, and shows its state', async () => {
    const root = await mkdtemp(join(tmpdir(), 'github-main-'));
    const folder = join(root, 'repositories');
    const scene = join(root, 'scene.json');
    execFileSync('git', ['init', '-q', '--bare', join(folder, 'olga', 'old.git')]);
    const repository = { owner: 'olga', repo: 'proof' };
    await writeFile(
      scene,
      JSON.stringify({
        apps: [
          {
            id: 1,
            slug: 'galley',
            permissions: { metadata: 'read' },
            installations: [{ id: 2, account: 'olga' }],
          },
        ],
        webhooks: { url: 'http://127.0.0.1:9/', secret: 'secret' },
        repositories: [{ owner: 'olga', name: 'proof', files: [{ path: 'a.ts', content: 'one\n' }] }],
        commits: [{ ...repository, branch: 'topic', files: [{ path: 'a.ts', content: 'two\n' }] }],
        pulls: [{ ...repository, head: 'topic', title: 'Two' }],
      }),
    );
    await withProcess(['--folder', folder, '--scene', scene], async (url) => {
      const call = apiCaller({ url }, 'secret');
      const files = await call('GET', '/repos/olga/proof/pulls/1/files');
      expect(files.body).toMatchObject([{ patch: '@@ -1 +1 @@\n-one\n+two' }]);
      expect((await call('GET', '/repos/olga/old')).status).toBe(200);
      const ref = await call('POST', '/__double/pushed', { ...repository, ref: 'topic' });
      expect(ref.body).toEqual({ pushed: 'topic' });
      const { body } = await call('GET', '/__double/state');
      expect(body).toMatchObject({
        state: { pulls: [{ title: 'Two' }] },
        requests: [{ method: 'GET', path: '/repos/olga/proof/pulls/1/files', status: 200 }, { status: 200 }],
        drift: [],
      });
      expect((await call('GET', '/__double/nothing')).status).toBe(404);
      const keys = (await call('GET', '/__double/keys')).body as Record<string, string>;
      expect(keys['galley']).toContain('PRIVATE KEY');
      const pull = { owner: 'olga', repo: 'proof', number: 1 };
      await call('POST', '/__double/webhooks', { handle: 'drop' });
      await call('POST', '/__double/act', { act: 'comment', with: [pull, 'alice', 'hello'] });
      expect((await call('POST', '/__double/act', { act: 'close', with: [] })).status).toBe(500);
      expect((await call('GET', '/__double/state')).body).toMatchObject({
        state: { issueComments: [{ author: 'alice', body: 'hello' }] },
        deliveries: [{ event: 'pull_request' }, { event: 'issue_comment', statusCode: 502 }],
      });
    });
    await rm(root, { recursive: true });
  });
});
