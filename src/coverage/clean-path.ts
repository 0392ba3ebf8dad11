/** A path of a report, taken apart. */
export interface CleanPath {
  /** Without empty parts, `.` and `..`. */
  readonly parts: readonly string[];
  /** `drive`: on Windows, where case does not count. */
  readonly kind: 'relative' | 'absolute' | 'drive';
}

/**
 * Makes one form of the ways in which tools write paths: `file://`, `webpack://name/./src/a.ts?3f2a`, `C:\src\a.ts`.
 *
 * @returns undefined for what no file of a repository can be: empty, with NUL, or leading above its own start by `..`
 */
export function cleanPath(written: string): CleanPath | undefined {
  if (written.includes('\0')) return undefined;
  const text = withoutScheme(written);
  const isWindows = /^[A-Za-z]:[\\/]/.test(text) || (text.includes('\\') && !text.includes('/'));
  const slashed = isWindows ? text.replaceAll('\\', '/') : text;
  const drive = /^\/?[A-Za-z]:(?=\/)/.exec(slashed)?.[0] ?? '';
  const parts = resolveDots(slashed.slice(drive.length).split('/'));
  if (parts === undefined || parts.length === 0) return undefined;
  if (drive !== '') return { parts: [drive.replace('/', '').toLowerCase(), ...parts], kind: 'drive' };
  return { parts, kind: slashed.startsWith('/') ? 'absolute' : 'relative' };
}

function withoutScheme(written: string): string {
  const scheme = /^(file|webpack|webpack-internal|ng|vite):\/\//i.exec(written);
  if (scheme === null) return written;
  const rest = written.slice(scheme[0].length);
  if (scheme[1]?.toLowerCase() === 'file') return decodePercents(rest.replace(/^localhost(?=\/)/, ''));
  // The name of the bundle comes first; the path that follows is relative to where the bundle was built.
  return rest
    .replace(/^[^/]*\//, '')
    .replace(/^\.\//, '')
    .replace(/\?[^/]*$/, '');
}

/** What `%20` and the like stand for; the text itself where they stand for nothing. */
export function decodePercents(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    // A lone `%` in a name: it was never encoded.
    return text;
  }
}

function resolveDots(parts: readonly string[]): string[] | undefined {
  const kept: string[] = [];
  for (const part of parts) {
    if (part === '..') {
      if (kept.pop() === undefined) return undefined;
    } else if (part !== '' && part !== '.') kept.push(part);
  }
  return kept;
}
