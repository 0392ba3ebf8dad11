import { generateKeyPairSync } from 'node:crypto';
import type { Emulator, SeedConfig } from 'emulate';
import type { Installation } from '../state/installations.ts';
import type { Repository } from '../state/records.ts';
import type { Needs } from '../types.ts';

/** A GitHub App and where it is installed. */
export interface AppOptions {
  readonly id: number;
  /** Its bot is `slug[bot]`. */
  readonly slug: string;
  readonly permissions: Needs;
  readonly installations: readonly {
    readonly id: number;
    /** Login of the owner of the repositories. */
    readonly account: string;
    /** Names without the owner; absent: all of the account. */
    readonly repositories?: readonly string[];
  }[];
}

export interface AppQuestion {
  readonly method: string;
  readonly path: string;
  readonly authorization: string;
  readonly body: string;
  readonly baseUrl: string;
}

/** `emulate` behind the double: it knows the keys of apps, their installations and which tokens they may have. */
export interface AppServer {
  readonly apps: readonly AppOptions[];
  /** Makes an app known that did not exist when the double began. */
  readonly add: (app: AppOptions) => void;
  /** The private key of an app, PEM. */
  readonly keyOf: (slug: string) => string;
  /** Links of the answer begin with `baseUrl`. */
  readonly ask: (question: AppQuestion) => Promise<{ readonly status: number; readonly text: string }>;
  readonly close: () => Promise<void>;
}

/** What apps can be installed on, and where they are, at this moment. */
interface Surroundings {
  readonly repositories: readonly Repository[];
  readonly installations: readonly Installation[];
}

/** Starts `emulate` with the first question, and anew when there is something else than it was told of. */
export function appServer(first: readonly AppOptions[], around: Surroundings): AppServer {
  const apps = [...first];
  const keys = new Map<string, string>();
  let running: { readonly emulator: Emulator; readonly told: string } | undefined;
  // One question after the other: the next one may need another emulator.
  let last: Promise<unknown> = Promise.resolve();
  const keyOf = (slug: string): string => {
    const key = keys.get(slug) ?? newKey();
    keys.set(slug, key);
    return key;
  };
  const start = async (): Promise<Emulator> => {
    const seed: SeedConfig = { github: seedOf(apps, around, keyOf) };
    const told = JSON.stringify(seed);
    if (running?.told === told) return running.emulator;
    await running?.emulator.close();
    const { createEmulator } = await import('emulate');
    const emulator = await createEmulator({ service: 'github', port: 0, seed });
    running = { emulator, told };
    return emulator;
  };
  const ask: AppServer['ask'] = async ({ method, path, authorization, body, baseUrl }) => {
    const { url } = await start();
    const init = { method, headers: { authorization }, ...(body === '' ? {} : { body }) };
    // It ends connections that were idle, sometimes while a question is on its way.
    const answer = await fetch(url + path, init).catch(() => fetch(url + path, init));
    return { status: answer.status, text: (await answer.text()).replaceAll(url, baseUrl) };
  };
  return {
    apps,
    add: (app) => void apps.push(app),
    keyOf,
    ask(question) {
      const answer = last.then(() => ask(question));
      last = answer.catch(() => undefined);
      return answer;
    },
    async close() {
      await last;
      await running?.emulator.close();
      running = undefined;
    },
  };
}

function seedOf(
  apps: readonly AppOptions[],
  { repositories, installations }: Surroundings,
  keyOf: (slug: string) => string,
): unknown {
  const logins = [...repositories.map(({ owner }) => owner), ...installations.map(({ account }) => account)];
  return {
    users: [...new Set(logins)].map((login) => ({ login })),
    repos: repositories.map(({ owner, name, private: isPrivate }) => ({ owner, name, private: isPrivate })),
    apps: apps.map(({ id, slug, permissions }) => ({
      app_id: id,
      slug,
      name: slug,
      private_key: keyOf(slug),
      permissions,
      events: ['pull_request', 'check_run', 'issue_comment'],
      installations: installations
        .filter(({ app }) => app === slug)
        .map(({ id: installation, account, repositories: names }) => ({
          installation_id: installation,
          account,
          permissions,
          repository_selection: names === null ? 'all' : 'selected',
          ...(names === null ? {} : { repositories: names }),
        })),
    })),
  };
}

function newKey(): string {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
}
