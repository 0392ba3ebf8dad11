/** Longer texts are no comments: forges take 65,536 characters. */
const mostCharacters = 200_000;

/** Something that spans lines and whose content is not its writer's own words. */
interface Region {
  readonly end: RegExp;
}

/**
 * Lines of a Markdown text that its writer says: not in a quotation, a fenced block of code, a code span of several lines,
 * or an HTML comment. Inline comments are taken out; indented lines stay, with their indentation.
 *
 * Where one needs a Markdown parser to tell, a line counts as hidden: a command that is not heard is given again.
 */
export function visibleLines(body: string): string[] {
  const visible: string[] = [];
  let fence: Fence | undefined;
  let region: Region | undefined;
  let isQuoted = false;
  let isInCode = false;
  for (const line of body.slice(0, mostCharacters).split(/\r\n|\r|\n/)) {
    if (fence !== undefined) {
      const next = passFence(line, fence);
      if (next === 'unclear') return visible;
      if (next === 'closed') fence = undefined;
      continue;
    }
    const opened = openFence(line);
    // Whether a fence counts in a comment, or so far to the right, depends on what stands around it.
    if (region === undefined ? isDeepFence(line) : opened !== undefined) return visible;
    fence = opened;
    if (fence !== undefined) {
      [isQuoted, isInCode] = [false, false];
      continue;
    }
    if (line.trim() === '') [isQuoted, isInCode] = [false, false];
    if (isQuote(line)) isQuoted = true;
    // A paragraph in a quotation goes on in lines without a mark.
    const isHidden = region !== undefined || isQuoted || isInCode;
    if (leavesCodeOpen(line)) isInCode = true;
    if (region === undefined) region = openRegion(line);
    else if (region.end.test(line)) region = undefined;
    if (!isHidden) visible.push(withoutComments(line));
  }
  return visible;
}

interface Fence {
  readonly run: string;
  /** Columns before it. More than 0: it may stand in an item of a list. */
  readonly indent: number;
  readonly isItem: boolean;
}

const item = String.raw`(?:[-*+]|\d{1,9}[.)])[ \t]+`;
const fenceStart = new RegExp(String.raw`^( {0,3}(?:${item})*)(\`{3,}|~{3,})(.*)$`);

function openFence(line: string): Fence | undefined {
  const [, before = '', run = '', rest = ''] = fenceStart.exec(line) ?? [];
  // A fence of backticks has none behind it: that is a code span.
  if (run === '' || (run.startsWith('`') && rest.includes('`'))) return undefined;
  return { run, indent: before.length, isItem: before.trim() !== '' };
}

/** Code in an item of a list, or indented text. */
function isDeepFence(line: string): boolean {
  return /^(?: {4}|\s*\t)\s*(?:`{3,}|~{3,})/.test(line);
}

/** `unclear`: within an item of a list the fence has ended, elsewhere it has not. */
function passFence(line: string, { run, indent, isItem }: Fence): 'open' | 'closed' | 'unclear' {
  if (line.trim() === '') return 'open';
  const columns = /^ */.exec(line)?.[0].length ?? 0;
  if (columns < indent) return 'unclear';
  const [, mark = '', rest = ''] = /^[ \t]*(`{3,}|~{3,})(.*)$/.exec(line) ?? [];
  if (mark[0] !== run[0] || mark.length < run.length || rest.trim() !== '') return 'open';
  if (columns <= (isItem ? indent + 3 : 3) && !/^ *\t/.test(line)) return 'closed';
  return indent === 0 ? 'open' : 'unclear';
}

const quoteStart = new RegExp(String.raw`^[ \t]*(?:${item})*>`);

function isQuote(line: string): boolean {
  return quoteStart.test(line);
}

/** What of the line begins last and does not end in it. */
function openRegion(line: string): Region | undefined {
  if (line.lastIndexOf('<!--') > line.lastIndexOf('-->')) return { end: /-->/ };
  const lower = line.toLowerCase();
  for (const tag of ['pre', 'code', 'blockquote', 'textarea', 'script', 'style'])
    if (lower.lastIndexOf(`<${tag}`) > lower.lastIndexOf(`</${tag}`))
      return { end: new RegExp(`</${tag}`, 'i') };
  return undefined;
}

/** Whether a code span may go on in the next line of its paragraph. */
function leavesCodeOpen(line: string): boolean {
  let open = 0;
  for (const [found] of line.matchAll(/\\+`?|`+/g)) {
    const isEscaped = found.endsWith('`') && found.startsWith('\\') && found.length % 2 === 0;
    const length = found.replaceAll('\\', '').length;
    // Within a code span a backslash is one.
    if (length === 0 || (isEscaped && open === 0)) continue;
    if (open === 0) open = length;
    else if (open === length) open = 0;
  }
  return open > 0;
}

function withoutComments(line: string): string {
  return line.replace(/<!--.*?(?:-->|$)/g, '');
}
