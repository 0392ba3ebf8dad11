import { randomUUID } from 'node:crypto';
import { link, lstat, open, rename, rm } from 'node:fs/promises';
import { GalleyError } from '../../../errors.ts';

/** A file that will hold secrets: it can be written, though nothing has its name yet. */
export interface SecretFile {
  /** Where it will be. */
  readonly path: string;
  /** Puts the text there. Throws GalleyError `cannot-write`, which names where the text lies instead. */
  keep(text: string): Promise<void>;
  /** Without it nothing stays. */
  drop(): Promise<void>;
}

/**
 * Opens a draft beside the file, which its owner alone can read: GitHub shows the credentials of an app once, so that
 * whether they can be kept is tried before they come.
 *
 * @throws GalleyError `cannot-write`: the file is there already, or its folder takes none
 */
export async function openSecretFile(path: string, isForced: boolean): Promise<SecretFile> {
  if (!isForced && (await lstat(path).catch(() => undefined)) !== undefined) throw isThere(path);
  const draft = `${path}.${randomUUID().slice(0, 8)}`;
  const handle = await open(draft, 'wx', 0o600).catch((error: unknown) => {
    throw new GalleyError('cannot-write', {
      what: `${path} can't be written`,
      why: `${(error as Error).message}.`,
      todo: '--output FILE names another place',
      cause: error,
    });
  });
  let isKept = false;
  return {
    path,
    async keep(text) {
      isKept = true;
      await handle.writeFile(text);
      await handle.sync();
      await handle.close();
      // A link never replaces what somebody else put there meanwhile.
      await (isForced ? rename(draft, path) : link(draft, path)).catch((error: unknown) => {
        throw new GalleyError('cannot-write', {
          what: `The credentials of the app lie in ${draft}`,
          why: `They can't be called ${path}: ${(error as Error).message}.`,
          todo: `mv -i ${draft} ${path}`,
          cause: error,
        });
      });
      if (!isForced) await rm(draft, { force: true });
    },
    async drop() {
      if (isKept) return;
      await handle.close();
      await rm(draft, { force: true });
    },
  };
}

function isThere(path: string): GalleyError {
  return new GalleyError('cannot-write', {
    what: `${path} is there already`,
    why: 'It may hold the credentials of another app, which nobody can show again.',
    todo: '--output FILE names another place, --force writes over it',
  });
}
