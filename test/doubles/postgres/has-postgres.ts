import { readFileSync } from 'node:fs';
import { hasProgram } from '../../e2e/has-program.ts';

/** False where it is not installed, and where root is the only user: PostgreSQL refuses to be run by root. */
export async function hasPostgres(): Promise<boolean> {
  return !isRootAlone() && (await hasProgram('initdb')) && (await hasProgram('postgres'));
}

/** As in a namespace of users that somebody without rights has made. */
function isRootAlone(): boolean {
  if (process.platform !== 'linux' || process.geteuid?.() !== 0) return false;
  return /^\s*\d+\s+\d+\s+1\s*$/.test(readFileSync('/proc/self/uid_map', 'utf8'));
}
