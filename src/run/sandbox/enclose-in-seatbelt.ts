import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { removeTree } from '../scratch/remove-tree.ts';
import { makeScratchFolder } from '../scratch/scratch-folder.ts';
import { commandBinds } from './command-binds.ts';
import type { Enclosure } from './enclosure.ts';
import { innerCommand } from './inner-command.ts';
import { insideEnvironment } from './inside-environment.ts';
import { markName } from './marked-group.ts';
import { processTreeGroup } from './process-tree-group.ts';
import type { SandboxHost } from './sandbox-host.ts';
import { seatbeltProfile } from './seatbelt-profile.ts';
import { nodeFiles } from './system-view.ts';

/** Locks commands in with the sandbox of macOS. */
export function encloseInSeatbelt({ temporary }: SandboxHost, node: string): Enclosure {
  return {
    level: 'sandbox-exec',
    promise: 'no network, no home, read-only repository',
    async wrap(command) {
      // Checked as elsewhere, though nothing is mounted here.
      commandBinds(command);
      const folder = await makeScratchFolder(temporary);
      await mkdir(join(folder, 'home'));
      return {
        file: '/usr/bin/sandbox-exec',
        args: [
          '-p',
          seatbeltProfile(command, nodeFiles(node), folder),
          ...innerCommand(command, { isInit: false, isCounted: false }),
        ],
        env: { ...insideEnvironment(command.env, node, folder), [markName]: randomUUID() },
        cwd: command.cwd,
        group: processTreeGroup,
        remove: () => removeTree(folder),
      };
    },
  };
}
