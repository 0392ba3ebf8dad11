/** What {@link pinServer} needs of a server address; `origin` is who named it, for the error. */
export interface PinInput {
  readonly url: URL;
  readonly origin: string;
}

export interface LookupAnswer {
  readonly address: string;
  readonly family: number;
}

export interface PinOptions {
  /** Host names, addresses or CIDR ranges that the operator allows besides loopback (`--allow-host`). */
  readonly allowHosts: readonly string[];
  /** All addresses of a name; asked once and only for names. */
  readonly lookup: (host: string) => Promise<readonly LookupAnswer[]>;
}

/** The one address every connection of this run goes to, so that a second DNS answer changes nothing. */
export interface PinnedServer {
  readonly url: URL;
  readonly address: string;
  readonly family: 4 | 6;
}

/** Throws GalleyError `host-not-allowed`, or `server-unreachable` when the name has no address. */
export async function pinServer(address: PinInput, options: PinOptions): Promise<PinnedServer> {
  throw new Error(`not written: ${address.origin} ${String(options.allowHosts.length)}`);
}
