import { randomUUID } from 'node:crypto';
import { link, readFile, rm, writeFile } from 'node:fs/promises';

/** A file that says who is at work. Only one holder has it at a time. */
export interface HeldLock {
  /** Whether the file still says so: who was silent for too long may have lost it. */
  isHeld(): Promise<boolean>;
  release(): Promise<void>;
}

/** What the file says of its holder, beside its token: a number of a process, a host, a time. */
export type Holder = Readonly<Record<string, unknown>> & { readonly token: string };

/** Whether a lock has nobody behind it any more; `holder` is undefined for a file that is no lock. */
export type IsLeftOver = (file: string, holder: Holder | undefined) => boolean | Promise<boolean>;

/** Locks of this process: one with its number that is none of these was left by another one. */
const ours = new Set<string>();

export const isOurs = (token: string): boolean => ours.has(token);

/**
 * Takes a lock, unless somebody has it. One that is left over is removed first, by one process alone: whoever else has
 * seen that it is left over must not remove the one that then takes its place. So the right to remove it is itself a lock,
 * of which there is one for each token.
 *
 * Its folder must be there. Returns undefined while somebody else has it, or is about to. Throws what the file system throws.
 */
export async function takeLockFile(
  file: string,
  who: object,
  isLeftOver: IsLeftOver,
): Promise<HeldLock | undefined> {
  const own = { ...who, token: randomUUID() };
  if (await place(file, own)) return held(file, own.token);
  const other = await readHolder(file);
  if (other !== undefined) {
    if (!(await isLeftOver(file, other === 'none' ? undefined : other))) return undefined;
    const right = await takeLockFile(`${file}.${tokenOf(other)}`, who, isLeftOver);
    if (right === undefined) return undefined;
    try {
      if (tokenOf(await readHolder(file)) === tokenOf(other)) await rm(file, { force: true });
    } finally {
      await right.release();
    }
  }
  return (await place(file, own)) ? held(file, own.token) : undefined;
}

function held(file: string, token: string): HeldLock {
  const isHeld = async (): Promise<boolean> => tokenOf(await readHolder(file)) === token;
  return {
    isHeld,
    async release() {
      ours.delete(token);
      if (await isHeld()) await rm(file, { force: true });
    },
  };
}

/** False when there is such a file. A link cannot replace a file, and a reader never sees half of one. */
async function place(file: string, holder: Holder): Promise<boolean> {
  const whole = `${file}.${holder.token}`;
  await writeFile(whole, JSON.stringify(holder), { mode: 0o600 });
  ours.add(holder.token);
  try {
    await link(whole, file);
    return true;
  } catch (error) {
    ours.delete(holder.token);
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(whole, { force: true });
  }
}

/** 'none': what stands there is no lock; undefined: nothing does. */
async function readHolder(file: string): Promise<Holder | 'none' | undefined> {
  try {
    const value = JSON.parse(await readFile(file, 'utf8')) as Partial<Holder> | null;
    const isLock = typeof value?.token === 'string' && /^[\w-]{1,64}$/.test(value.token);
    return isLock ? (value as Holder) : 'none';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? undefined : 'none';
  }
}

function tokenOf(holder: Holder | 'none' | undefined): string | undefined {
  return typeof holder === 'object' ? holder.token : holder;
}
