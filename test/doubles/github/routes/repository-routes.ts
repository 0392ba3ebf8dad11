import { tip } from '../git/commit-files.ts';
import { readCommits, resolveCommit } from '../git/read-commit.ts';
import { diffFiles } from '../git/compare-commits.ts';
import { nodeId } from '../ids.ts';
import { repositoryOf } from '../lookup.ts';
import { paged } from '../paginate.ts';
import { notFound, ok } from '../reply.ts';
import { renderCommit, renderFile, renderGitCommit } from '../render/render-commit.ts';
import { renderFullRepository } from '../render/render-repository.ts';
import type { Context, Reply, Route } from '../types.ts';

/** The tree of no commit: what a first commit is compared with. */
const emptyTree = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';

export const repositoryRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}',
    needs: { metadata: 'read' },
    handle: (context) => ok(renderFullRepository(context.inside, repositoryOf(context))),
  },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/commits/{ref}',
    needs: { contents: 'read' },
    handle: showCommit,
  },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/git/commits/{commit_sha}',
    needs: { contents: 'read' },
    async handle(context) {
      const { fullName } = repositoryOf(context);
      const [commit] = await readCommits(context.inside.git, fullName, [
        await objectOf(context, 'commit_sha', 'commit'),
      ]);
      if (commit === undefined) throw notFound();
      return ok(renderGitCommit(context.inside, fullName, commit));
    },
  },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/git/ref/{ref}',
    needs: { contents: 'read' },
    async handle(context) {
      const { fullName } = repositoryOf(context);
      const ref = context.params['ref'] ?? '';
      const branch = /^heads\/(.+)$/.exec(ref)?.[1];
      const sha = branch === undefined ? null : await tip(context.inside.git, fullName, branch);
      if (sha === null) throw notFound('git/refs#get-a-reference');
      const api = `${context.inside.apiUrl}/repos/${fullName}/git`;
      return ok({
        ref: `refs/${ref}`,
        node_id: nodeId('REF', ref),
        url: `${api}/refs/${ref}`,
        object: { sha, type: 'commit', url: `${api}/commits/${sha}` },
      });
    },
  },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/git/blobs/{file_sha}',
    needs: { contents: 'read' },
    async handle(context) {
      const { fullName } = repositoryOf(context);
      const sha = await objectOf(context, 'file_sha', 'blob');
      const bytes = await context.inside.git.run(fullName, ['cat-file', 'blob', sha]);
      return ok({
        sha,
        node_id: nodeId('B', sha),
        size: bytes.length,
        url: `${context.inside.apiUrl}/repos/${fullName}/git/blobs/${sha}`,
        content: bytes.toString('base64'),
        encoding: 'base64',
      });
    },
  },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/git/trees/{tree_sha}',
    needs: { contents: 'read' },
    handle: showTree,
  },
];

async function showCommit(context: Context): Promise<Reply> {
  const { inside, params } = context;
  const { fullName } = repositoryOf(context);
  const sha = await resolveCommit(inside.git, fullName, params['ref'] ?? '');
  const [commit] = sha === undefined ? [] : await readCommits(inside.git, fullName, [sha]);
  if (sha === undefined || commit === undefined) throw notFound('commits/commits#get-a-commit');
  const files = await diffFiles(inside.git, fullName, commit.parents[0] ?? emptyTree, sha);
  const additions = files.reduce((sum, file) => sum + file.additions, 0);
  const deletions = files.reduce((sum, file) => sum + file.deletions, 0);
  const whole = (items: readonly unknown[]): unknown => ({
    ...renderCommit(inside, fullName, commit),
    stats: { total: additions + deletions, additions, deletions },
    files: items,
  });
  return paged(context, files, (file) => renderFile(inside, fullName, sha, file), whole);
}

async function showTree(context: Context): Promise<Reply> {
  const { inside, call } = context;
  const { fullName } = repositoryOf(context);
  const sha = await objectOf(context, 'tree_sha', 'tree');
  const deep = call.query.has('recursive') ? ['-r', '-t'] : [];
  const out = await inside.git.run(fullName, ['ls-tree', '-z', '--long', ...deep, sha]);
  const api = `${inside.apiUrl}/repos/${fullName}/git`;
  const tree = out
    .toString('utf8')
    .split('\0')
    .filter((line) => line !== '')
    .map((line) => {
      const tab = line.indexOf('\t');
      const [mode = '', type = '', entry = '', size = ''] = line.slice(0, tab).split(/ +/);
      return {
        path: line.slice(tab + 1),
        mode,
        type,
        sha: entry,
        ...(type === 'blob' ? { size: Number(size) } : {}),
        url: `${api}/${type}s/${entry}`,
      };
    });
  return ok({ sha, url: `${api}/trees/${sha}`, tree, truncated: false });
}

/** The SHA of the object that the path names, which must be of this type; a tree may be named by a commit or branch. */
async function objectOf(context: Context, name: string, type: 'blob' | 'tree' | 'commit'): Promise<string> {
  const { git } = context.inside;
  const { fullName } = repositoryOf(context);
  const text = context.params[name] ?? '';
  const commit = type === 'tree' ? await resolveCommit(git, fullName, text) : undefined;
  if (commit === undefined && !/^[0-9a-f]{40}$/.test(text)) throw notFound();
  const found = await git.attempt(fullName, [
    'rev-parse',
    '--verify',
    '--quiet',
    `${commit ?? text}^{${type}}`,
  ]);
  if (found.code !== 0) throw notFound();
  return found.stdout.toString('latin1').trim();
}
