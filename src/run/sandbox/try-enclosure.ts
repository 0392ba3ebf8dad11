import { describeFailure, isGalleyError } from '../../errors.ts';
import { printable } from '../../safety/printable.ts';
import type { Enclosure } from './enclosure.ts';
import { runEnclosed } from './run-enclosed.ts';

const mebibyte = 1024 * 1024;

const limits = {
  ms: 10_000,
  outputBytes: 10_000,
  memoryBytes: 500 * mebibyte,
  processes: 20,
  diskBytes: 10 * mebibyte,
};

/** Runs something small in it. Empty when that went well, else why not, in the system's words. */
export async function tryEnclosure(enclosure: Enclosure): Promise<string> {
  const argv = ['/bin/sh', '-c', 'test -r /proc/self/stat && : > "$TMPDIR/probe" && test ! -w /usr'];
  const none = { readable: [], writable: [], env: {}, signal: new AbortController().signal };
  try {
    const { exitCode, stopped, stderr } = await runEnclosed(enclosure, { argv, cwd: '/', limits, ...none });
    if (exitCode === 0) return '';
    return printable(`exit status ${exitCode} ${stopped} ${stderr}`.trim(), 300);
  } catch (error) {
    if (!isGalleyError(error)) throw error;
    return describeFailure(error);
  }
}
