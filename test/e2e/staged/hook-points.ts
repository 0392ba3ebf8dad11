/** Something the hook's process does that can be seen from outside of its code. */
export interface HookEvent {
  /** `spawn`: before; `spawned`: while it runs; `ended`. The same for `rename` and `renamed`. */
  readonly when: 'spawn' | 'spawned' | 'ended' | 'rename' | 'renamed' | 'removed';
  /** Subcommand of git, or what kind of file is put in place. */
  readonly what: string;
  /** 1-based: which of them. */
  readonly nth: number;
}

/**
 * Where the hook can be stopped: between any two things it does, and while git works for it. Which of them a commit passes
 * depends on its kind: an index that git holds is replaced, another one is not.
 */
export const hookPoints = {
  listing: event('spawned', 'diff'),
  reading: event('spawned', 'cat-file'),
  read: event('ended', 'cat-file'),
  'writing blobs': event('spawned', 'unpack-objects'),
  blobs: event('ended', 'unpack-objects'),
  merging: event('spawned', 'merge-file'),
  prepared: event('spawn', 'apply'),
  staging: event('spawned', 'apply'),
  applied: event('ended', 'apply'),
  'first index': event('renamed', 'index'),
  'second index': event('renamed', 'index', 2),
  copying: event('rename', 'copy'),
  copied: event('renamed', 'copy'),
  'all copied': event('renamed', 'copy', 2),
  recording: event('rename', 'record'),
  recorded: event('renamed', 'record'),
  tidied: event('removed', 'scratch'),
} as const satisfies Readonly<Record<string, HookEvent>>;

export type HookPoint = keyof typeof hookPoints;

function event(when: HookEvent['when'], what: string, nth = 1): HookEvent {
  return { when, what, nth };
}
