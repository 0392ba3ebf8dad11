/** Longest reply that is looked at, in characters. */
const longest = 20_000;

const fence = /^[ \t]*(?:```+|~~~+)[ \t]*([\w+#.-]*)[^\n]*$/;

/**
 * The pieces of code in a reply: what stands in its fences, the last perhaps without an end; without any fence the reply
 * itself, without the sentences around the code.
 */
export function extractCode(reply: string): string[] {
  const lines = reply.slice(0, longest).replace(/\r\n?/g, '\n').split('\n');
  const marks = lines.flatMap((line, index) => (fence.test(line) ? [index] : []));
  const blocks: string[] = [];
  if (marks.length === 1 && isEndOfCode(lines, marks[0] ?? 0))
    return nonEmpty([trimProse(lines.slice(0, marks[0]))]);
  for (let at = 0; at < marks.length; at += 2) {
    blocks.push(lines.slice((marks[at] ?? 0) + 1, marks[at + 1]).join('\n'));
  }
  return nonEmpty(marks.length > 0 ? blocks : [trimProse(lines)]);
}

/** One fence alone, below code: the prompt itself opened it. */
function isEndOfCode(lines: readonly string[], mark: number): boolean {
  return lines.slice(0, mark).some((line) => startsCode.test(line)) && !fence.exec(lines[mark] ?? '')?.[1];
}

const startsCode =
  /^\s*(?:@|\/\/|\/\*|#(?!#)|[)}\]]|(?:import|export|from|const|let|var|it|test|describe|expect|assert|await|async|function|class|def|for|if|try|with|return|new|throw|raise)\b|['"]use |[\w$.[\]'"]+\s*(?:\(|=|\.))/;

/** A sentence, an item of a list, a heading: nothing that code would be. */
const prose =
  /^\s*(?:#{1,6}\s|[-*]\s|\d+\.\s|\*\*|>\s|[A-Z][\w']*(?:\s+[\w'`(),-]+){2,}[.:!]?\s*$|[A-Z][a-z]+[!:.]\s*$)/;

function trimProse(lines: readonly string[]): string {
  const isCode = (line: string): boolean => startsCode.test(line) && !prose.test(line);
  const first = lines.findIndex(isCode);
  if (first < 0) return '';
  const end = lines.findIndex(
    (line, index) => index > first && prose.test(line) && isBlank(lines[index - 1]),
  );
  return lines.slice(first, end < 0 ? undefined : end).join('\n');
}

function isBlank(line: string | undefined): boolean {
  return line === undefined || line.trim() === '';
}

function nonEmpty(blocks: readonly string[]): string[] {
  return blocks.map((block) => block.trimEnd()).filter((block) => block.trim() !== '');
}
