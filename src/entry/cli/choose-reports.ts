import { GalleyError } from '../../errors.ts';
import { formats as reviewFormats, type Format } from '../../report/format.ts';
import { parseFormatOf, type FormatTarget } from '../../report/parse-format.ts';
import { placeOf } from './replace-file.ts';

/**
 * The values of `--format` as reports to write. Someone who only asked for files still wants to read the result: then
 * one for people goes to standard output.
 *
 * Throws GalleyError `invalid-usage` for an unknown format, and where one report would end in another.
 */
export async function chooseReports(wanted: readonly string[]): Promise<FormatTarget<Format>[]> {
  return chooseOutputs(wanted, reviewFormats);
}

/** The same for a command that knows other formats, `pretty` among them. */
export async function chooseOutputs<Name extends string>(
  wanted: readonly string[],
  known: readonly (Name | 'pretty')[],
): Promise<FormatTarget<Name | 'pretty'>[]> {
  const targets = wanted.map((text) => parseFormatOf(known, text));
  const toOutput = targets.filter((target) => target.file === undefined);
  if (toOutput.length > 1) {
    throw new GalleyError('invalid-usage', {
      what: 'Two formats for standard output',
      why: `Both ${toOutput.map((target) => target.format).join(' and ')} would be mixed there.`,
      todo: `Give one of them a file: --format ${toOutput[1]?.format}=FILE`,
    });
  }
  await refuseSharedFile(targets);
  return toOutput.length === 1 ? targets : [...targets, { format: 'pretty' }];
}

async function refuseSharedFile(targets: readonly FormatTarget<string>[]): Promise<void> {
  const places = new Map<string, string>();
  for (const { format, file } of targets) {
    if (file === undefined) continue;
    const place = await placeOf(file);
    const before = places.get(place);
    if (before !== undefined) {
      throw new GalleyError('invalid-usage', {
        what: `Two formats for the file ${file}`,
        why: `Of ${before} and ${format} only the second would be left.`,
        todo: 'Give each a file of its own.',
      });
    }
    places.set(place, format);
  }
}
