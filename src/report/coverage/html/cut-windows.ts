/** Lines `first` to `last`, 1-based and inclusive, and whether they are worth showing at once. */
export interface Window {
  readonly first: number;
  readonly last: number;
  readonly isShown: boolean;
}

/** Fewer lines than this are shown rather than hidden behind a line that says so. */
const leastHidden = 4;

/**
 * All lines of a file as windows, one after the other: those of interest with `context` lines around them, and what lies
 * between.
 *
 * @param interest 1-based line numbers, in any order
 */
export function cutWindows(interest: Iterable<number>, count: number, context: number): readonly Window[] {
  const shown = new Uint8Array(count + 2);
  for (const line of interest)
    for (let near = Math.max(1, line - context); near <= Math.min(count, line + context); near++)
      shown[near] = 1;
  const windows: Window[] = [];
  for (let line = 1; line <= count; line++) {
    const isShown = shown[line] === 1;
    const last = windows.at(-1);
    if (last?.isShown === isShown) windows[windows.length - 1] = { ...last, last: line };
    else windows.push({ first: line, last: line, isShown });
  }
  return joinShort(windows);
}

function joinShort(windows: readonly Window[]): readonly Window[] {
  const joined: Window[] = [];
  for (const window of windows) {
    const isShown = window.isShown || (windows.length > 1 && window.last - window.first < leastHidden - 1);
    const last = joined.at(-1);
    if (last?.isShown === isShown) joined[joined.length - 1] = { ...last, last: window.last };
    else joined.push({ ...window, isShown });
  }
  return joined;
}
