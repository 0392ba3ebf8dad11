import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';

/** Somebody who has signed in. */
export interface Session {
  readonly id: string;
  /** Goes with every form of this session, and no other page can know it. */
  readonly csrf: string;
}

export interface Sessions {
  /** Value of the cookie for somebody who has just shown the token. */
  begin(): string;
  /** Undefined for a value that is not ours, is too old, or was ended. */
  read(cookie: string | undefined): Session | undefined;
  /** Signs out, at this process also whoever else holds the same cookie. */
  end(session: Session): void;
}

/** A working day and some more. */
export const sessionSeconds = 12 * 60 * 60;
/** Of ended sessions the oldest are forgotten: they are too old soon anyway. */
const mostEnded = 10_000;

/**
 * Sessions that are kept by browsers alone, signed with a key that comes from the token of the operator: every process that
 * has the token knows them, and they all end when it is changed.
 *
 * @param now milliseconds since 1970
 */
export function createSessions(operatorToken: string, now: () => number): Sessions {
  const key = Buffer.from(hkdfSync('sha256', operatorToken, '', 'galley dashboard session', 32));
  const ended = new Set<string>();
  const sign = (text: string): string => createHmac('sha256', key).update(text).digest('base64url');
  return {
    begin() {
      const text = `${randomBytes(16).toString('base64url')}.${String(now() + sessionSeconds * 1000)}`;
      return `${text}.${sign(text)}`;
    },
    read(cookie) {
      const [, id, until, signature] = /^([\w-]{22})\.(\d{1,15})\.([\w-]{43})$/.exec(cookie ?? '') ?? [];
      if (id === undefined || until === undefined || signature === undefined) return undefined;
      if (!isSame(signature, sign(`${id}.${until}`))) return undefined;
      if (ended.has(id) || now() >= Number(until)) return undefined;
      return { id, csrf: sign(`csrf ${id}`) };
    },
    end({ id }) {
      ended.add(id);
      const [oldest] = ended;
      if (ended.size > mostEnded && oldest !== undefined) ended.delete(oldest);
    },
  };
}

/** Takes the same time wherever they differ. */
export function isSame(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)];
  return a.length === b.length && timingSafeEqual(a, b);
}
