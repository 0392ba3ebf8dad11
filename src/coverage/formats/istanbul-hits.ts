import type {
  ArmHits,
  BranchHits,
  BranchKind,
  FileHits,
  FunctionHits,
  Place,
  StatementHits,
} from '../report.ts';
import type { IstanbulFile, IstanbulRange } from './istanbul-file.ts';

const kinds: Readonly<Record<string, BranchKind>> = {
  if: 'if',
  'cond-expr': 'cond-expr',
  'binary-expr': 'binary-expr',
  switch: 'switch',
  'default-arg': 'default-arg',
};

/** The type under which converters of V8's ranges (c8) write each block: an arm of unknown meaning. */
const blockType = 'branch';

/**
 * What istanbul counted for one file, its own words made ours. Columns stay 0-based, ends exclusive.
 *
 * The first arm of an `if` stands, as istanbul writes it, for the whole statement, unless a comment told istanbul to
 * ignore it; then arms are fewer. Which arm is which must be told by its place. What has no count, or no place to count
 * for, is left out: it is not known.
 */
export function istanbulHits(file: IstanbulFile): FileHits {
  return {
    path: file.path,
    unit: 'statement',
    statements: Object.entries(file.statementMap).flatMap(([id, range]): StatementHits[] => {
      const [place, hits] = [placeOf(range), file.s[id]];
      return place === undefined || hits === undefined ? [] : [{ place, hits }];
    }),
    functions: functionsOf(file),
    branches: Object.entries(file.branchMap).flatMap(([id, branch]) => branchOf(branch, file.b[id] ?? [])),
    certainty: isOfV8(file) ? 'low' : 'high',
    ...(file.hash === undefined ? {} : { version: file.hash }),
  };
}

function isOfV8({ branchMap, meta }: IstanbulFile): boolean {
  return meta?.seen !== undefined || Object.values(branchMap).some(({ type }) => type === blockType);
}

function functionsOf({ fnMap, f }: IstanbulFile): FunctionHits[] {
  return Object.entries(fnMap).flatMap(([id, { name = '', decl, loc }]): FunctionHits[] => {
    const declaration = placeOf(decl) ?? placeOf(loc);
    const hits = f[id];
    if (declaration === undefined || hits === undefined) return [];
    const isAnonymous = /^\(anonymous_\d+\)$/.test(name);
    return [{ name: isAnonymous ? '' : name, declaration, body: placeOf(loc) ?? declaration, hits }];
  });
}

function branchOf(branch: IstanbulFile['branchMap'][string], counts: readonly number[]): BranchHits[] {
  const arms = branch.locations.flatMap((location, index): ArmHits[] => {
    const hits = counts[index];
    return hits === undefined ? [] : [{ place: placeOf(location), hits }];
  });
  const place = placeOf(branch.loc) ?? arms.find((arm) => arm.place !== undefined)?.place;
  if (place === undefined || arms.length === 0) return [];
  return [{ kind: kinds[branch.type] ?? 'block', place, arms }];
}

function placeOf(range: IstanbulRange | null | undefined): Place | undefined {
  const startLine = range?.start.line ?? 0;
  if (startLine < 1) return undefined;
  const endLine = range?.end.line ?? undefined;
  return {
    startLine,
    startColumn: columnOf(range?.start.column),
    endLine: Math.max(startLine, endLine ?? startLine),
    endColumn: endLine === undefined ? undefined : columnOf(range?.end.column),
  };
}

/** Remapped ends may be null, for "to the end of the line". */
function columnOf(column: number | null | undefined): number | undefined {
  return typeof column === 'number' && column >= 0 && Number.isFinite(column) ? column : undefined;
}
