/** How a file is written, as far as generated code should look the same. */
export interface CodeStyle {
  /** One level. */
  readonly indent: string;
  readonly quote: "'" | '"';
  readonly hasSemicolons: boolean;
  readonly lineEnd: '\n' | '\r\n';
}

export const defaultStyle: CodeStyle = { indent: '  ', quote: "'", hasSemicolons: true, lineEnd: '\n' };
export const pythonStyle: CodeStyle = { indent: '    ', quote: '"', hasSemicolons: false, lineEnd: '\n' };

/** Lines that are looked at. */
const sample = 2_000;

/** The style of a file; of what it does not show, `fallback`. */
export function learnStyle(text: string, fallback: CodeStyle = defaultStyle): CodeStyle {
  const lines = text.split('\n', sample);
  const windows = lines.filter((line) => line.endsWith('\r')).length;
  const code = lines.map((line) => line.trimEnd());
  const simple = count(text, /'[^'"\n]*'/g);
  const double = count(text, /"[^'"\n]*"/g);
  const ended = code.filter((line) => /^[^/*]*[\w)\]'"`];$/.test(line)).length;
  const open = code.filter((line) => /^\s*[^/*]*[\w)\]'"`]$/.test(line)).length;
  return {
    indent: learnIndent(code) ?? fallback.indent,
    quote: simple === double ? fallback.quote : simple > double ? "'" : '"',
    hasSemicolons: ended + open === 0 ? fallback.hasSemicolons : ended > 0 && ended * 4 >= open,
    lineEnd: windows * 2 > lines.length ? '\r\n' : '\n',
  };
}

/** The step by which most lines go in. */
function learnIndent(lines: readonly string[]): string | undefined {
  const steps = new Map<string, number>();
  let before = '';
  for (const line of lines) {
    if (line === '' || /^\s*\*/.test(line)) continue;
    const lead = /^[ \t]*/.exec(line)?.[0] ?? '';
    const step = lead.startsWith(before) ? lead.slice(before.length) : '';
    if (/^(?:\t| {2,8})$/.test(step)) steps.set(step, (steps.get(step) ?? 0) + 1);
    before = lead;
  }
  return [...steps].sort((a, b) => b[1] - a[1])[0]?.[0];
}

function count(text: string, pattern: RegExp): number {
  return text.slice(0, 100_000).match(pattern)?.length ?? 0;
}
