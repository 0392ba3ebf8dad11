import type { Anchor, Finding } from './finding.ts';

/**
 * Drops findings that say again what a better one says: same fingerprint, or lines in common with the same category
 * or two identifiers in common.
 *
 * @param ranked best first: the first of a group stays
 * @returns those that stay, in the same order; the others are counted as duplicates by the caller
 */
export function mergeDuplicates(ranked: readonly Finding[]): Finding[] {
  const kept: Finding[] = [];
  for (const finding of ranked) {
    if (!kept.some((other) => saysTheSame(other, finding))) kept.push(finding);
  }
  return kept;
}

function saysTheSame(a: Finding, b: Finding): boolean {
  if (a.fingerprint === b.fingerprint) return true;
  if (!overlap(a.anchor, b.anchor)) return false;
  return a.category === b.category || sharedIdentifiers(a.message, b.message) >= 2;
}

function overlap(a: Anchor, b: Anchor): boolean {
  if (a.path !== b.path || a.side === 'file' || b.side === 'file' || a.side !== b.side) return false;
  return a.startLine <= b.endLine && b.startLine <= a.endLine;
}

/** Identifiers as code writes them: `userId`, `get_user`, `user.name`, `save()`. Plain words do not count. */
const identifier = /`[^`]+`|\b\w*[a-z][A-Z]\w*\b|\b\w+_\w+\b|\b\w+\.\w+\b|\b\w+(?=\()/g;

function sharedIdentifiers(a: string, b: string): number {
  const own = new Set(a.match(identifier));
  return new Set(b.match(identifier)?.filter((name) => own.has(name))).size;
}
