import type { Route } from './types.ts';

export interface Match {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

/** Parameters that may hold slashes; a `{path}` at the end may also be empty. */
const wide = new Set(['ref', 'basehead']);

/**
 * A finder over a table of routes. Of several that fit, the one with the most literal text wins, so that
 * `/commits/{ref}/check-runs` comes before `/commits/{ref}`.
 */
export function router(routes: readonly Route[]): (method: string, path: string) => Match | undefined {
  const table = routes
    .map((route) => ({ route, ...compile(route.path) }))
    .sort((a, b) => b.literal - a.literal);
  return (method, path) => {
    for (const { route, pattern, names } of table) {
      if (route.method !== (method === 'HEAD' ? 'GET' : method)) continue;
      const found = pattern.exec(path);
      if (found === null) continue;
      const values = found.slice(1).map((value: string | undefined) => decoded(value ?? ''));
      if (values.some((value) => value === undefined)) continue;
      return { route, params: Object.fromEntries(names.map((name, at) => [name, values[at] ?? ''])) };
    }
    return undefined;
  };
}

function compile(path: string): { pattern: RegExp; names: string[]; literal: number } {
  const names: string[] = [];
  const source = path.replace(/\/\{path\}$|\{(\w+)\}|[.+?^$()[\]\\|]/g, (text, name: string | undefined) => {
    if (text === '/{path}') {
      names.push('path');
      return '(?:/(.*))?';
    }
    if (name === undefined) return `\\${text}`;
    names.push(name);
    return wide.has(name) ? '(.+)' : '([^/]+)';
  });
  return {
    pattern: new RegExp(`^${source}/?$`, 's'),
    names,
    literal: path.replace(/\{\w+\}/g, '').length,
  };
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
