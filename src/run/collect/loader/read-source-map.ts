import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

const lastAddress = /^[ \t]*\/\/[#@][ \t]*sourceMappingURL=(\S+)[ \t]*$/gm;
const inlineMap = /^data:application\/json(?:;charset=[\w-]+)?(;base64)?,(.*)$/i;

/** The map that a text names last, in itself or in a file beside it, as JSON. Empty: there is none that can be read. */
export function readSourceMap(text: string, file: string): string {
  const address = [...text.matchAll(lastAddress)].at(-1)?.[1];
  if (address === undefined) return '';
  try {
    const [, base64, data] = inlineMap.exec(address) ?? [];
    if (data === undefined) return readFileSync(resolve(dirname(file), decodeURIComponent(address)), 'utf8');
    return base64 ? Buffer.from(data, 'base64').toString('utf8') : decodeURIComponent(data);
  } catch {
    // A map that is not there says nothing about the code: its own positions are then the best there is.
    return '';
  }
}

export function parseSourceMap(json: string): object | undefined {
  try {
    const map: unknown = JSON.parse(json);
    return typeof map === 'object' && map !== null && 'mappings' in map ? map : undefined;
  } catch {
    return undefined;
  }
}
