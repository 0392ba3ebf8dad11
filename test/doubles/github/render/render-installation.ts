import type { AppOptions } from '../apps/app-server.ts';
import { nodeId } from '../ids.ts';
import { reaches } from '../state/installations.ts';
import type { Installation } from '../state/installations.ts';
import type { Repository } from '../state/records.ts';
import type { Inside } from '../types.ts';
import { renderUser } from './render-user.ts';

/** An installation as its own endpoints and the events about it show it. */
export function renderInstallation(inside: Inside, installation: Installation): Record<string, unknown> {
  const { id, account, suspendedAt, suspendedBy } = installation;
  const app = appOfInstallation(inside, installation);
  const user = renderUser(inside, account);
  const url = `${inside.apiUrl}/app/installations/${id}`;
  return {
    id,
    account: user,
    repository_selection: selection(installation),
    access_tokens_url: `${url}/access_tokens`,
    repositories_url: `${inside.apiUrl}/installation/repositories`,
    html_url: `${inside.url}/settings/installations/${id}`,
    app_id: app.id,
    app_slug: app.slug,
    target_id: user['id'],
    target_type: 'User',
    permissions: app.permissions,
    events: ['check_run', 'check_suite', 'issue_comment', 'pull_request'],
    created_at: '2026-01-01T00:00:00Z',
    updated_at: '2026-01-01T00:00:00Z',
    single_file_name: null,
    has_multiple_single_files: false,
    single_file_paths: [],
    suspended_by: suspendedBy === null ? null : renderUser(inside, suspendedBy),
    suspended_at: suspendedAt,
  };
}

export function selection({ repositories }: Installation): 'all' | 'selected' {
  return repositories === null ? 'all' : 'selected';
}

/** What an installation reaches at this moment. */
export function repositoriesOf(inside: Inside, installation: Installation): Repository[] {
  return inside.state.repositories.filter(({ fullName }) => reaches(installation, fullName));
}

/** A repository as events about installations name it. */
export function renderNamedRepository(repository: Repository): Record<string, unknown> {
  const { id, name, fullName, private: isPrivate } = repository;
  return { id, node_id: nodeId('R', id), name, full_name: fullName, private: isPrivate };
}

export function appOfInstallation(inside: Inside, { app: slug }: Installation): AppOptions {
  const found = inside.apps.apps.find((each) => each.slug === slug);
  if (found === undefined) throw new Error(`there is no app ${slug}`);
  return found;
}
