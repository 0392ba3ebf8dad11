/** Where the files of a scratch tree come from: the working tree, or a commit. */
export interface TreeSource {
  /** Files and links of the tree, from its root, with `/`. Called once for each tree. */
  list(): Promise<readonly string[]>;
  /** Puts some of them below a folder, over what is there. Paths that are no longer in the source are passed over. */
  copy(paths: readonly string[], folder: string): Promise<void>;
}
