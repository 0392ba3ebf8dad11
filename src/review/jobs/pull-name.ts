import type { PullKey } from './errand.ts';

/** `owner/name#12`. */
export function pullName({ repository, number }: PullKey): string {
  return `${repository}#${String(number)}`;
}

/** Undefined for anything that is no `owner/name#12`. */
export function readPullName(text: string): PullKey | undefined {
  const [, repository, number] = /^([^/\s#]{1,100}\/[^/\s#]{1,100})#(\d{1,9})$/.exec(text) ?? [];
  return repository === undefined ? undefined : { repository, number: Number(number) };
}
