import { GalleyError } from '../../errors.ts';
import { canonicalIp, isInRange, isLoopback, isMetadata, type IpAddress } from './ip-address.ts';

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

/**
 * Resolves the server's host once and decides whether prompts may go there, whatever named it.
 *
 * Loopback always may. Another address needs an entry in `allowHosts`: its host name, the address, or a range.
 * A link-local or metadata address needs the address itself: neither a name nor a range opens it.
 * Throws GalleyError `host-not-allowed`, or `server-unreachable` when the name has no address.
 */
export async function pinServer(server: PinInput, options: PinOptions): Promise<PinnedServer> {
  const host = bareHost(server.url.hostname);
  const candidates = await findAddresses(host, options);
  const best =
    candidates.find(isLoopback) ?? candidates.find((ip) => isAllowed(host, ip, options.allowHosts));
  if (best) return { url: server.url, address: best.address, family: best.family };
  throw refusal(server, host, candidates);
}

function bareHost(hostname: string): string {
  return hostname
    .toLowerCase()
    .replace(/^\[|\]$/gu, '')
    .replace(/\.$/u, '');
}

async function findAddresses(host: string, options: PinOptions): Promise<readonly IpAddress[]> {
  const literal = canonicalIp(host);
  if (literal) return [literal];
  // Servers bind 127.0.0.1, while many systems answer ::1 first; and nothing else may call itself localhost.
  if (host === 'localhost') return [{ address: '127.0.0.1', family: 4 }];
  try {
    const answers = await options.lookup(host);
    return answers.flatMap((answer) => canonicalIp(answer.address) ?? []);
  } catch (cause) {
    throw new GalleyError('server-unreachable', {
      what: `The model server's host ${host} has no address.`,
      why: cause instanceof Error ? cause.message : '',
      todo: 'Check the spelling, or use http://127.0.0.1:11434 for a server on this machine.',
      cause,
    });
  }
}

function isAllowed(host: string, ip: IpAddress, allowHosts: readonly string[]): boolean {
  return allowHosts.some((entry) => {
    const wanted = bareHost(entry.trim());
    if (canonicalIp(wanted)?.address === ip.address) return true;
    return !isMetadata(ip) && (wanted === host || isInRange(ip, wanted));
  });
}

function refusal(server: PinInput, host: string, candidates: readonly IpAddress[]): GalleyError {
  const first = candidates[0];
  if (!first) {
    return new GalleyError('server-unreachable', {
      what: `The model server's host ${host} has no address.`,
      todo: 'Check the spelling, or use http://127.0.0.1:11434 for a server on this machine.',
    });
  }
  const where = first.address === host ? host : `${host} (${first.address})`;
  const isSpecial = isMetadata(first);
  const isNamed = canonicalIp(host) === undefined;
  return new GalleyError('host-not-allowed', {
    what: `The model server ${where} is not on this machine. Nothing was sent.`,
    why: isSpecial
      ? `${server.origin} leads to a link-local or metadata address.`
      : `${server.origin} names it, and prompts hold your code.`,
    todo: `--allow-host ${isNamed && !isSpecial ? host : first.address}`,
  });
}
