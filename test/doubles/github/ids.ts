/** Prefixes of node ids, one for each kind of record. */
export type NodeKind =
  | 'U'
  | 'BOT'
  | 'R'
  | 'PR'
  | 'PRR'
  | 'PRRC'
  | 'PRRT'
  | 'IC'
  | 'REA'
  | 'CR'
  | 'CS'
  | 'A'
  | 'IN'
  | 'C'
  | 'B'
  | 'REF'
  | 'SC'
  | 'LA';

/** The id that GraphQL knows a record by. */
export function nodeId(kind: NodeKind, key: number | string): string {
  return `${kind}_kwDO${Buffer.from(String(key)).toString('base64url')}`;
}

/** A stable number for what has none of its own, such as a login: 1 to 2^31. */
export function hashId(text: string): number {
  let hash = 7;
  for (const char of text) hash = (hash * 31 + (char.codePointAt(0) ?? 0)) % 2_147_483_647;
  return hash + 1;
}
