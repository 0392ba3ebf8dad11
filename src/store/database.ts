/** Asks the database. Rows are objects by column; `text` without `values` may hold several statements. */
export interface Sql {
  query<Row = Readonly<Record<string, unknown>>>(
    text: string,
    values?: readonly unknown[],
  ): Promise<readonly Row[]>;
}

/** PostgreSQL, embedded or on a server: all that the store must know of the difference. */
export interface Database extends Sql {
  /** All of it or nothing; what is committed survives loss of power. */
  transaction<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
  /** No other process that uses the same database runs this at the same time. */
  alone<T>(work: () => Promise<T>): Promise<T>;
  /** Whether no other process can use this database: what was under way when it was opened is under way no more. */
  readonly isOwn: boolean;
  /** Frees space and renews statistics, where the database does not do it by itself. */
  tidy(): Promise<void>;
  close(): Promise<void>;
}
