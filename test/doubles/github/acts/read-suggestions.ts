/**
 * The suggestion blocks of a comment's body: the replacement lines of each, without their newlines. An empty list of
 * lines removes what the comment stands on.
 *
 * A block opens with three or more backticks or tildes and the word `suggestion`, at most three spaces in, and ends
 * at a fence of the same character that is at least as long; one that is not closed runs to the end of the body.
 */
export function readSuggestions(body: string): string[][] {
  const blocks: string[][] = [];
  let fence: { mark: string; lines: string[]; isSuggestion: boolean } | undefined;
  for (const line of body.split(/\r\n|\n|\r/)) {
    if (fence === undefined) {
      const opened = /^ {0,3}(`{3,}|~{3,})[ \t]*([^\s`]*)/.exec(line);
      if (opened === null || (opened[1]?.startsWith('`') && line.slice(opened[0].length).includes('`')))
        continue;
      fence = { mark: opened[1] ?? '', lines: [], isSuggestion: opened[2] === 'suggestion' };
      if (fence.isSuggestion) blocks.push(fence.lines);
    } else if (closes(line, fence.mark)) fence = undefined;
    else fence.lines.push(line);
  }
  return blocks;
}

function closes(line: string, mark: string): boolean {
  const closing = /^ {0,3}(`+|~+)[ \t]*$/.exec(line)?.[1];
  return closing !== undefined && closing[0] === mark[0] && closing.length >= mark.length;
}
