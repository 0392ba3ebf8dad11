/** Walks a text line by line without splitting it. A line feed at the very end opens no further line. */
export interface LineReader {
  readonly text: string;
  /** Offset of the current line. */
  at: number;
  /** 1-based number of the current line. */
  line: number;
}

export function readLines(text: string): LineReader {
  return { text, at: 0, line: 1 };
}

export function atEnd(reader: LineReader): boolean {
  return reader.at >= reader.text.length;
}

/** The current line without its line feed. */
export function currentLine(reader: LineReader): string {
  return reader.text.slice(reader.at, lineEnd(reader.text, reader.at));
}

export function nextLine(reader: LineReader): void {
  reader.at = lineEnd(reader.text, reader.at) + 1;
  reader.line += 1;
}

export function startsWith(reader: LineReader, start: string): boolean {
  return reader.text.startsWith(start, reader.at);
}

/** Offset of the line feed that ends the line at `at`, or the length of the text. */
export function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}
