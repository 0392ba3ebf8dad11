import { GalleyError } from '../../errors.ts';

/** Values as the user wrote them; an absent or empty variable is skipped. */
export interface ServerInput {
  /** `--server`. */
  readonly server?: string | undefined;
  /** `GALLEY_SERVER`. */
  readonly galleyServer?: string | undefined;
  /** `OLLAMA_HOST`, read as Ollama's own client reads it. */
  readonly ollamaHost?: string | undefined;
  readonly backend?: 'ollama' | 'openai' | 'gguf' | undefined;
}

export interface ServerAddress {
  /** Base of all requests: no user information, query or trailing slash; `pathname` is `/` or such as `/v1`. */
  readonly url: URL;
  readonly backend: 'ollama' | 'openai';
  /** Where the value came from: `--server`, `GALLEY_SERVER`, `OLLAMA_HOST` or `default`. */
  readonly origin: string;
}

const ollamaPort = '11434';

/**
 * Which server prompts go to: `--server`, else `GALLEY_SERVER`, else `OLLAMA_HOST`, else `http://127.0.0.1:11434`.
 *
 * All three are read by the rules of Ollama's client (envconfig `Host`): quotes and blanks around the value are
 * dropped, no scheme means http, the port is 11434 without a scheme, 80 after `http://`, 443 after `https://`.
 * Beyond them: a bind address (0.0.0.0, ::) means this machine, and a wrong port is an error, not the default.
 * A path that ends in `/v1` means the OpenAI protocol when `backend` does not say.
 * Throws GalleyError `invalid-usage` that names the origin and never repeats user information.
 */
export function resolveServerAddress(input: ServerInput): ServerAddress {
  if (input.backend === 'gguf') {
    throw new GalleyError('invalid-usage', {
      what: 'A model file needs no server.',
      why: '--backend gguf runs the file in a process of its own.',
      todo: 'Leave out --server, or choose --backend ollama or --backend openai.',
    });
  }
  const { origin, text } = pickSource(input);
  const url = parseServerUrl(text, origin);
  return { url, origin, backend: input.backend ?? (/\/v1$/u.test(url.pathname) ? 'openai' : 'ollama') };
}

function pickSource(input: ServerInput): { origin: string; text: string } {
  if (input.server !== undefined) return { origin: '--server', text: unquote(input.server) };
  const galleyServer = unquote(input.galleyServer ?? '');
  if (galleyServer !== '') return { origin: 'GALLEY_SERVER', text: galleyServer };
  const ollamaHost = unquote(input.ollamaHost ?? '');
  if (ollamaHost !== '') return { origin: 'OLLAMA_HOST', text: ollamaHost };
  return { origin: 'default', text: `http://127.0.0.1:${ollamaPort}` };
}

function unquote(text: string): string {
  return text
    .trim()
    .replace(/^["']+|["']+$/gu, '')
    .trim();
}

function parseServerUrl(text: string, origin: string): URL {
  if (text === '') throw refused(origin, 'It is empty.');
  if (text.includes('@')) throw refused(origin, 'It holds a user name or password.');
  const [scheme, rest] = splitScheme(text);
  if (scheme !== 'http' && scheme !== 'https')
    throw refused(origin, `"${scheme}" is not a scheme Galley speaks.`);
  const url = buildUrl(text, scheme, rest, origin);
  if (/^(?:0\.0\.0\.0|\[::\])$/u.test(url.hostname)) {
    // An address to listen on, not one to call: the server is on this machine.
    url.hostname = url.hostname === '[::]' ? '[::1]' : '127.0.0.1';
  }
  url.pathname = url.pathname.replace(/\/+$/u, '');
  return url;
}

/** Scheme in lower case (`http` when there is none) and what follows it. */
function splitScheme(text: string): [string, string] {
  const at = text.indexOf('://');
  return at === -1 ? ['http', text] : [text.slice(0, at).toLowerCase(), text.slice(at + 3)];
}

function buildUrl(text: string, scheme: string, rest: string, origin: string): URL {
  // Anything but printable ASCII: blanks, controls, backslashes that URL parsers read as slashes, look-alikes.
  if (!/^[!-[\]-~]+$/u.test(text)) throw refused(origin, 'It holds characters that no address has.');
  if (/[?#]/u.test(rest)) throw refused(origin, 'It holds a query or fragment.');
  const slash = rest.indexOf('/');
  const hostAndPort = slash === -1 ? rest : rest.slice(0, slash);
  const path = slash === -1 ? '' : rest.slice(slash);
  if (hostAndPort === '' || /:\//u.test(rest)) throw refused(origin, `"${text}" is not an address.`);
  const { host, port } = splitPort(hostAndPort);
  if (port !== '' && !(/^\d{1,5}$/u.test(port) && Number(port) > 0 && Number(port) <= 65_535)) {
    throw refused(origin, `"${port}" is not a port.`);
  }
  const hasScheme = text.includes('://');
  const usedPort = port === '' ? (hasScheme ? '' : `:${ollamaPort}`) : `:${port}`;
  const usedHost = host === '' ? '127.0.0.1' : host;
  try {
    return new URL(`${scheme}://${usedHost}${usedPort}${path}`);
  } catch (cause) {
    throw refused(origin, `"${text}" is not an address.`, cause);
  }
}

/** `port` is empty when none is given; an IPv6 host comes back in brackets. */
function splitPort(text: string): { host: string; port: string } {
  const bracketed = /^(\[[^\]]*\])(?::(.*))?$/u.exec(text);
  if (bracketed) return { host: bracketed[1] ?? '', port: bracketed[2] ?? '' };
  const colons = text.split(':').length - 1;
  if (colons > 1) return { host: `[${text}]`, port: '' };
  const [host = '', port = ''] = text.split(':');
  return { host, port };
}

function refused(origin: string, why: string, cause?: unknown): GalleyError {
  const name = origin === '--server' ? '--server' : `The variable ${origin}`;
  return new GalleyError('invalid-usage', {
    what: `${name} does not name a model server.`,
    why,
    todo: 'Write it as http://127.0.0.1:11434',
    cause,
  });
}

export { pinServer, type PinnedServer, type PinOptions } from './pin-server.ts';
