import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setScene, type Scene } from './github-scene.ts';

describe('git over HTTP', () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await setScene();
  });
  afterAll(() => scene.github.close());

  async function fetchHead(token: string): Promise<string> {
    const folder = mkdtempSync(join(tmpdir(), 'fetch-'));
    execFileSync('git', ['init', '-q', '--bare', folder]);
    const credentials = Buffer.from(`x-access-token:${token}`).toString('base64');
    const header = ['-c', `http.extraHeader=Authorization: Basic ${credentials}`];
    const url = `${scene.github.url}/olga/proof.git`;
    await promisify(execFile)('git', [...header, 'fetch', '-q', '--depth=1', url, scene.pull.head.sha], {
      cwd: folder,
      env: { PATH: process.env['PATH'], GIT_ALLOW_PROTOCOL: 'http', GIT_TERMINAL_PROMPT: '0' },
    });
    return execFileSync('git', ['rev-parse', 'FETCH_HEAD'], { cwd: folder, encoding: 'utf8' }).trim();
  }

  it('gives a commit by its id to a token that may read', async () => {
    expect(await fetchHead('bot')).toBe(scene.pull.head.sha);
  });

  it('gives nothing to others', async () => {
    await expect(fetchHead('nobody')).rejects.toThrow(/Authentication failed|could not read|401/);
    scene.github.tokens.set('blind', { login: 'b', type: 'Bot', permissions: { metadata: 'read' } });
    await expect(fetchHead('blind')).rejects.toThrow(/403/);
  });
});
