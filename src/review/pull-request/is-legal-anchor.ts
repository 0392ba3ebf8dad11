import type { Change, Hunk } from '../../change/change.ts';
import type { Anchor } from '../../finding/finding.ts';

type LineAnchor = Exclude<Anchor, { readonly side: 'file' }>;

/**
 * Whether a forge takes a comment on these lines: one hunk of the Change shows the first and the last of them on that side.
 * False for an anchor on a whole file, which has no lines.
 */
export function isLegalAnchor(anchor: Anchor, change: Change): anchor is LineAnchor {
  if (anchor.side === 'file' || anchor.startLine > anchor.endLine) return false;
  const { path, side, startLine, endLine } = anchor;
  const shows = ({ lines }: Hunk, wanted: number): boolean =>
    lines.some((line) => (side === 'head' ? line.headLine : line.baseLine) === wanted);
  // A forge takes its paths as UTF-8, and refuses the whole review for one that is none.
  const files = change.files.filter((file) => file.path === path && !file.submodule && !file.isByteName);
  return files.some(({ hunks }) => hunks.some((hunk) => shows(hunk, startLine) && shows(hunk, endLine)));
}
