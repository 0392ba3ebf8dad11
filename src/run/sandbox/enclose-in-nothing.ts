import { mkdirSync, mkdtempSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import type { Enclosure } from './enclosure.ts';
import { innerCommand } from './inner-command.ts';
import { insideEnvironment } from './inside-environment.ts';
import { killQuietly } from './process-group.ts';
import type { SandboxHost } from './sandbox-host.ts';

/** Runs commands as the user, which must have been asked for. Environment and limits are the same. */
export function encloseInNothing({ temporary }: SandboxHost): Enclosure {
  return {
    level: 'none',
    promise: 'runs as you: it can read your files and reach the network',
    wrap(command) {
      const folder = mkdtempSync(join(realpathSync(temporary), 'galley-run-'));
      mkdirSync(join(folder, 'home'));
      const [file = '', ...args] = innerCommand(command, false);
      const env = insideEnvironment(command.env, process.execPath, folder);
      return { file, args, env, cwd: command.cwd };
    },
    group: (pid) => ({ kill: () => killQuietly(-pid), usage: () => undefined }),
  };
}
