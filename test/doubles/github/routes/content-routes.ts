import { resolveCommit } from '../git/read-commit.ts';
import { repositoryOf } from '../lookup.ts';
import { notFound, ok } from '../reply.ts';
import { encodePath } from '../render/render-commit.ts';
import type { Context, Reply, Route } from '../types.ts';

interface Entry {
  readonly mode: string;
  readonly type: string;
  readonly sha: string;
  readonly size: number;
  readonly path: string;
}

const page = 'repos/contents#get-repository-content';
/** Above it the JSON has no content (`encoding: none`); above a hundred times that the file is refused. */
const largestContent = 1024 * 1024;

export const contentRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/contents/{path}',
    needs: { contents: 'read' },
    handle: showContent,
  },
];

async function showContent(context: Context): Promise<Reply> {
  const { inside, call, params } = context;
  const repository = repositoryOf(context);
  const { fullName } = repository;
  const path = (params['path'] ?? '').replace(/^\/+|\/+$/g, '');
  const ref = call.query.get('ref') ?? repository.defaultBranch;
  const sha = await resolveCommit(inside.git, fullName, ref);
  if (sha === undefined) throw notFound(page);
  const [entry] = path === '' ? [] : await list(context, fullName, sha, path);
  if (path !== '' && entry === undefined) throw notFound(page);
  if (path === '' || entry?.type === 'tree') {
    const entries = await list(context, fullName, sha, path === '' ? '' : `${path}/`);
    return ok(entries.map((each) => renderEntry(context, fullName, ref, each)));
  }
  if (entry === undefined) throw notFound(page);
  if (entry.type === 'commit') {
    return ok({ ...renderEntry(context, fullName, ref, entry), submodule_git_url: null });
  }
  const bytes = await inside.git.run(fullName, ['cat-file', 'blob', entry.sha]);
  if ((call.headers['accept'] ?? '').includes('raw')) {
    return {
      status: 200,
      text: bytes.toString('utf8'),
      headers: { 'content-type': 'application/vnd.github.raw' },
    };
  }
  const shown = bytes.length <= largestContent;
  return ok({
    ...renderEntry(context, fullName, ref, entry),
    content: shown ? bytes.toString('base64').replace(/.{1,60}/g, '$&\n') : '',
    encoding: shown ? 'base64' : 'none',
  });
}

async function list({ inside }: Context, repository: string, sha: string, path: string): Promise<Entry[]> {
  const paths = path === '' ? [] : ['--', path];
  const out = await inside.git.run(repository, [
    '--literal-pathspecs',
    'ls-tree',
    '-z',
    '--long',
    sha,
    ...paths,
  ]);
  return out
    .toString('utf8')
    .split('\0')
    .filter((line) => line !== '')
    .map((line) => {
      const tab = line.indexOf('\t');
      const [mode = '', type = '', object = '', size = ''] = line.slice(0, tab).split(/ +/);
      return { mode, type, sha: object, size: Number(size) || 0, path: line.slice(tab + 1) };
    });
}

function renderEntry(
  { inside }: Context,
  repository: string,
  ref: string,
  entry: Entry,
): Record<string, unknown> {
  const api = `${inside.apiUrl}/repos/${repository}`;
  const path = encodePath(entry.path);
  const type =
    entry.type === 'tree'
      ? 'dir'
      : entry.type === 'commit'
        ? 'submodule'
        : entry.mode === '120000'
          ? 'symlink'
          : 'file';
  const self = `${api}/contents/${path}?ref=${encodeURIComponent(ref)}`;
  const kind = type === 'dir' ? 'tree' : 'blob';
  const git = `${api}/git/${kind}s/${entry.sha}`;
  const html = `${inside.url}/${repository}/${kind}/${encodePath(ref)}/${path}`;
  return {
    name: entry.path.split('/').at(-1),
    path: entry.path,
    sha: entry.sha,
    size: entry.size,
    url: self,
    html_url: html,
    git_url: git,
    download_url: type === 'file' ? `${inside.url}/${repository}/raw/${encodePath(ref)}/${path}` : null,
    type,
    _links: { self, git, html },
  };
}
