import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Commits in a row need not each wait for a server that is off. */
const restMs = 60_000;

/** Remembers that a server did not answer. A failing disk is no reason to say anything. */
export interface ServerRest {
  /** Why it is not asked now; empty: it is. So for a minute. */
  why(): Promise<string>;
  /** It did not answer, and has not since: whoever commits without a model was told so once. */
  isKnown(): Promise<boolean>;
  begin(): Promise<void>;
  /** It answered. */
  end(): Promise<void>;
}

/**
 * @param folder git's folder that all working trees share
 * @param server names the server and model: another one is asked
 */
export function createServerRest(folder: string, server: string, now: () => number): ServerRest {
  const file = join(folder, 'galley', 'server-rest');
  /** Milliseconds since it did not answer; undefined: it did, or was never asked. */
  const age = async (): Promise<number | undefined> => {
    try {
      const [{ mtimeMs }, text] = await Promise.all([stat(file), readFile(file, 'utf8')]);
      return text === server ? Math.abs(now() - mtimeMs) : undefined;
    } catch {
      return undefined;
    }
  };
  return {
    why: async () =>
      ((await age()) ?? Infinity) < restMs ? 'the model server did not answer a moment ago' : '',
    isKnown: async () => (await age()) !== undefined,
    async begin() {
      try {
        await mkdir(dirname(file), { recursive: true });
        await writeFile(file, server);
      } catch {
        // The next commit waits for the server once more.
      }
    },
    async end() {
      await rm(file, { force: true }).catch(() => {});
    },
  };
}
