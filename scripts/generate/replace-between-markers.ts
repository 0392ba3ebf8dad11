/**
 * Puts `content` between `<!-- NAME:start -->` and `<!-- NAME:end -->`, each on a line of its own and there
 * exactly once. Throws an Error that says which marker is missing.
 */
export function replaceBetweenMarkers(file: string, text: string, name: string, content: string): string {
  const start = `<!-- ${name}:start -->`;
  const end = `<!-- ${name}:end -->`;
  for (const marker of [start, end]) {
    const times = text.split(marker).length - 1;
    if (times !== 1)
      throw new Error(`${file} must hold the line ${marker} exactly once; it is there ${times} times`);
  }
  const from = text.indexOf(start) + start.length;
  const to = text.indexOf(end);
  if (to < from) throw new Error(`${file} holds ${end} before ${start}`);
  return `${text.slice(0, from)}\n\n${content.trim()}\n\n${text.slice(to)}`;
}
