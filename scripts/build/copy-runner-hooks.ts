import { cpSync } from 'node:fs';
import { join } from 'node:path';

/** Copies what test runners load: each file as it is, since other people's programs find and start them by their names. */
export function copyRunnerHooks(root: string, dist: string): void {
  cpSync(join(root, 'src/run/runner/hooks'), join(dist, 'runner-hooks'), { recursive: true });
}
