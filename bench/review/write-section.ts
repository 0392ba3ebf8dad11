import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { replaceBetweenMarkers } from '../../scripts/generate/replace-between-markers.ts';

/**
 * Puts a section between its markers, and leaves the rest of the file as it is. A file without the markers gets them at
 * its end; a missing file is made.
 */
export function writeSection(file: string, name: string, content: string): void {
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '# Review bench\n';
  writeFileSync(file, replaceBetweenMarkers(file, withMarkers(text, name), name, content));
}

function withMarkers(text: string, name: string): string {
  if (text.includes(`<!-- ${name}:start -->`)) return text;
  return `${text.trimEnd()}\n\n<!-- ${name}:start -->\n<!-- ${name}:end -->\n`;
}
