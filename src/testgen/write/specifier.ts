import type { TestSetup } from '../framework.ts';

/** How relative imports of a repository end: not at all, as the file is called, or as it is called when it is compiled. */
export type SpecifierEnding = 'none' | 'source' | 'js';

const compiled: Readonly<Record<string, string>> = { ts: 'js', tsx: 'js', mts: 'mjs', cts: 'cjs', jsx: 'js' };

/** How imports end, by those in the texts of tests or sources, best first; undefined when none tells. */
export function learnEnding(texts: readonly string[]): SpecifierEnding | undefined {
  for (const text of texts) {
    const specifiers = [
      ...text.slice(0, 100_000).matchAll(/(?:from|require\(|import\()\s*['"](\.{1,2}\/[^'"\n]+)['"]/g),
    ];
    const endings = specifiers
      .map(([, specifier = '']) => endingOf(specifier))
      .filter((one) => one !== undefined);
    if (endings[0] !== undefined) return endings[0];
  }
  return undefined;
}

function endingOf(specifier: string): SpecifierEnding | undefined {
  const extension = /\.([a-z]+)$/.exec(specifier)?.[1] ?? '';
  if (['ts', 'tsx', 'mts', 'cts'].includes(extension)) return 'source';
  if (['js', 'mjs', 'cjs', 'jsx'].includes(extension)) return 'js';
  return extension === '' || !/^(?:json|css|svg|vue|node|wasm)$/.test(extension) ? 'none' : undefined;
}

/** Where nothing tells: what works with the framework. */
export function usualEnding({ modules, language, framework }: TestSetup): SpecifierEnding {
  if (language === 'typescript')
    return framework === 'node:test' ? 'source' : framework === 'mocha' ? 'js' : 'none';
  return modules === 'cjs' ? 'none' : 'source';
}

/** How a test file names a source file. Paths from the root of the repository. */
export function relativeSpecifier(testPath: string, sourcePath: string, ending: SpecifierEnding): string {
  const from = testPath.split('/').slice(0, -1);
  const to = sourcePath.split('/');
  let same = 0;
  while (same < from.length && same < to.length - 1 && from[same] === to[same]) same++;
  const up = from.slice(same).map(() => '..');
  const path = [...(up.length === 0 ? ['.'] : up), ...to.slice(same)].join('/');
  const extension = /\.([^./]+)$/.exec(path)?.[1] ?? '';
  if (ending === 'source') return path;
  const bare = extension === '' ? path : path.slice(0, -extension.length - 1);
  // Without their endings `.mjs` and `.cjs` are not found.
  const isStrict = /^[mc][jt]s$/.test(extension);
  if (ending === 'none' && !isStrict) return bare.replace(/\/index$/, '') || '.';
  return `${bare}.${compiled[extension] ?? extension}`;
}

/** Path that a relative specifier of a file stands for, from the root, as it is written; undefined for one that leaves it. */
export function resolveSpecifier(file: string, specifier: string): string | undefined {
  const parts = file.split('/').slice(0, -1);
  for (const part of specifier.split('/')) {
    if (part === '..') {
      if (parts.pop() === undefined) return undefined;
    } else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}

/** Equal for all ways to name one file. */
export function withoutEnding(path: string): string {
  return path.replace(/\.(?:[mc]?[jt]s|[jt]sx)$/, '').replace(/(?:^|\/)index$/, '');
}

/**
 * How Python's tests name a source file: `app.shop.cart`, without the folder that stands on the path.
 *
 * @param known modules that other tests import
 */
export function pythonModule(path: string, known: readonly string[]): string {
  const parts = path
    .replace(/\.pyi?$/, '')
    .replace(/(?:^|\/)__init__$/, '')
    .split('/');
  for (let skip = 0; skip < parts.length; skip++) {
    if (known.some((module) => module.split('.', 1)[0] === parts[skip])) return parts.slice(skip).join('.');
  }
  const isRootFolder = parts.length > 1 && ['src', 'lib'].includes(parts[0] ?? '');
  return parts.slice(isRootFolder ? 1 : 0).join('.');
}

/** `shop/read-cart.ts` gives `readCart`. */
export function nameOfFile(path: string): string {
  const parts = withoutEnding(path).split('/');
  const base = (parts.at(-1) ?? '').replace(/\.[^.]+$/, '');
  return base.replace(/[^A-Za-z0-9_$]+(.)?/g, (_, next: string | undefined) => (next ?? '').toUpperCase());
}
