import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { removeTree } from '../scratch/remove-tree.ts';
import { makeScratchFolder } from '../scratch/scratch-folder.ts';
import type { Enclosure } from './enclosure.ts';
import { innerCommand } from './inner-command.ts';
import { insideEnvironment } from './inside-environment.ts';
import { markedGroup, markName } from './marked-group.ts';
import type { SandboxHost } from './sandbox-host.ts';

/** Runs commands as the user, which must have been asked for. Environment and limits are those of a sandbox. */
export function encloseInNothing({ temporary }: SandboxHost): Enclosure {
  return {
    level: 'none',
    promise: 'tests run as you, with your files and your network',
    async wrap(command) {
      const folder = await makeScratchFolder(temporary);
      await mkdir(join(folder, 'home'));
      const [file = '', ...args] = innerCommand(command, { isInit: false, isCounted: false });
      const env = { ...insideEnvironment(command.env, process.execPath, folder), [markName]: randomUUID() };
      return {
        ...{ file, args, env, cwd: command.cwd },
        group: (pid) => markedGroup(pid, env),
        remove: () => removeTree(folder),
      };
    },
  };
}
