import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Commits in a row need not each wait for a server that is off. */
const restMs = 60_000;

/** Remembers for a minute that a server did not answer. A failing disk is no reason to say anything. */
export interface ServerRest {
  /** Why it is not asked now; empty: it is. */
  why(): Promise<string>;
  begin(): Promise<void>;
}

/**
 * @param folder git's folder that all working trees share
 * @param server names the server and model: another one is asked
 */
export function createServerRest(folder: string, server: string, now: () => number): ServerRest {
  const file = join(folder, 'galley', 'server-rest');
  return {
    async why() {
      try {
        const [{ mtimeMs }, text] = await Promise.all([stat(file), readFile(file, 'utf8')]);
        const isResting = text === server && Math.abs(now() - mtimeMs) < restMs;
        return isResting ? 'the model server did not answer a moment ago' : '';
      } catch {
        return '';
      }
    },
    async begin() {
      try {
        await mkdir(dirname(file), { recursive: true });
        await writeFile(file, server);
      } catch {
        // The next commit waits for the server once more.
      }
    },
  };
}
