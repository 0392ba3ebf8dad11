/** What a model says of one Declaration: prose only. Names of parameters come from the parser, never from here. */
export interface DocProse {
  /** One or two sentences. Never empty. */
  readonly summary: string;
  /** By parameter; those without an entry are left out of the comment. */
  readonly params: Readonly<Record<string, string>>;
  /** Empty: nothing to say. */
  readonly returns: string;
  readonly throws: readonly { readonly type: string; readonly text: string }[];
}
