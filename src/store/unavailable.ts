import { GalleyError, isGalleyError } from '../errors.ts';

/**
 * Classes of SQLSTATE that say that a statement is wrong, and not that the database cannot be had: bad data, a broken
 * rule of a table, wrong syntax.
 */
const ownFaults = new Set(['22', '23', '42', '0A', '2F', 'P0']);

/** Two transactions wait for each other: one of them may simply come again. */
export function isCollision(error: unknown): boolean {
  return ['40001', '40P01'].includes(sqlState(error) ?? '');
}

/** Where the statement was wrong, as far as the database says so. */
export function isOwnFault(error: unknown): boolean {
  const state = sqlState(error);
  return state !== undefined && ownFaults.has(state.slice(0, 2));
}

/** What a call to the store throws. */
export function storeError(error: unknown): unknown {
  if (isGalleyError(error) || isOwnFault(error)) return error;
  const why = error instanceof Error ? error.message.slice(0, 300) : String(error).slice(0, 300);
  return new GalleyError('store-unavailable', {
    what: 'The database cannot be asked or written',
    why,
    todo: 'see that the disk has room and that the data folder or DATABASE_URL is right',
    cause: error,
    isRetryable: true,
  });
}

/** Five letters and digits; undefined: not an answer of PostgreSQL. */
export function sqlState(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | null)?.code;
  const isState = typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) && /\d|^P0/.test(code);
  return isState ? code : undefined;
}
