import { nodeId } from '../ids.ts';
import type { Repository } from '../state/records.ts';
import type { Inside } from '../types.ts';
import { renderUser } from './render-user.ts';

/** Links of a repository: key, then what follows its API URL. */
const links = {
  archive_url: '/{archive_format}{/ref}',
  assignees_url: '/assignees{/user}',
  blobs_url: '/git/blobs{/sha}',
  branches_url: '/branches{/branch}',
  collaborators_url: '/collaborators{/collaborator}',
  comments_url: '/comments{/number}',
  commits_url: '/commits{/sha}',
  compare_url: '/compare/{base}...{head}',
  contents_url: '/contents/{+path}',
  contributors_url: '/contributors',
  deployments_url: '/deployments',
  downloads_url: '/downloads',
  events_url: '/events',
  forks_url: '/forks',
  git_commits_url: '/git/commits{/sha}',
  git_refs_url: '/git/refs{/sha}',
  git_tags_url: '/git/tags{/sha}',
  hooks_url: '/hooks',
  issue_comment_url: '/issues/comments{/number}',
  issue_events_url: '/issues/events{/number}',
  issues_url: '/issues{/number}',
  keys_url: '/keys{/key_id}',
  labels_url: '/labels{/name}',
  languages_url: '/languages',
  merges_url: '/merges',
  milestones_url: '/milestones{/number}',
  notifications_url: '/notifications{?since,all,participating}',
  pulls_url: '/pulls{/number}',
  releases_url: '/releases{/id}',
  stargazers_url: '/stargazers',
  statuses_url: '/statuses/{sha}',
  subscribers_url: '/subscribers',
  subscription_url: '/subscription',
  tags_url: '/tags',
  teams_url: '/teams',
  trees_url: '/git/trees{/sha}',
} as const;

/** What a minimal, a simple and a full repository share. */
export function renderMinimalRepository(inside: Inside, repository: Repository): Record<string, unknown> {
  const { id, name, fullName, owner, forkOf } = repository;
  const url = `${inside.apiUrl}/repos/${fullName}`;
  return {
    id,
    node_id: nodeId('R', id),
    name,
    full_name: fullName,
    private: repository.private,
    owner: renderUser(inside, owner),
    html_url: `${inside.url}/${fullName}`,
    description: null,
    fork: forkOf !== null,
    url,
    ...Object.fromEntries(Object.entries(links).map(([key, rest]) => [key, url + rest])),
  };
}

/** A repository inside a pull request. */
export function renderRepository(inside: Inside, repository: Repository): Record<string, unknown> {
  const { fullName } = repository;
  const openIssues = inside.state.pulls.filter(
    (pull) => pull.repository === fullName && pull.state === 'open',
  ).length;
  const page = `${inside.url}/${fullName}`;
  return {
    ...renderMinimalRepository(inside, repository),
    git_url: `git://127.0.0.1/${fullName}.git`,
    ssh_url: `git@127.0.0.1:${fullName}.git`,
    clone_url: `${page}.git`,
    svn_url: page,
    mirror_url: null,
    homepage: null,
    language: null,
    license: null,
    forks_count: 0,
    forks: 0,
    stargazers_count: 0,
    watchers_count: 0,
    watchers: 0,
    size: 1,
    default_branch: repository.defaultBranch,
    open_issues_count: openIssues,
    open_issues: openIssues,
    is_template: false,
    topics: [],
    has_issues: true,
    has_projects: false,
    has_wiki: false,
    has_pages: false,
    has_downloads: true,
    has_discussions: false,
    archived: false,
    disabled: false,
    visibility: repository.private ? 'private' : 'public',
    allow_forking: true,
    web_commit_signoff_required: false,
    pushed_at: '2026-01-01T00:00:00Z',
    created_at: '2026-01-01T00:00:00Z',
    updated_at: '2026-01-01T00:00:00Z',
  };
}

/** A repository as its own endpoint shows it. */
export function renderFullRepository(inside: Inside, repository: Repository): Record<string, unknown> {
  return { ...renderRepository(inside, repository), subscribers_count: 0, network_count: 0 };
}
