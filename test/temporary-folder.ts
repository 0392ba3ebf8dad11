import { chmodSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

let folder = '';

/** Everything that tests write goes below one folder, which goes with them. */
export function setup(): void {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'galley-test-')));
  // Some tests run a process as another user.
  chmodSync(folder, 0o755);
  process.env['TMPDIR'] = folder;
}

export function teardown(): void {
  if (folder !== '') rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}
