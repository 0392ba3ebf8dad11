import type { FileHits, Place } from '../report.ts';

/**
 * Whether hits can have been counted on this text. Coverage of another version of a file would blame the wrong lines,
 * so one place that does not fit refuses the whole file.
 *
 * @returns why not, for people; undefined where nothing speaks against it
 */
export function misfit(hits: FileHits, text: string): string | undefined {
  const lines = text.split(/\r\n|[\n\r\u2028\u2029]/);
  // The line behind the last line feed is none.
  const count = lines.at(-1) === '' ? lines.length - 1 : lines.length;
  for (const place of placesOf(hits)) {
    // What ends with the file may end at the start of the line behind it.
    if (place.startLine > count || place.endLine > count + 1) {
      return `the report speaks of line ${Math.max(place.startLine, place.endLine)}, the file has ${count} lines`;
    }
    const why = startsNowhere(place, lines[place.startLine - 1] ?? '');
    if (why !== undefined) return why;
  }
  return misplacedFunction(hits, lines);
}

function* placesOf({ statements, functions, branches }: FileHits): Generator<Place> {
  for (const { place } of statements) yield place;
  for (const { declaration, body } of functions) {
    yield declaration;
    yield body;
  }
  for (const { place, arms } of branches) {
    yield place;
    for (const arm of arms) if (arm.place !== undefined) yield arm.place;
  }
}

function startsNowhere({ startLine, startColumn }: Place, line: string): string | undefined {
  if (startColumn === undefined || startColumn <= line.length) return undefined;
  // Some formats count bytes.
  if (startColumn <= new TextEncoder().encode(line).length) return undefined;
  return `the report speaks of column ${startColumn + 1} in line ${startLine}, which has ${line.length} columns`;
}

/** How far from its first line the name of a function may stand: decorators and modifiers come before it. */
const nameReach = 12;

function misplacedFunction({ functions, unit }: FileHits, lines: readonly string[]): string | undefined {
  for (const { name, declaration } of functions) {
    const word = /(?:^|\.)([A-Za-z_$][\w$]*)$/.exec(name)?.[1];
    if (word === undefined) continue;
    // Formats of lines may mean the first line that runs, which stands below the name.
    const first = Math.max(0, declaration.startLine - 1 - (unit === 'line' ? nameReach : 0));
    const last = Math.max(declaration.endLine, declaration.startLine + nameReach);
    if (lines.slice(first, last).some((line) => line.includes(word))) continue;
    // A name that stands nowhere was made up by a compiler.
    if (lines.some((line) => line.includes(word))) {
      return `the report has the function ${word} in line ${declaration.startLine}, where the file has none`;
    }
  }
  return undefined;
}
