/** Where a room says what it did. Static message first, facts as data: never prompt text, code or tokens. */
export interface Log {
  debug(message: string, facts?: Facts): void;
  info(message: string, facts?: Facts): void;
  warn(message: string, facts?: Facts): void;
}

export type Facts = Readonly<Record<string, string | number | boolean | undefined>>;

/** Says nothing: the default where nobody listens. */
export const silentLog: Log = { debug: () => {}, info: () => {}, warn: () => {} };
