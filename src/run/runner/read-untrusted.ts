import { constants } from 'node:fs';
import { open, readdir } from 'node:fs/promises';

/** Most bytes of one file that tests, too, could write. */
const most = 32 * 1024 * 1024;

/** Text of a plain file, never through a link. Empty when there is none, or when it is longer than any of ours. */
export async function readUntrusted(path: string): Promise<string> {
  const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
  const file = await open(path, flags).catch(() => undefined);
  if (file === undefined) return '';
  try {
    const state = await file.stat();
    if (!state.isFile() || state.size > most) return '';
    const { buffer, bytesRead } = await file.read(Buffer.alloc(state.size), 0, state.size, 0);
    return buffer.subarray(0, bytesRead).toString('utf8');
  } finally {
    await file.close();
  }
}

/** JSON of the same; undefined when it is none. */
export async function readUntrustedJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readUntrusted(path)) as unknown;
  } catch {
    return undefined;
  }
}

/** Names in a folder that begin so; at most as many as any run of ours writes. */
export async function namesIn(folder: string, start: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch(() => []);
  return names.filter((name) => name.startsWith(start)).slice(0, 10_000);
}
