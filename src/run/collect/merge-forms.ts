import type { BranchMapping, FileCoverageData, FunctionMapping, Range } from 'istanbul-lib-coverage';
import type { RawFile } from './read-raw.ts';

/** Adds up what processes counted in the same text: items have the same numbers there. */
export function mergeSameText(files: Map<string, RawFile>, next: RawFile): void {
  const key = `${next.path}\0${next.hash ?? ''}`;
  const known = files.get(key);
  if (known === undefined || known.all) files.set(key, next);
  else if (!next.all) addHits(known, next, (id) => id);
}

/**
 * Adds what was counted in another form of one source, such as what two compilers made of it. Only what stands at
 * exactly the same place in both is added: nothing is taken for run because something around it was. False when
 * something of `from` found no place.
 */
export function mergeOtherForm(into: FileCoverageData, from: FileCoverageData): boolean {
  const ids = {
    s: indexBy(into.statementMap, keyOf),
    f: indexBy(into.fnMap, functionKey),
    b: indexBy(into.branchMap, branchKey),
  };
  const keys = { s: from.statementMap, f: from.fnMap, b: from.branchMap };
  return addHits(into, from, (id, kind) => {
    if (kind === 's') return ids.s.get(keyOf(keys.s[id]!));
    return kind === 'f' ? ids.f.get(functionKey(keys.f[id]!)) : ids.b.get(branchKey(keys.b[id]!));
  });
}

type Kind = 's' | 'f' | 'b';

/** @param idIn the number of an item in `into`, by its number in `from` */
function addHits(
  into: FileCoverageData,
  from: FileCoverageData,
  idIn: (id: string, kind: Kind) => string | undefined,
): boolean {
  let isWhole = true;
  for (const kind of ['s', 'f'] as const)
    for (const [id, hits] of Object.entries(from[kind])) {
      const own = idIn(id, kind);
      if (own !== undefined && own in into[kind]) into[kind][own]! += hits;
      else isWhole = false;
    }
  for (const [id, hits] of Object.entries(from.b)) {
    const own = into.b[idIn(id, 'b') ?? ''];
    if (own) own.forEach((count, arm) => (own[arm] = count + (hits[arm] ?? 0)));
    else isWhole = false;
  }
  return isWhole;
}

function indexBy<T>(map: Record<string, T>, key: (item: T) => string): Map<string, string> {
  return new Map(Object.entries(map).map(([id, item]) => [key(item), id]));
}

function keyOf({ start, end }: Range): string {
  return [start.line, start.column, end.line, end.column].join(':');
}

function functionKey({ decl, loc }: FunctionMapping): string {
  return `${keyOf(decl)} ${keyOf(loc)}`;
}

function branchKey({ type, loc, locations }: BranchMapping): string {
  return [type, ...[loc, ...locations].map(keyOf)].join(' ');
}
