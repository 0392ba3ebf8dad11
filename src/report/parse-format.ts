import { distance } from 'fastest-levenshtein';
import { GalleyError } from '../errors.ts';
import { formats, type Format } from './format.ts';

export interface FormatTarget<Name extends string = Format> {
  readonly format: Name;
  /** Where to write; absent: standard output. */
  readonly file?: string;
}

/**
 * Reads `sarif` or `sarif=out.sarif`. Only the first `=` parts: the file name may hold more.
 *
 * Throws GalleyError `invalid-usage` for an unknown name or an empty file name.
 */
export function parseFormat(text: string): FormatTarget {
  return parseFormatOf(formats, text);
}

/** The same for a command that knows other formats. */
export function parseFormatOf<Name extends string>(known: readonly Name[], text: string): FormatTarget<Name> {
  const equals = text.indexOf('=');
  const name = equals < 0 ? text : text.slice(0, equals);
  const format = known.find((one) => one === name);
  if (format === undefined) throw unknownFormat(name, known);
  if (equals < 0) return { format };
  const file = text.slice(equals + 1);
  if (file === '') {
    throw new GalleyError('invalid-usage', {
      what: `--format ${format}= names no file`,
      todo: `Use --format ${format} for standard output, or --format ${format}=FILE`,
    });
  }
  return { format, file };
}

function unknownFormat(name: string, known: readonly string[]): GalleyError {
  const nearest = [...known].sort((a, b) => distance(name, a) - distance(name, b))[0] ?? '';
  return new GalleyError('invalid-usage', {
    what: `Unknown format ${JSON.stringify(name)}`,
    why: `Known formats: ${known.join(', ')}`,
    todo: `Did you mean --format ${nearest}?`,
  });
}
