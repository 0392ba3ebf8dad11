import { distance } from 'fastest-levenshtein';
import { GalleyError } from '../errors.ts';
import { formats, type Format } from './format.ts';

export interface FormatTarget {
  readonly format: Format;
  /** Where to write; absent: standard output. */
  readonly file?: string;
}

/**
 * Reads `sarif` or `sarif=out.sarif`. Only the first `=` parts: the file name may hold more.
 *
 * Throws GalleyError `invalid-usage` for an unknown name or an empty file name.
 */
export function parseFormat(text: string): FormatTarget {
  const equals = text.indexOf('=');
  const name = equals < 0 ? text : text.slice(0, equals);
  const format = formats.find((known) => known === name);
  if (format === undefined) throw unknownFormat(name);
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

function unknownFormat(name: string): GalleyError {
  const nearest = [...formats].sort((a, b) => distance(name, a) - distance(name, b))[0] ?? formats[0];
  return new GalleyError('invalid-usage', {
    what: `Unknown format ${JSON.stringify(name)}`,
    why: `Known formats: ${formats.join(', ')}`,
    todo: `Did you mean --format ${nearest}?`,
  });
}
