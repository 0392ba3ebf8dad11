/** Shortest block that counts, in characters. */
const minBlock = 40;
const maxBlock = 400;
const inARow = 5;
const nearby = 10;
/** Ten blocks within this many characters are "nearby": twice their own length. */
const nearbySpan = 2 * nearby * minBlock;

/** Characters at the end of a reply that {@link endsInRepetition} looks at. */
export const repetitionSpan = inARow * maxBlock;

/**
 * True when the text ends in a loop: a block of 40 to 400 characters five times in a row, or its last 40 characters
 * ten times within 800. The thresholds are those that other clients of small models settled on; blank text is the
 * business of the blank guard.
 */
export function endsInRepetition(text: string): boolean {
  const tail = text.slice(-repetitionSpan);
  if (tail.slice(-minBlock).trim() === '') return false;
  return repeatsInARow(tail) || repeatsNearby(tail);
}

function repeatsInARow(tail: string): boolean {
  for (let period = 1; period <= maxBlock && period * inARow <= tail.length; period += 1) {
    // A short period fills the block: "ab" is a loop once it stands for five blocks of 40.
    const block = Math.ceil(minBlock / period) * period;
    if (period > maxBlock || block * inARow > tail.length) continue;
    if (hasPeriod(tail, period, block * inARow)) return true;
  }
  return false;
}

function hasPeriod(tail: string, period: number, length: number): boolean {
  const first = tail.length - length;
  for (let at = tail.length - 1; at >= first + period; at -= 1) {
    if (tail.charCodeAt(at) !== tail.charCodeAt(at - period)) return false;
  }
  return true;
}

function repeatsNearby(tail: string): boolean {
  const near = tail.slice(-nearbySpan);
  // The text may end in words that change from turn to turn: look for the block a little before the end, too.
  for (let end = near.length; end > near.length - minBlock && end >= minBlock; end -= 1) {
    const block = near.slice(end - minBlock, end);
    if (block.trim() !== '' && near.split(block).length - 1 >= nearby) return true;
  }
  return false;
}
