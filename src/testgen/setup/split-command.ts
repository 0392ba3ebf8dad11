const piece = /\s+|(&&|\|\||[;|&])|((?:"(?:[^"\\]|\\.)*"|'[^']*'|\\.|[^\s"'\\;|&])+)|[^]/gy;

/** A line for a shell as its commands, each as its words; nothing is expanded. Longer lines than people write are cut. */
export function splitCommand(line: string): string[][] {
  const commands: string[][] = [[]];
  for (const [, operator, word] of line.slice(0, 10_000).matchAll(piece)) {
    if (operator !== undefined) commands.push([]);
    else if (word !== undefined) commands.at(-1)?.push(unquote(word));
  }
  return commands.filter((words) => words.length > 0);
}

function unquote(word: string): string {
  return word.replace(
    /"((?:[^"\\]|\\.)*)"|'([^']*)'|\\(.)/g,
    (_, double?: string, single?: string, plain?: string) =>
      double === undefined ? (single ?? plain ?? '') : double.replace(/\\(["\\$`])/g, '$1'),
  );
}
