import type { ReviewCase } from './case.ts';
import { isClean } from './case.ts';
import type { ChangedLines } from './diff-cases.ts';

const languages = ['typescript', 'javascript', 'python', 'go'] as const;
const sizes = [
  { name: '5 to 12', upTo: 12 },
  { name: '13 to 30', upTo: 30 },
  { name: '31 to 80', upTo: Infinity },
];

/** Cases by kind and language, how many are clean, and how large the changes are: Markdown. */
export function tableOfCases(cases: readonly ReviewCase[], lines: ReadonlyMap<string, ChangedLines>): string {
  const sizeOf = ({ id }: ReviewCase): number => {
    const changed = lines.get(id);
    return changed === undefined ? 0 : changed.added.length + changed.removed.length;
  };
  const bucketOf = (found: ReviewCase) => sizes.find(({ upTo }) => sizeOf(found) <= upTo)?.name;
  const buggy = cases.filter((found) => !isClean(found));
  const rows = [
    ...[...new Set(buggy.map(({ kind }) => kind))].sort().map((kind) => rowOf(kind, withKind(buggy, kind))),
    rowOf('**buggy**', buggy),
    ...[...new Set(cases.filter(isClean).map(({ kind }) => kind))]
      .sort()
      .map((kind) => rowOf(kind, withKind(cases, kind))),
    rowOf('**clean**', cases.filter(isClean)),
    rowOf('**all**', cases),
    ...sizes.map(({ name }) =>
      rowOf(
        `${name} changed lines`,
        cases.filter((found) => bucketOf(found) === name),
      ),
    ),
  ];
  return ['| |' + languages.join('|') + '|all|', '|---|' + '--:|'.repeat(languages.length + 1), ...rows].join(
    '\n',
  );
}

function withKind(cases: readonly ReviewCase[], kind: ReviewCase['kind']): ReviewCase[] {
  return cases.filter((found) => found.kind === kind);
}

function rowOf(name: string, cases: readonly ReviewCase[]): string {
  const counts = languages.map((language) => cases.filter((found) => found.language === language).length);
  return `|${[name, ...counts, cases.length].join('|')}|`;
}
