import { describeSeconds } from '../describe-review.ts';

/** `38 s`, `2 min 5 s`, `12 min`, `3 h 4 min`, `2 d 3 h`: at most two units. Of a time that went back: `0.0 s`. */
export function describeMs(ms: number): string {
  const seconds = Math.max(0, ms) / 1000;
  if (seconds < 120) return describeSeconds(seconds);
  const whole = Math.round(seconds);
  if (whole < 600) return inTwo(whole, 60, ['min', 's']);
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${String(minutes)} min`;
  return minutes < 48 * 60
    ? inTwo(minutes, 60, ['h', 'min'])
    : inTwo(Math.floor(minutes / 60), 24, ['d', 'h']);
}

function inTwo(count: number, size: number, [large, small]: readonly [string, string]): string {
  const rest = count % size;
  const whole = `${String(Math.floor(count / size))} ${large}`;
  return rest === 0 ? whole : `${whole} ${String(rest)} ${small}`;
}

/** How long ago, in one unit: `12 s ago`, `3 min ago`, `5 d ago`; `in 2 min` for what is to come. */
export function describeAgo(at: number, now: number): string {
  const seconds = Math.round(Math.abs(now - at) / 1000);
  if (seconds < 1) return 'just now';
  const [unit, size] = units.find(([, least]) => seconds >= least) ?? (['s', 1] as const);
  const count = `${String(Math.floor(seconds / size))} ${unit}`;
  return at > now ? `in ${count}` : `${count} ago`;
}

const units = [
  ['d', 86_400],
  ['h', 3600],
  ['min', 60],
  ['s', 1],
] as const;

/** How long ago for people, exactly for whoever points at it. Nothing known: a dash. */
export function renderTime(at: number | undefined, now: number): string {
  if (at === undefined || !(Math.abs(at) < 8.64e15)) return '<span class="muted">–</span>';
  const exact = new Date(at).toISOString();
  const shown = exact.replace('T', ' ').replace(/\.\d+Z$/, ' UTC');
  return `<time datetime="${exact}" title="${shown}">${describeAgo(at, now)}</time>`;
}
