import { brokenDiff } from './broken-diff.ts';
import type { RawFile } from './raw-file.ts';
import { unquotePath } from './unquote-path.ts';

/** Spaces tried around the middle of a command line before it is called unreadable: bounds the work on hostile input. */
const mostSplits = 64;

/**
 * The two names behind `diff --git `, prefixes included.
 *
 * Spaces in names are not quoted, so the line alone is ambiguous. A name known from `---` or `+++` is cut off;
 * without one the file kept its name, and the right space is the one with the same name on both sides.
 *
 * @throws GalleyError `broken-diff` when no space gives two names.
 */
export function splitCommand(file: RawFile): readonly [base: string, head: string] {
  const { command, baseName, headName, line } = file;
  if (baseName !== undefined && headName !== undefined) return [baseName, headName];
  if (command.startsWith('"')) {
    const base = unquotePath(command, 0, line);
    return [base.name, nameAt(command, base.end + 1, line)];
  }
  const quote = command.indexOf(' "');
  if (quote > 0) return [command.slice(0, quote), nameAt(command, quote + 1, line)];
  if (headName !== undefined) return [command.slice(0, -headName.length - 1), headName];
  if (baseName !== undefined) return [baseName, command.slice(baseName.length + 1)];
  return splitAtSpace(file);
}

function nameAt(command: string, start: number, line: number): string {
  return command.startsWith('"', start) ? unquotePath(command, start, line).name : command.slice(start);
}

function splitAtSpace({ command, line }: RawFile): readonly [base: string, head: string] {
  const middle = (command.length - 1) / 2;
  let best: readonly [base: string, head: string] | undefined;
  let bestShared = 0;
  for (const space of spacesAround(command, Math.floor(middle))) {
    const [base, head] = [command.slice(0, space), command.slice(space + 1)];
    const shared = sharedName(base, head);
    if (shared > bestShared) [best, bestShared] = [[base, head], shared];
    // Prefixes of one length (a/ b/, i/ w/, none): the space in the middle leaves nothing to choose.
    if (space === middle && shared > 0) break;
  }
  if (best === undefined)
    throw brokenDiff(line, 'The two file names behind "diff --git" cannot be told apart.');
  return best;
}

/** Length of the name that two prefixed names share: all of it, or what follows the first slash they share. */
function sharedName(base: string, head: string): number {
  if (base === head) return base.length;
  const slash = base.indexOf('/', base.length - commonSuffix(base, head));
  return slash < 0 ? 0 : base.length - slash - 1;
}

/** Offsets of spaces, the nearest to the middle first. */
function* spacesAround(text: string, middle: number): Generator<number> {
  let left = text.lastIndexOf(' ', middle);
  let right = text.indexOf(' ', middle + 1);
  for (let count = 0; count < mostSplits && (left >= 0 || right >= 0); count += 1) {
    if (left >= 0 && (right < 0 || middle - left <= right - middle)) {
      yield left;
      left = left === 0 ? -1 : text.lastIndexOf(' ', left - 1);
    } else {
      yield right;
      right = text.indexOf(' ', right + 1);
    }
  }
}

/** How many characters two texts share at their ends. */
export function commonSuffix(left: string, right: string): number {
  const most = Math.min(left.length, right.length);
  let length = 0;
  while (length < most && left.at(-1 - length) === right.at(-1 - length)) length += 1;
  return length;
}
