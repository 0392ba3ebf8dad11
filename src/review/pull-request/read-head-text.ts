import type { Change, FileChange } from '../../change/change.ts';
import { isGalleyError } from '../../errors.ts';
import { maskText } from '../../safety/mask-lines.ts';
import type { BlobReader } from '../ports.ts';

/**
 * A file of the head, credentials masked. `gone`: it is not there, or the pull request changes nothing of it any more.
 * `unknown`: nobody can tell.
 */
export type HeadText = { readonly text: string } | 'gone' | 'unknown';

/** Gives the head text of a path; of a bare diff, the lines that it shows. */
export function createHeadTexts(
  change: Change,
  blobs: BlobReader | undefined,
  maxFileBytes: number,
): (path: string) => Promise<HeadText> {
  const known = new Map<string, Promise<HeadText>>();
  const read = async (path: string): Promise<HeadText> => {
    const files = change.files.filter((file) => file.path === path);
    const file = files.find(({ status }) => status !== 'deleted');
    if (file === undefined) return 'gone';
    if (blobs === undefined) return shownText(file);
    try {
      const text = await blobs.read(file, 'head', maxFileBytes);
      return text === undefined ? 'unknown' : { text: maskText(text) };
    } catch (error) {
      if (isGalleyError(error)) return 'unknown';
      throw error;
    }
  };
  return (path) => {
    const text = known.get(path) ?? read(path);
    known.set(path, text);
    return text;
  };
}

function shownText({ hunks, unread }: FileChange): HeadText {
  if (unread !== undefined || hunks.length === 0) return 'unknown';
  const lines = hunks.flatMap((hunk) => hunk.lines).filter(({ headLine }) => headLine !== undefined);
  return { text: lines.map(({ text }) => text).join('\n') };
}
