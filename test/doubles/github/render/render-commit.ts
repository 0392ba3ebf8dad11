import type { GitCommit } from '../git/read-commit.ts';
import type { DiffFile } from '../git/read-diff.ts';
import { nodeId } from '../ids.ts';
import type { Inside } from '../types.ts';

const unsigned = { verified: false, reason: 'unsigned', signature: null, payload: null, verified_at: null };

/** A commit as `commits`, `compare` and `pulls/{n}/commits` show it. No address belongs to a user here. */
export function renderCommit(inside: Inside, repository: string, commit: GitCommit): Record<string, unknown> {
  const api = `${inside.apiUrl}/repos/${repository}`;
  const page = `${inside.url}/${repository}`;
  return {
    sha: commit.sha,
    node_id: nodeId('C', commit.sha),
    commit: {
      author: commit.author,
      committer: commit.committer,
      message: commit.message,
      tree: { sha: commit.tree, url: `${api}/git/trees/${commit.tree}` },
      url: `${api}/git/commits/${commit.sha}`,
      comment_count: 0,
      verification: unsigned,
    },
    url: `${api}/commits/${commit.sha}`,
    html_url: `${page}/commit/${commit.sha}`,
    comments_url: `${api}/commits/${commit.sha}/comments`,
    author: null,
    committer: null,
    parents: commit.parents.map((sha) => ({
      sha,
      url: `${api}/commits/${sha}`,
      html_url: `${page}/commit/${sha}`,
    })),
  };
}

/** A commit as `git/commits/{sha}` shows it. */
export function renderGitCommit(
  inside: Inside,
  repository: string,
  commit: GitCommit,
): Record<string, unknown> {
  const { sha, node_id, html_url, parents } = renderCommit(inside, repository, commit);
  const api = `${inside.apiUrl}/repos/${repository}`;
  return {
    sha,
    node_id,
    html_url,
    url: `${api}/git/commits/${commit.sha}`,
    author: commit.author,
    committer: commit.committer,
    message: commit.message,
    tree: { sha: commit.tree, url: `${api}/git/trees/${commit.tree}` },
    parents,
    verification: unsigned,
  };
}

/** Of one file: a patch above this is left out. */
const largestPatch = { lines: 20_000, bytes: 500_000 };

/** Whether a file's patch is shown at all: there is one, and it is not too large. */
export function showsPatch(file: DiffFile): boolean {
  return (
    file.patch !== '' &&
    file.additions + file.deletions <= largestPatch.lines &&
    file.patchBytes <= largestPatch.bytes
  );
}

/** A file of a pull request, a comparison or a commit. */
export function renderFile(
  inside: Inside,
  repository: string,
  head: string,
  file: DiffFile,
): Record<string, unknown> {
  const path = encodePath(file.path);
  return {
    sha: file.sha,
    filename: file.path,
    status: file.status,
    additions: file.additions,
    deletions: file.deletions,
    changes: file.additions + file.deletions,
    blob_url: `${inside.url}/${repository}/blob/${head}/${path}`,
    raw_url: `${inside.url}/${repository}/raw/${head}/${path}`,
    contents_url: `${inside.apiUrl}/repos/${repository}/contents/${path}?ref=${head}`,
    ...(showsPatch(file) ? { patch: file.patch } : {}),
    ...(file.previousPath === undefined ? {} : { previous_filename: file.previousPath }),
  };
}

export function encodePath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}
