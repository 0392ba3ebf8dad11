import type { Operations } from './operations.ts';

/** Sessions of the dashboard that somebody has ended, known to every process of the store and after each restart. */
export interface EndedSessions {
  /**
   * Keeps that a session is over, as long as it could be used.
   *
   * @param id of the session: worth nothing without its signature
   * @param until when it ends by itself, in milliseconds since 1970
   */
  end(id: string, until: number): Promise<void>;
  isEnded(id: string): Promise<boolean>;
}

/** Of `galley.ended_sessions`, after the session's own end: clocks of hosts differ. In milliseconds. */
const keptMs = 86_400_000;

/** Every call throws GalleyError `store-unavailable` where the database cannot be asked or cannot be written. */
export function createEndedSessions({ database }: Pick<Operations, 'database'>): EndedSessions {
  return {
    async end(id, until) {
      await database.query(
        'insert into galley.ended_sessions (id, kept_until) values ($1, $2::bigint) on conflict do nothing',
        [id, Math.round(until) + keptMs],
      );
    },
    async isEnded(id) {
      return (await database.query('select 1 from galley.ended_sessions where id = $1', [id])).length > 0;
    },
  };
}
