/** Whether a model can be asked, found out without one prompt. */
export interface ModelPresence {
  readonly name: string;
  /** Of its server, without user information; of a file: its path. */
  readonly address: string;
  /** In memory now; false: the next call loads it. Undefined: the server does not say. */
  readonly isLoaded: boolean | undefined;
}
