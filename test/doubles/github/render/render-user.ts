import { nodeId } from '../ids.ts';
import { userOf } from '../lookup.ts';
import type { Inside } from '../types.ts';

/** A user as other objects hold it. */
export function renderUser(inside: Inside, login: string): Record<string, unknown> {
  const user = userOf(inside, login);
  const url = `${inside.apiUrl}/users/${encodeURIComponent(login)}`;
  return {
    login,
    id: user.id,
    node_id: nodeId(user.type === 'Bot' ? 'BOT' : 'U', user.id),
    avatar_url: `${inside.url}/avatars/${user.id}`,
    gravatar_id: '',
    url,
    html_url: `${inside.url}/${user.type === 'Bot' ? `apps/${slugOf(login)}` : login}`,
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type: user.type,
    user_view_type: 'public',
    site_admin: false,
  };
}

/** A user as `GET /user` and `GET /users/{username}` show it. */
export function renderProfile(inside: Inside, login: string): Record<string, unknown> {
  return {
    ...renderUser(inside, login),
    name: null,
    company: null,
    blog: '',
    location: null,
    email: null,
    hireable: null,
    bio: null,
    twitter_username: null,
    public_repos: inside.state.repositories.filter(({ owner }) => owner === login).length,
    public_gists: 0,
    followers: 0,
    following: 0,
    created_at: '2020-01-01T00:00:00Z',
    updated_at: '2020-01-01T00:00:00Z',
  };
}

/** The app behind a bot's login: `galley[bot]` is `galley`. */
export function slugOf(login: string): string {
  return login.replace(/\[bot\]$/, '');
}

/** What the forge calls the relation of an author to a repository. */
export function association(inside: Inside, repository: string, login: string): string {
  const found = inside.state.repositories.find(({ fullName }) => fullName === repository);
  if (found?.owner === login) return 'OWNER';
  if (found?.collaborators[login] !== undefined) return 'COLLABORATOR';
  const merged = inside.state.pulls.some(
    (pull) => pull.repository === repository && pull.author === login && pull.merged,
  );
  return merged ? 'CONTRIBUTOR' : 'NONE';
}
