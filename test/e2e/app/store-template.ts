import { execFile } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bareEnvironment, deadServer, galleyFile } from '../galley-process.ts';

/** The folder of a run: its files share what is made once. */
const template = join(tmpdir(), 'galley-app-store');

/**
 * Puts an empty database into a data folder. It is made once for a run, by the app itself: to make one takes longer than
 * most tests.
 */
export async function placeStore(data: string): Promise<void> {
  if (!existsSync(template)) await makeTemplate();
  cpSync(template, data, { recursive: true });
}

async function makeTemplate(): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'galley-app-making-'));
  const data = join(home, 'data');
  mkdirSync(data, { mode: 0o700 });
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const env = {
    ...bareEnvironment(home),
    APP_ID: '1',
    PRIVATE_KEY: privateKey.export({ type: 'pkcs1', format: 'pem' }).toString(),
    WEBHOOK_SECRET: 'x'.repeat(32),
    GHE_HOST: new URL(deadServer).host,
    GHE_PROTOCOL: 'http',
    GALLEY_DATA: data,
  };
  // It says that nobody is there and ends; the database is there by then.
  await new Promise<void>((resolve) => {
    execFile(process.execPath, [galleyFile, 'serve', '--check'], { env, cwd: home }, () => resolve());
  });
  try {
    renameSync(data, template);
  } catch (error) {
    // Another file of the run was faster.
    if (!existsSync(template)) throw error;
  }
  rmSync(home, { recursive: true, force: true });
}
