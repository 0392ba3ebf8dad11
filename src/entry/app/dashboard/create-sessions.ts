import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import type { EndedSessions } from '../../../store/ended-sessions.ts';

/** Somebody who has signed in. */
export interface Session {
  readonly id: string;
  /** Goes with every form of this session, and no other page can know it. */
  readonly csrf: string;
  /** When it ends by itself, in milliseconds since 1970. */
  readonly until: number;
}

export interface Sessions {
  /** Value of the cookie for somebody who has just shown the token. */
  begin(): string;
  /** Undefined for a value that is not ours, is too old, or was ended. Nothing but what is ours is looked up. */
  read(cookie: string | undefined): Promise<Session | undefined>;
  /** Signs out, with whoever else holds the same cookie. */
  end(session: Session): Promise<void>;
}

/** A working day and some more. */
export const sessionSeconds = 12 * 60 * 60;

/**
 * Sessions that are kept by browsers alone, signed with a key that comes from the token of the operator: every process that
 * has the token knows them, and they all end when it is changed.
 *
 * @param now milliseconds since 1970
 */
export function createSessions(operatorToken: string, ended: EndedSessions, now: () => number): Sessions {
  const key = Buffer.from(hkdfSync('sha256', operatorToken, '', 'galley dashboard session', 32));
  const sign = (text: string): string => createHmac('sha256', key).update(text).digest('base64url');
  return {
    begin() {
      const text = `${randomBytes(16).toString('base64url')}.${String(now() + sessionSeconds * 1000)}`;
      return `${text}.${sign(text)}`;
    },
    async read(cookie) {
      const [, id, until, signature] = /^([\w-]{22})\.(\d{1,15})\.([\w-]{43})$/.exec(cookie ?? '') ?? [];
      if (id === undefined || until === undefined || signature === undefined) return undefined;
      if (!isSame(signature, sign(`${id}.${until}`))) return undefined;
      if (now() >= Number(until) || (await ended.isEnded(id))) return undefined;
      return { id, csrf: sign(`csrf ${id}`), until: Number(until) };
    },
    end: ({ id, until }) => ended.end(id, until),
  };
}

/** Takes the same time wherever they differ. */
export function isSame(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)];
  return a.length === b.length && timingSafeEqual(a, b);
}
