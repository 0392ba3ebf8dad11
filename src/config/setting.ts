import type { $ZodType } from 'zod/v4/core';

/** One row of the settings table: everything Galley knows about one setting. */
export interface Setting<Schema extends $ZodType = $ZodType, Default = unknown> {
  /** What a value must look like. Only checks that JSON Schema can say too, so that editors and Galley agree. */
  readonly schema: Schema;
  /** Undefined: nothing is set, and the description says what happens then. */
  readonly default: Default;
  /** One sentence, with units. */
  readonly description: string;
  /**
   * Who may set it. `operator`: flag, environment, operator file. `repository`: also `.galley.yml`.
   * `environment`: nothing but its variable, because a secret in a file or an argument list leaks.
   */
  readonly setBy: SetBy;
  /** What a valid value looks like, for messages; needed where the schema is a pattern. */
  readonly form?: string;
  readonly flag?: Flag;
  /** Never printed, not even in an error about itself. */
  readonly isSecret?: boolean;
  /** An address, which may hold a password: an error shows no more of it than the place it leads to. */
  readonly isAddress?: boolean;
  /** A path: in the operator file it is relative to that file's folder, elsewhere to the working directory. */
  readonly isPath?: boolean;
  /** `app`: means something to `galley serve` alone, so that it is no input of the Action. */
  readonly usedBy?: 'app';
}

export type SetBy = 'operator' | 'repository' | 'environment';

export interface Flag {
  /** As commander spells it: `--model <name>`, or `--no-cache` for a switch. */
  readonly flags: string;
  /** What a switch means when it is given. Undefined for flags that take a value. */
  readonly sets?: boolean;
  /** What a switch does, where that is the opposite of the row's description. */
  readonly description?: string;
}
