import type { StyleSettings } from '../../docstring/learn-style.ts';
import type { ConfigValues } from './config-values.ts';
import type { IniSection } from './ini.ts';
import { matchGlob } from './match-glob.ts';
import { foldersAbove, inFolder, pathIn } from './style-files.ts';
import { asWidth } from './value-shapes.ts';

/**
 * What `.editorconfig` files say of a path (https://spec.editorconfig.org): the nearest file and its last section count; the
 * search ends at `root = true`, and at the root of the repository.
 */
export async function readEditorconfig(
  path: string,
  { iniOf }: ConfigValues,
): Promise<Pick<StyleSettings, 'width' | 'eol'>> {
  const said = new Map<string, string>();
  for (const folder of foldersAbove(path)) {
    const sections = await iniOf(inFolder(folder, '.editorconfig'));
    const inside = pathIn(folder, path);
    const own = sections.filter(({ name }) => name !== '' && matchGlob(crossing(name), inside));
    for (const { entries } of own.toReversed())
      for (const key of ['max_line_length', 'end_of_line'])
        if (!said.has(key) && entries.has(key)) said.set(key, entries.get(key)?.toLowerCase() ?? '');
    if (isRoot(sections)) break;
  }
  return {
    width: asWidth(Number(said.get('max_line_length'))),
    eol: eols.get(said.get('end_of_line') ?? ''),
  };
}

/** `**` goes through folders even beside other letters. */
function crossing(glob: string): string {
  return glob.replace(/\*\*(?=[^/*,}])/g, '{,**/}*');
}

const eols: ReadonlyMap<string, '\n' | '\r\n'> = new Map([
  ['lf', '\n'],
  ['crlf', '\r\n'],
]);

function isRoot([preamble]: readonly IniSection[]): boolean {
  return preamble?.entries.get('root')?.toLowerCase() === 'true';
}
