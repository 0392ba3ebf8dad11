import type { PGlite } from '@electric-sql/pglite';
import type { Sql } from '../database.ts';
import { sqlState } from '../unavailable.ts';

export interface Asking extends Sql {
  /** It can only be opened anew: asked again, it might never answer. */
  readonly isBroken: () => boolean;
}

/** Asks the embedded database, as long as it can be asked. */
export function askPostgres(pg: PGlite): Asking {
  const isBroken = stopWhenBroken(pg);
  return {
    isBroken,
    async query<Row>(text: string, values?: readonly unknown[]) {
      if (values !== undefined) return (await pg.query<Row>(text, [...values])).rows;
      try {
        return ((await pg.exec(text)).at(-1)?.rows ?? []) as Row[];
      } catch (error) {
        // Several statements may have begun a transaction of their own.
        if (!isBroken() && text.includes('BEGIN;')) await pg.query('rollback');
        throw error;
      }
    },
  };
}

/**
 * After it could not write its log PostgreSQL ends, but this one has no process that could: asked again, it runs in
 * circles for ever, and PGlite asks it to tidy up after each error. So nothing reaches it any more.
 */
function stopWhenBroken(pg: PGlite): () => boolean {
  let isBroken = false;
  const ask = pg.execProtocolStream.bind(pg);
  pg.execProtocolStream = async (message, options) => {
    if (isBroken) throw new Error('the embedded database could not write to the disk');
    try {
      return await ask(message, options);
    } catch (error) {
      isBroken ||= hasEnded(error);
      throw error;
    }
  };
  return () => isBroken;
}

/** An answer of PostgreSQL leaves it usable, unless it says that it ends. */
function hasEnded(error: unknown): boolean {
  const { severity } = error as { severity?: string };
  return sqlState(error) === undefined || severity === 'PANIC' || severity === 'FATAL';
}
