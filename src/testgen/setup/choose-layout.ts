import type { TestSetup } from '../framework.ts';
import { chooseMost } from './choose-most.ts';
import { suffixOf } from './list-test-files.ts';
import { baseOf, folderOf } from './repository-view.ts';

type Layout = TestSetup['layout'];

const testFolder = /^(?:tests?|__tests__|specs?)$/;

/** Where test files lie, as seen from their sources. Undefined: there are none to learn from. */
export function chooseLayout(tests: readonly string[], paths: readonly string[]): Layout | undefined {
  const sources = sourcesByName(paths, new Set(tests));
  const layouts = tests.map((test) => layoutOf(test, sources));
  const most = chooseMost(layouts.map(({ kind, folder }) => `${kind} ${folder}`));
  const alike = layouts.filter(({ kind, folder }) => `${kind} ${folder}` === most);
  const suffix = chooseMost(alike.map((layout) => layout.suffix));
  const [layout] = alike;
  return layout === undefined || suffix === undefined ? undefined : { ...layout, suffix };
}

/** Folders of the sources of one name without extension. */
function sourcesByName(paths: readonly string[], tests: ReadonlySet<string>): Map<string, string[]> {
  const byName = new Map<string, string[]>();
  for (const path of paths) {
    if (tests.has(path) || !/\.(?:[cm]?[jt]sx?|py)$/.test(path)) continue;
    const name = baseOf(path).replace(/\.[^.]+$/, '');
    byName.set(name, [...(byName.get(name) ?? []), folderOf(path)]);
  }
  return byName;
}

function layoutOf(test: string, sources: ReadonlyMap<string, readonly string[]>): Layout {
  const suffix = test.endsWith('.py') ? pythonSuffix(test) : suffixOf(test);
  const folder = folderOf(test);
  const name = test.endsWith('.py')
    ? baseOf(test).replace(/^test_|(?:_test)?\.py$/g, '')
    : baseOf(test).slice(0, -suffix.length);
  const own = sources.get(name) ?? [];
  const last = baseOf(folder);
  if (own.includes(folder)) return { kind: 'beside', folder: '', suffix };
  if (testFolder.test(last) && own.includes(folderOf(folder)) && last.startsWith('__'))
    return { kind: 'beside', folder: last, suffix };
  return { kind: 'mirrored', folder: mirrorOf(folder, own), suffix };
}

/** What is left of the test's folder without the end that it shares with the source's: `test/unit/shop`, `src/shop`. */
function mirrorOf(folder: string, sources: readonly string[]): string {
  const parts = folder.split('/');
  const first = parts.findIndex((part) => testFolder.test(part));
  const root = first < 0 ? parts.length : first + 1;
  const shared = sources.map((source) => sharedEnd(parts.slice(root), source.split('/')));
  if (shared.length === 0) return parts.slice(0, root).join('/');
  return parts.slice(0, parts.length - Math.max(...shared)).join('/');
}

function sharedEnd(a: readonly string[], b: readonly string[]): number {
  let count = 0;
  while (count < a.length && count < b.length && a.at(-1 - count) === b.at(-1 - count)) count += 1;
  return count;
}

function pythonSuffix(path: string): string {
  return path.endsWith('_test.py') ? '_test.py' : '.py';
}
