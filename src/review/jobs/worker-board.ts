/** Where workers tell how they are, for processes that take no jobs themselves. */
export interface WorkerBoard {
  /** `name`: of one process. Told again and again: what was told long ago counts no more. */
  tell(name: string, model: ModelSeen | undefined): Promise<void>;
  /** It stops. */
  leave(name: string): Promise<void>;
  /** Those that told of themselves within so many milliseconds, by name. */
  list(withinMs: number): Promise<readonly WorkerSeen[]>;
}

export interface WorkerSeen {
  readonly name: string;
  /** Undefined: it asks none. */
  readonly model: ModelSeen | undefined;
}

/** How a worker found its model. */
export interface ModelSeen {
  readonly state: 'ok' | 'failed';
  /** For the operator. */
  readonly detail: string;
  /** Whether it is in memory now. Left out: nobody knows. */
  readonly loaded?: boolean;
}
