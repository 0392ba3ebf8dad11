/**
 * GitHub refuses comments of more than 65,536 characters; some are left for what is put around the text, such as a marker.
 * https://github.com/orgs/community/discussions/27190
 */
export const mostCommentCharacters = 65_000;

/**
 * Blocks of Markdown with a blank line between them. Where they are too long for a comment, the last of `blocks` are left
 * out as far as needed, and their number is told; `end` stays, but for the last lines of a block that alone is too long.
 */
export function joinBlocks(
  blocks: readonly string[],
  end: readonly string[],
  most = mostCommentCharacters,
): string {
  const all = `${[...blocks, ...end].join('\n\n')}\n`;
  if (all.length <= most) return all;
  const tell = (n: number): string =>
    `_Shortened: ${n} of ${blocks.length} parts left out, see the other outputs._`;
  const last = end.map((block) => cutLines(block, Math.floor(most / (end.length + 1))));
  let room = most - [tell(blocks.length), ...last, ''].join('\n\n').length;
  const kept: string[] = [];
  for (const block of blocks) {
    room -= block.length + 2;
    if (room < 0) break;
    kept.push(block);
  }
  return `${[...kept, tell(blocks.length - kept.length), ...last].join('\n\n')}\n`;
}

function cutLines(block: string, most: number): string {
  if (block.length <= most) return block;
  const end = block.lastIndexOf('\n', most - 2);
  return `${block.slice(0, Math.max(0, end))}\n…`;
}
