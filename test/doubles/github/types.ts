import type { AppOptions, AppServer } from './apps/app-server.ts';
import type { Git } from './git/open-git.ts';
import type { LimitOptions } from './guards/limit-options.ts';
import type { Quota } from './guards/meter.ts';
import type { State } from './state/state.ts';
import type { WebhookOptions } from './webhooks/webhook-options.ts';
import type { Webhooks } from './webhooks/open-webhooks.ts';

/** The permissions of an installation or of `GITHUB_TOKEN` that the routes of this double ask for. */
export type Permission =
  'metadata' | 'contents' | 'pull_requests' | 'issues' | 'checks' | 'statuses' | 'administration';
export type Access = 'read' | 'write';
/** All of these; `write` holds `read`. */
export type Needs = Partial<Readonly<Record<Permission, Access>>>;

/** Whom a token stands for and what it may do. */
export interface TokenOptions {
  readonly login: string;
  readonly type: 'User' | 'Bot';
  readonly permissions: Needs;
  /** Full names (`owner/repo`) of the repositories it reaches; absent: all. */
  readonly scope?: readonly string[];
  /** Unix milliseconds from which on the token is refused with 401. */
  readonly expiresAt?: number;
  /** So many requests are served; the next is refused with 401, as when a token expires in the middle of a run. */
  readonly expiresAfter?: number;
  /** Of which installation it is. */
  readonly installation?: number;
}

export type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';

/** One request as it came, the body read. */
export interface Call {
  /** 1 is the first request of this double. */
  readonly number: number;
  readonly method: string;
  /** Decoded nowhere, without the query and without `/api/v3`. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string>>;
  readonly rawBody: string;
  /** `{}` without a body; a body that is no JSON object is refused with 400 before any guard. */
  readonly body: Readonly<Record<string, unknown>>;
}

/** What goes back. `body` is sent as JSON, `text` as it is; neither: no body. */
export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly text?: string;
  /** Waits before anything is sent. */
  readonly delayMs?: number;
  /** Waits behind every 64 bytes of the body. */
  readonly dripMs?: number;
  /** Ends the connection instead of answering: before the headers, or in the middle of the body. */
  readonly drop?: 'before-headers' | 'mid-body';
}

/** Everything a handler, guard, spoiler or witness may look at. */
export interface Context {
  readonly call: Call;
  /** Undefined: no route fits, the reply is 404. */
  readonly route: Route | undefined;
  /** Decoded parameters of the route's path. */
  readonly params: Readonly<Record<string, string>>;
  /** Name of the token in the options; undefined: none, or one that is not known. */
  readonly tokenName: string | undefined;
  readonly token: TokenOptions | undefined;
  readonly inside: Inside;
}

/** One row of the table: `path` is written as in GitHub's OpenAPI document, so that a witness finds its schema. */
export interface Route {
  readonly method: Method;
  readonly path: string;
  /** What the token must hold; of a list, any one entry will do. Absent: nothing but a known token. */
  readonly needs?: Needs | readonly Needs[];
  /** A page for people: anybody may open it, and no limit counts it. */
  readonly isPage?: boolean;
  /** Asked with the signed name of an app instead of a token: the handler looks at it. */
  readonly isForApps?: boolean;
  readonly handle: (context: Context) => Reply | Promise<Reply>;
}

/** Runs before the handler; the first reply that comes back is sent and nothing is stored. */
export type Guard = (context: Context) => Reply | undefined | Promise<Reply | undefined>;
/** Runs after the handler has stored what it stores: may replace what is sent ("store, then 502"). */
export type Spoiler = (context: Context, reply: Reply) => Reply | Promise<Reply>;
/** Sees the truthful reply (before any spoiler); what it throws is kept as a failure of the double. */
export type Witness = (context: Context, reply: Reply) => void | Promise<void>;

export interface Hooks {
  readonly guards: readonly Guard[];
  readonly spoilers: readonly Spoiler[];
  readonly witnesses: readonly Witness[];
}

/** The running double from inside, shared by all requests. */
export interface Inside {
  readonly options: GitHubOptions;
  readonly state: State;
  readonly git: Git;
  /** By the secret itself; a token may be added, changed or revoked while the double runs. */
  readonly tokens: Map<string, TokenOptions>;
  /** Base of the pages, without a slash at the end: `http://127.0.0.1:PORT`. */
  readonly url: string;
  /** Base of the API: the same, or with `/api/v3` in requests that came that way. */
  readonly apiUrl: string;
  readonly apps: AppServer;
  readonly webhooks: Webhooks;
  /** Unix milliseconds. */
  readonly now: () => number;
  /** By which the times in the signed names of apps are judged. */
  readonly appClock: () => number;
  /** A number that no other record has. */
  readonly nextId: () => number;
  /** What the caller has left of this hour. */
  readonly quota: (context: Context, resource: 'core' | 'graphql') => Quota;
}

export interface GitHubOptions {
  /** 0 (default): a free one. */
  readonly port?: number;
  /** Folder for the bare repositories; absent: a temporary one that `close` removes. */
  readonly folder?: string;
  /** By the secret itself, as in `Authorization: Bearer NAME`. */
  readonly tokens?: Readonly<Record<string, TokenOptions>>;
  /** GitHub Apps, which get tokens for their installations by a signed request. */
  readonly apps?: readonly AppOptions[];
  /** Where events go; absent: `state.events` holds what would be sent. */
  readonly webhooks?: WebhookOptions;
  /** Unix milliseconds; default: the clock of this machine. */
  readonly now?: () => number;
  /** By which the times in the signed names of apps are judged; default: the clock of this machine, whatever `now` is. */
  readonly appClock?: () => number;
  /** Default: GitHub's, on the clock above; `none` for tests that ask more of a double than GitHub would allow. */
  readonly limits?: Partial<LimitOptions> | 'none';
  /** Added after the double's own. */
  readonly hooks?: Partial<Hooks>;
}
