import type { DocProse } from './prose.ts';

/** One thing that a doc states. */
export interface Statement {
  readonly part: StatementPart;
  /** The parameter or the type that is thrown; empty for the others. */
  readonly name: string;
  readonly text: string;
}

export const statementParts = ['summary', 'params', 'returns', 'throws'] as const;
export type StatementPart = (typeof statementParts)[number];

/** What a doc states, in the order in which it is read. */
export function statementsOf({ summary, params, returns, throws }: DocProse): readonly Statement[] {
  const all: readonly Statement[] = [
    { part: 'summary', name: '', text: summary },
    ...Object.entries(params).map(([name, text]) => ({ part: 'params' as const, name, text })),
    { part: 'returns', name: '', text: returns },
    ...throws.map(({ type, text }) => ({ part: 'throws' as const, name: type, text })),
  ];
  return all.filter(({ text }) => text !== '');
}

/** The prose without some of its statements; undefined without its summary, since the rest hangs on it. */
export function withoutStatements(prose: DocProse, doubted: readonly Statement[]): DocProse | undefined {
  const isDoubted = (part: StatementPart, name = ''): boolean =>
    doubted.some((one) => one.part === part && one.name === name);
  if (isDoubted('summary')) return undefined;
  return {
    summary: prose.summary,
    params: Object.fromEntries(Object.entries(prose.params).filter(([name]) => !isDoubted('params', name))),
    returns: isDoubted('returns') ? '' : prose.returns,
    throws: prose.throws.filter(({ type }) => !isDoubted('throws', type)),
  };
}
