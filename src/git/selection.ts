/** What the user wants reviewed. */
export type Selection =
  /** What the next commit would hold. */
  | { readonly kind: 'staged' }
  /** Everything not yet committed, staged or not, and new files that are not ignored. */
  | { readonly kind: 'working-tree' }
  /** What HEAD adds since it left `ref` (`ref...HEAD`). */
  | { readonly kind: 'base'; readonly ref: string }
  /** One commit against its first parent, so that a merge shows what it brought in. */
  | { readonly kind: 'commit'; readonly ref: string }
  /** What `head` adds since it left `base` (`base...head`). */
  | { readonly kind: 'range'; readonly base: string; readonly head: string }
  /** What stands between two commits, both as ids, whatever their history is. `title` is for people. */
  | { readonly kind: 'trees'; readonly base: string; readonly head: string; readonly title: string }
  /** Staged if anything is, else the working tree if anything differs, else the last commit. */
  | { readonly kind: 'auto' };
