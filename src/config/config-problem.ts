import { closest } from 'fastest-levenshtein';
import { GalleyError } from '../errors.ts';
import { replaceActive, showCharacter } from '../safety/active-characters.ts';
import { maskText } from '../safety/mask-lines.ts';

/** One thing wrong with a source of settings. */
export interface ConfigProblem {
  /** `.galley.yml:3`, `GALLEY_MODEL`, `--fail-on`. Lines and columns are 1-based. */
  readonly where: string;
  readonly text: string;
}

/** All problems of all sources in one error: nobody likes to repair a file one error at a time. */
export function invalidConfig(problems: readonly ConfigProblem[]): GalleyError {
  const shown = problems.slice(0, mostShown).map(({ where, text }) => `${where}: ${text}`);
  if (problems.length > mostShown) shown.push(`and ${problems.length - mostShown} more`);
  const single = problems.length === 1;
  return new GalleyError('invalid-config', {
    what: single ? (shown[0] ?? '') : `The configuration has ${problems.length} problems`,
    why: single ? '' : shown.join('\n'),
    todo: 'Correct it, then check with `galley config validate`; `galley config schema` lists what is allowed',
  });
}

const mostShown = 20;

/** The known word that is fewest edits away. */
export function nearest(word: string, known: readonly string[]): string {
  return closest(word.slice(0, 100), known);
}

/** A value from a file or variable, short, without characters that steer a terminal or hide text, and without secrets. */
export function showValue(value: unknown): string {
  if (value === null) return 'nothing';
  const text = maskText(hideUserInformation(JSON.stringify(value) ?? typeof value));
  const visible = replaceActive(text, showCharacter);
  const marks = [...visible];
  return marks.length <= mostMarks ? visible : `${marks.slice(0, mostMarks).join('')}…`;
}

const mostMarks = 60;

/** Without what stands before the host of an address: `https://…@host`. A password may hold an @ of its own. */
function hideUserInformation(text: string): string {
  return text.replace(/(:\/\/)[^\s"]*@/g, '$1…@').replace(/[^\s"/:@]+:[^\s"/]*@/g, '…@');
}
