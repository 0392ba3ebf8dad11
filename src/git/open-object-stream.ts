import { GalleyError } from '../errors.ts';
import { cannotStart, startGit, type GitOptions, type GitProcess } from './run-git.ts';

/** Blobs by id, from one long-lived process. */
export interface ObjectStream {
  /** Undefined for an object that is missing, no blob, or larger than `maxBytes`. Throws `git-failed`. */
  read(id: string, maxBytes: number): Promise<Buffer | undefined>;
  /** The first bytes of a blob of any size. Undefined for an object that is missing or no blob. Throws `git-failed`. */
  readStart(id: string, bytes: number): Promise<BlobStart | undefined>;
  close(): Promise<void>;
}

export interface BlobStart {
  readonly bytes: Buffer;
  /** Bytes of the whole blob. */
  readonly size: number;
}

/** How much of a reply is wanted: its first bytes, or nothing of one that has more. */
export interface Wanted {
  readonly maxBytes: number;
  readonly part: 'whole' | 'start';
}

interface Request extends Wanted {
  readonly resolve: (blob: BlobStart | undefined) => void;
  readonly reject: (error: Error) => void;
}

/**
 * `git cat-file --batch`, started at the first question; questions are sent at once and answered in order. Blobs
 * above the limit flow through without being kept.
 */
export function openObjectStream(git: GitOptions): ObjectStream {
  let child: GitProcess | undefined;
  let failure: Error | undefined;
  const waiting: Request[] = [];
  const fail = (error: Error) => {
    failure ??= error;
    for (const request of waiting.splice(0)) request.reject(error);
  };
  const start = (): GitProcess => {
    const started = startGit(['cat-file', '--batch'], git);
    const parse = createReplyParser(
      () => waiting[0] ?? { maxBytes: 0, part: 'whole' },
      (blob) => waiting.shift()?.resolve(blob),
    );
    started.stdout.on('data', parse);
    started.stderr.resume();
    started.stdin.on('error', () => {});
    started.on('error', (error) => fail(cannotStart(error, git.cwd)));
    started.on('close', (code) => fail(ended(code)));
    return started;
  };
  const closed = () => new GalleyError('interrupted', { what: 'Stopped while reading from git' });
  const stop = () => {
    fail(closed());
    child?.kill('SIGKILL');
  };
  git.signal?.addEventListener('abort', stop, { once: true });
  const ask = async (id: string, wanted: Wanted): Promise<BlobStart | undefined> => {
    // Anything else could be two questions, or a name that git looks up.
    if (!/^[0-9a-f]{4,64}$/.test(id)) return undefined;
    if (failure) throw failure;
    child ??= start();
    const answer = new Promise<BlobStart | undefined>((resolve, reject) => {
      waiting.push({ ...wanted, resolve, reject });
    });
    // What is asked in one turn goes out as one write: each one wakes git.
    const { stdin } = child;
    if (stdin.writableCorked === 0) {
      stdin.cork();
      process.nextTick(() => stdin.uncork());
    }
    stdin.write(`${id}\n`);
    return answer;
  };
  return {
    read: async (id, maxBytes) => (await ask(id, { maxBytes, part: 'whole' }))?.bytes,
    readStart: (id, bytes) => ask(id, { maxBytes: bytes, part: 'start' }),
    async close() {
      git.signal?.removeEventListener('abort', stop);
      const running = child;
      const isOver = running === undefined || running.exitCode !== null || running.signalCode !== null;
      stop();
      if (!isOver) await new Promise((resolve) => running.once('close', resolve));
    },
  };
}

/**
 * Cuts the replies `<id> <type> <size>LF<bytes>LF` and `<id> missing|ambiguousLF` out of chunks of any length.
 * `wanted` is asked once a reply, `answer` called once a reply.
 */
export function createReplyParser(
  wanted: () => Wanted,
  answer: (blob: BlobStart | undefined) => void,
): (chunk: Buffer) => void {
  let header = '';
  let inBody = false;
  let size = 0;
  let left = 0;
  let room = 0;
  let kept: Buffer[] | undefined;
  const finish = () => {
    answer(kept && { bytes: Buffer.concat(kept), size });
    inBody = false;
    header = '';
    kept = undefined;
  };
  return (chunk) => {
    let at = 0;
    while (at < chunk.length) {
      if (inBody) {
        const part = chunk.subarray(at, at + left);
        if (kept && room > 0) kept.push(part.subarray(0, room));
        room -= part.length;
        left -= part.length;
        at += part.length;
        // The line feed behind the bytes.
        if (left === 0 && at < chunk.length) {
          at += 1;
          finish();
        }
        continue;
      }
      const end = chunk.indexOf(0x0a, at);
      header += chunk.toString('latin1', at, end < 0 ? undefined : end);
      if (end < 0) return;
      at = end + 1;
      const found = /^[0-9a-f]+ (\w+) (\d+)$/.exec(header);
      if (!found) {
        finish();
        continue;
      }
      size = left = Number(found[2]);
      inBody = true;
      const { maxBytes, part } = wanted();
      room = maxBytes;
      kept = found[1] === 'blob' && (part === 'start' || size <= maxBytes) ? [] : undefined;
    }
  };
}

function ended(code: number | null): GalleyError {
  return new GalleyError('git-failed', {
    what: 'git stopped while files were being read',
    why: `git cat-file ended with ${code === null ? 'a signal' : `exit status ${code}`}`,
    isRetryable: true,
  });
}
