const note = '_Shortened: the rest did not fit into a comment._';

/**
 * Markdown of at most so many UTF-16 units, cut between two lines: fences and folds that are open there are closed. The
 * text itself where it is short enough.
 */
export function cutMarkdown(text: string, most: number): string {
  if (text.length <= most) return text;
  const kept: string[] = [];
  let room = most - note.length - 4;
  let open: readonly string[] = [];
  for (const line of text.split('\n')) {
    const next = openAfter(open, line);
    const closing = next.reduce((length, closer) => length + closer.length + 2, 0);
    if (line.length + 1 + closing > room) break;
    room -= line.length + 1;
    kept.push(line);
    open = next;
  }
  return [...kept, ...open.toReversed().flatMap((closer) => [closer, '']), '', note].join('\n');
}

/** What closes the blocks that are open behind a line, outermost first. */
function openAfter(open: readonly string[], line: string): readonly string[] {
  const last = open.at(-1);
  const isFence = last?.startsWith('`') === true;
  const marks = /^ {0,3}(`{3,})([^`]*)$/.exec(line);
  if (isFence)
    return marks?.[2]?.trim() === '' && (marks[1] ?? '').length >= last.length ? open.slice(0, -1) : open;
  if (marks?.[1] !== undefined) return [...open, marks[1]];
  const starts = line.match(/<details\b/g)?.length ?? 0;
  const ends = line.match(/<\/details>/g)?.length ?? 0;
  const folds = Math.max(0, open.length + starts - ends);
  return Array.from({ length: folds }, () => '</details>');
}
