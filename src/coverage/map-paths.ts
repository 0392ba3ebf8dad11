import { cleanPath, decodePercents, type CleanPath } from './clean-path.ts';

export interface PathContext {
  /** The repository's folder, absolute, as this host writes it. */
  readonly root: string;
  /** Folders that relative paths of the report may start from: absolute, or from the root. The nearest first. */
  readonly bases: readonly string[];
  /** What the first parts of a path stand for: a module of Go and its folder from the root. */
  readonly prefixes?: readonly { readonly prefix: string; readonly folder: string }[];
  /** The files whose hits are wanted, from the root. */
  readonly wanted: readonly string[];
  /** All files of the head tree, which tells whether a path could mean another one. Undefined: only `wanted` is known. */
  readonly tree?: readonly string[];
}

export interface MappedPaths {
  /** Path in the repository, by the path as written. Only wanted files. */
  readonly found: ReadonlyMap<string, string>;
  /** Paths as written of which each may be this wanted file, and nothing tells which. */
  readonly ambiguous: ReadonlyMap<string, readonly string[]>;
  /** Paths that no file of a repository can have. */
  readonly refused: readonly string[];
}

/**
 * Finds which files of the repository a report speaks about, however it writes their paths: where they lie on this host,
 * else by the longest end that path and file share. An end that fits two files fits none, and no two paths of one report
 * are the same file.
 */
export function mapPaths(written: readonly string[], context: PathContext): MappedPaths {
  const locate = createLocator(context);
  const byFile = new Map<string, string[]>();
  const ambiguous = new Map<string, string[]>();
  const refused: string[] = [];
  for (const path of new Set(written)) {
    const clean = cleanPath(path);
    if (clean === undefined) {
      refused.push(path);
      continue;
    }
    const files = locate(clean);
    const target = files.length === 1 ? byFile : ambiguous;
    for (const file of files) target.set(file, [...(target.get(file) ?? []), path]);
  }
  const found = new Map<string, string>();
  for (const [file, [path, ...others]] of byFile) {
    if (path !== undefined && others.length === 0) found.set(path, file);
    else ambiguous.set(file, [...(ambiguous.get(file) ?? []), ...(byFile.get(file) ?? [])]);
  }
  // Where one path is the file for certain, others that only might be are not.
  for (const file of found.values()) ambiguous.delete(file);
  return { found, ambiguous: keepWanted(ambiguous, context.wanted), refused };
}

function keepWanted(map: ReadonlyMap<string, string[]>, wanted: readonly string[]): Map<string, string[]> {
  const set = new Set(wanted);
  return new Map([...map].filter(([file]) => set.has(file)));
}

/** Gives the wanted files that a path may mean: none, the one, or several. */
function createLocator(context: PathContext): (path: CleanPath) => string[] {
  const wanted = new Set(context.wanted);
  const tree = new Set(context.tree ?? context.wanted);
  const root = cleanPath(context.root)?.parts ?? [];
  const byEnd = new Map<string, string[]>();
  for (const file of tree) {
    const end = lastPart(file).toLowerCase();
    const files = byEnd.get(end) ?? [];
    files.push(file);
    byEnd.set(end, files);
  }
  return (path) => {
    const exact = placesOf(path, root, context).filter((file) => tree.has(file));
    if (exact[0] !== undefined) return wanted.has(exact[0]) ? [exact[0]] : [];
    if (path.kind !== 'relative' && isBelow(path, root)) return [];
    const candidates = byEnd.get(path.parts.at(-1)?.toLowerCase() ?? '') ?? [];
    const nearest = longestEnds(path, candidates);
    return nearest.some((file) => wanted.has(file)) ? nearest : [];
  };
}

/** From the root, where the path lies below it or starts from a known folder: the likeliest first. */
function placesOf(path: CleanPath, root: readonly string[], context: PathContext): string[] {
  if (path.kind !== 'relative') {
    return isBelow(path, root) ? [path.parts.slice(root.length).join('/')] : [];
  }
  const text = path.parts.join('/');
  const viaPrefix = (context.prefixes ?? [])
    .filter(({ prefix }) => text.startsWith(`${prefix}/`))
    .sort((a, b) => b.prefix.length - a.prefix.length)
    .map(({ prefix, folder }) => join(folder, text.slice(prefix.length + 1)));
  const viaBase = [...context.bases, ''].flatMap((base) => {
    const folder = base === '' ? { parts: [], kind: 'relative' as const } : cleanPath(base);
    if (folder === undefined) return [];
    if (folder.kind === 'relative') return [join(folder.parts.join('/'), text)];
    return isWithin(folder, root) ? [join(folder.parts.slice(root.length).join('/'), text)] : [];
  });
  return [...viaPrefix, ...viaBase];
}

function join(folder: string, path: string): string {
  return folder === '' ? path : `${folder}/${path}`;
}

function isBelow(path: CleanPath, root: readonly string[]): boolean {
  return path.parts.length > root.length && isWithin(path, root);
}

function isWithin(path: CleanPath, root: readonly string[]): boolean {
  const same = (a: string, b: string): boolean =>
    path.kind === 'drive' ? a.toLowerCase() === b.toLowerCase() : a === b;
  return root.every((part, index) => same(part, path.parts[index] ?? ''));
}

/**
 * Candidates that share the longest end with the path. One that is a whole end of it, or of which it is one, comes
 * before one that shares only parts; of those at least the folder must be the same.
 */
function longestEnds({ parts, kind }: CleanPath, candidates: readonly string[]): string[] {
  let best: string[] = [];
  let most = 0;
  for (const file of candidates) {
    const own = file.split('/');
    const shared = sharedEnd(own, parts, kind === 'drive');
    const isWhole = shared === own.length || shared === parts.length;
    if (!isWhole && shared < 2) continue;
    // A relative path names all its folders but the first ones: what goes against it is another file.
    if (kind === 'relative' && !isWhole) continue;
    const score = isWhole ? shared + 1000 : shared;
    if (score > most) best = [];
    if (score >= most) best.push(file);
    most = Math.max(most, score);
  }
  return best;
}

function sharedEnd(a: readonly string[], b: readonly string[], ignoresCase: boolean): number {
  let count = 0;
  while (count < a.length && count < b.length) {
    const [one, other] = [a[a.length - 1 - count] ?? '', b[b.length - 1 - count] ?? ''];
    if (one !== other && !(ignoresCase && one.toLowerCase() === other.toLowerCase())) break;
    count += 1;
  }
  return count;
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/**
 * Whether a path as written may mean one of these files: a cheap look at its last part, for readers that pass over
 * everything else. Endings are not compared, since what was measured may have been made from a file of another language.
 */
export function mayMean(files: readonly string[]): (written: string) => boolean {
  const stems = new Set(files.map((file) => stemOf(lastPart(file))));
  return (written) => {
    const end = Math.max(written.lastIndexOf('/'), written.lastIndexOf('\\')) + 1;
    return stems.has(stemOf(written.slice(end).replace(/\?.*$/, '')));
  };
}

function stemOf(name: string): string {
  return decodePercents(name)
    .toLowerCase()
    .replace(/(?<=.)\.[^.]*$/, '');
}
