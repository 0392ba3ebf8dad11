import { GalleyError } from '../../errors.ts';

export interface DocsFlags {
  readonly check?: boolean;
  readonly diff?: boolean;
  readonly write?: boolean;
  readonly undo?: boolean;
  readonly warm?: boolean;
  readonly staged?: boolean;
  readonly base?: string;
}

/** What is done: `check` unless another one is named. */
export type DocsAction = (typeof actions)[number];
const actions = ['check', 'diff', 'write', 'undo', 'warm'] as const;

/** Which declarations are looked at. */
export type DocsScope =
  /** All of these files and folders; of all below the working directory when none is named. */
  | { readonly kind: 'paths'; readonly paths: readonly string[] }
  /** Those with lines that are staged. */
  | { readonly kind: 'staged' }
  /** Those with lines that the working tree has since HEAD left `ref`. */
  | { readonly kind: 'base'; readonly ref: string };

/** Throws GalleyError `invalid-usage` where flags contradict each other. */
export function chooseDocs(
  paths: readonly string[],
  flags: DocsFlags,
): { readonly action: DocsAction; readonly scope: DocsScope } {
  const named = actions.filter((name) => flags[name]);
  const [action = 'check', ...more] = named;
  if (more.length > 0) throw contradiction(named, 'Each is a run of its own.', `galley docs --${action}`);
  const scopes = [
    ...(flags.staged ? ['--staged'] : []),
    ...(flags.base === undefined ? [] : ['--base']),
    ...(paths.length === 0 ? [] : ['paths']),
  ];
  if (scopes.length > 1) {
    const todo = `galley docs ${scopes[0] === '--base' ? '--base REF' : '--staged'}`;
    throw contradiction(scopes, 'Each says which declarations are meant.', todo);
  }
  const [scope] = scopes;
  if (scope !== undefined && (action === 'undo' || action === 'warm')) {
    const why =
      action === 'undo' ? 'It takes back all of the last run.' : 'It finds out itself what is next.';
    throw contradiction([`--${action}`, scope], why, `galley docs --${action}`);
  }
  if (flags.staged) return { action, scope: { kind: 'staged' } };
  if (flags.base !== undefined) return { action, scope: { kind: 'base', ref: flags.base } };
  return { action, scope: { kind: 'paths', paths } };
}

function contradiction(names: readonly string[], why: string, todo: string): GalleyError {
  const flags = names.map((name) => (/^(?:-|paths$)/.test(name) ? name : `--${name}`));
  return new GalleyError('invalid-usage', {
    what: `${flags.join(' and ')} can't be used together`,
    why,
    todo,
  });
}
