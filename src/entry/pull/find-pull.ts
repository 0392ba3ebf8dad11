import { GalleyError } from '../../errors.ts';
import { printable } from '../../safety/printable.ts';

/** One pull request, and where its forge is. */
export interface PullName {
  /** Without a slash at the end: `https://api.github.com`. */
  readonly api: string;
  /** Where its pages and its git are: `https://github.com`. */
  readonly server: string;
  /** `owner/name`. */
  readonly repository: string;
  readonly number: number;
}

export const publicApi = 'https://api.github.com';
const publicServer = 'https://github.com';
const nameForm = /^[A-Za-z0-9][A-Za-z0-9-]{0,38}\/(?!\.{1,2}$)[A-Za-z0-9._-]{1,100}$/;

/**
 * The pull request that a user named: its address, `owner/name#12`, or the number of one in this repository.
 *
 * @param forge address of the API that the operator configured; a token is sent to no other one
 * @param origin address of the remote `origin` of this repository, as git has it; undefined: there is none
 * @throws GalleyError `invalid-usage`
 */
export function findPull(named: string, forge: string | undefined, origin: string | undefined): PullName {
  const [, url, ownPath] = /^(https?:\/\/[^/\s@]+)\/([^\s?#]+)/.exec(named) ?? [];
  if (url !== undefined) {
    const [, repository = '', number = ''] =
      /^([^/]+\/[^/]+)\/pull\/(\d{1,9})(?:\/|$)/.exec(ownPath ?? '') ?? [];
    return pull(named, repository, number, placeOf(url, forge));
  }
  const [, given, number = ''] = /^(?:([^#\s]+)#|#)?(\d{1,9})$/.exec(named) ?? [];
  if (given !== undefined) return pull(named, given, number, placeOf(undefined, forge));
  if (number === '') throw unclear(named);
  const remote = readRemote(origin);
  if (remote === undefined) throw unclear(named, 'The remote "origin" of this repository names no forge.');
  return pull(named, remote.repository, number, placeOf(remote.server, forge));
}

type Place = Pick<PullName, 'api' | 'server'>;

function pull(named: string, repository: string, number: string, place: Place): PullName {
  if (!nameForm.test(repository) || number === '' || Number(number) === 0) throw unclear(named);
  return { ...place, repository, number: Number(number) };
}

/** A repository must not say where a token goes: only GitHub itself is known, any other forge is the operator's to name. */
function placeOf(server: string | undefined, forge: string | undefined): Place {
  const known = forge === undefined ? { api: publicApi, server: publicServer } : placeOfApi(forge);
  if (server === undefined || sameHost(server, known.server)) return known;
  const api = `${server.replace(/\/+$/, '')}/api/v3`;
  throw new GalleyError('invalid-usage', {
    what: `${printable(server, 200)} is not the forge that Galley may talk to`,
    why: `Its token goes to ${known.api} alone.`,
    todo: `If that is your forge: --forge ${printable(api, 200)}`,
  });
}

/** An Enterprise server has its API below its own address. */
export function placeOfApi(forge: string): Place {
  const api = forge.replace(/\/+$/, '');
  if (api === publicApi) return { api, server: publicServer };
  if (new URL(api).protocol === 'http:' && !isLoopback(new URL(api).hostname)) {
    throw new GalleyError('invalid-usage', {
      what: `${api} is not encrypted`,
      why: 'A token would be readable on its way.',
      todo: 'Give the address that begins with https.',
    });
  }
  return { api, server: api.replace(/\/api\/v3$/, '') };
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(host);
}

function sameHost(a: string, b: string): boolean {
  return new URL(a).host === new URL(b).host;
}

/** `git@host:owner/name.git`, `ssh://git@host/owner/name`, `https://host/owner/name.git`. */
function readRemote(origin: string | undefined): { server: string; repository: string } | undefined {
  const [, host, path = ''] =
    /^(?:https?:\/\/|ssh:\/\/)(?:[^@/\s]+@)?([^/\s:]+(?::\d+)?)\/(.+)$/.exec(origin ?? '') ??
    /^[^@/\s]+@([^:/\s]+):(.+)$/.exec(origin ?? '') ??
    [];
  if (host === undefined) return undefined;
  const isPlain = (origin ?? '').startsWith('http://');
  const server = `${isPlain ? 'http' : 'https'}://${(origin ?? '').startsWith('ssh') ? host.replace(/:\d+$/, '') : host}`;
  return { server, repository: path.replace(/\/+$/, '').replace(/\.git$/, '') };
}

function unclear(named: string, why = 'A pull request is named by its address or its number.'): GalleyError {
  return new GalleyError('invalid-usage', {
    what: `Can't tell which pull request "${printable(named, 200)}" is`,
    why,
    todo: 'galley review --pr https://github.com/OWNER/NAME/pull/12',
  });
}
