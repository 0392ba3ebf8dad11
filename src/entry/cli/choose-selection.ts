import { GalleyError } from '../../errors.ts';
import type { Selection } from '../../git/selection.ts';

export interface SelectionFlags {
  readonly staged?: boolean;
  readonly base?: string;
  readonly commit?: string;
  readonly diff?: string;
}

/** What to review: something git knows, or a diff from outside. */
export type Chosen =
  | { readonly from: 'git'; readonly selection: Selection; readonly paths: readonly string[] }
  | { readonly from: 'diff'; readonly file: string };

/**
 * Flags and operands of `galley review` as a selection. The first operand is a range when it holds three dots.
 *
 * Throws GalleyError `invalid-usage` when more than one change is asked for.
 */
export function chooseSelection(operands: readonly string[], flags: SelectionFlags): Chosen {
  const [first = '', ...others] = operands;
  const range = /^(.*[^.])\.\.\.([^.].*)?$/.exec(first);
  const wanted: [name: string, selection: Selection][] = [];
  if (flags.staged) wanted.push(['--staged', { kind: 'staged' }]);
  if (flags.base !== undefined) wanted.push(['--base', { kind: 'base', ref: flags.base }]);
  if (flags.commit !== undefined) wanted.push(['--commit', { kind: 'commit', ref: flags.commit }]);
  if (range) wanted.push([first, { kind: 'range', base: range[1] ?? '', head: range[2] ?? 'HEAD' }]);
  const names = [...wanted.map(([name]) => name), ...(flags.diff === undefined ? [] : ['--diff'])];
  if (names.length > 1) throw onlyOne(names);
  const paths = range ? others : operands;
  if (/(?<=[^./])\.\.(?=[^./])/.test(first) && !range) throw twoDots(first);
  if (flags.diff === undefined) return { from: 'git', selection: wanted[0]?.[1] ?? { kind: 'auto' }, paths };
  if (paths.length > 0) throw onlyOne(['--diff', ...paths]);
  return { from: 'diff', file: flags.diff };
}

/** What git calls a range with two dots compares two trees; a review wants what one side added. */
function twoDots(operand: string): GalleyError {
  return new GalleyError('invalid-usage', {
    what: `${operand} has two dots`,
    why: 'A range to review has three: what B adds since it left A.',
    todo: `galley review ${operand.replace('..', '...')}`,
  });
}

function onlyOne(names: readonly string[]): GalleyError {
  return new GalleyError('invalid-usage', {
    what: `${names.join(' and ')} can't be used together`,
    why: 'One run reviews one change.',
    todo: 'Leave out all but one of them.',
  });
}
