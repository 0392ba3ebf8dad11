import { timestamp } from '../lookup.ts';
import type { Installation } from '../state/installations.ts';
import { reaches } from '../state/installations.ts';
import type { Inside } from '../types.ts';
import { emitEvent } from './emit-event.ts';
import { removeFrom } from './remove-from.ts';

/** What owners do with an app, by the id of its installation. Tokens follow at once. */
export interface InstallationActs {
  readonly install: (
    wanted: Pick<Installation, 'id' | 'app' | 'account'> & { readonly repositories?: readonly string[] },
  ) => void;
  /** Its tokens are refused from now on, and there are no new ones. */
  readonly uninstall: (installation: number) => void;
  readonly suspend: (installation: number, by?: string) => void;
  readonly unsuspend: (installation: number) => void;
  /** Gives and takes repositories, by names without the owner, of an installation on selected ones. */
  readonly selectRepositories: (
    installation: number,
    change: { readonly added?: readonly string[]; readonly removed?: readonly string[] },
  ) => void;
}

export function installationActs(inside: Inside): InstallationActs {
  const { state } = inside;
  const find = (id: number): Installation => {
    const found = state.installations.find((each) => each.id === id);
    if (found === undefined) throw new Error(`nothing is installed as ${id}`);
    return found;
  };
  const tell = (installation: Installation, action: string, sender = installation.account): void =>
    emitEvent(inside, {
      name: 'installation',
      action,
      repository: '',
      sender,
      payload: { id: installation.id },
      installation,
    });
  return {
    install({ repositories, ...wanted }) {
      const made = { ...wanted, repositories: repositories ?? null, suspendedAt: null, suspendedBy: null };
      state.installations.push(made);
      tell(made, 'created');
    },
    uninstall(id) {
      const gone = find(id);
      removeFrom(state.installations, (each) => each.id === id);
      for (const [name, token] of inside.tokens) if (token.installation === id) inside.tokens.delete(name);
      tell(gone, 'deleted');
    },
    suspend(id, by = find(id).account) {
      const installation = find(id);
      Object.assign(installation, { suspendedAt: timestamp(inside), suspendedBy: by });
      tell(installation, 'suspend', by);
    },
    unsuspend(id) {
      const installation = find(id);
      Object.assign(installation, { suspendedAt: null, suspendedBy: null });
      tell(installation, 'unsuspend');
    },
    selectRepositories(id, { added = [], removed = [] }) {
      const installation = find(id);
      const kept = (installation.repositories ?? []).filter((name) => !removed.includes(name));
      installation.repositories = [...new Set([...kept, ...added])];
      narrowTokens(inside, installation);
      const [action, payload] = [added.length > 0 ? 'added' : 'removed', { added, removed }];
      const about = { repository: '', sender: installation.account, payload, installation };
      emitEvent(inside, { name: 'installation_repositories', action, ...about });
    },
  };
}

function narrowTokens(inside: Inside, installation: Installation): void {
  for (const [name, token] of inside.tokens) {
    if (token.installation !== installation.id) continue;
    const scope = token.scope?.filter((fullName) => reaches(installation, fullName)) ?? [];
    inside.tokens.set(name, { ...token, scope });
  }
}
