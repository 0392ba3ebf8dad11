import { compareCommits, diffSettings } from '../git/compare-commits.ts';
import { readCommits, resolveCommit } from '../git/read-commit.ts';
import { repositoryOf } from '../lookup.ts';
import { page } from '../paginate.ts';
import { notFound, ok } from '../reply.ts';
import { renderCommit, renderFile } from '../render/render-commit.ts';
import type { Context, Reply, Route } from '../types.ts';
import { tooLarge } from './too-large.ts';

const fileLimit = 300;
const commitLimit = 250;

export const compareRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/compare/{basehead}',
    needs: { contents: 'read' },
    handle: compare,
  },
];

async function compare(context: Context): Promise<Reply> {
  const { inside, params, call } = context;
  const { fullName } = repositoryOf(context);
  const [left = '', right = ''] = (params['basehead'] ?? '').split('...');
  const [base, head] = await Promise.all([sideOf(context, left), sideOf(context, right)]);
  const compared = await compareCommits(inside.git, fullName, base, head);
  if (compared === undefined) throw notFound('commits/commits#compare-two-commits');
  const media = /application\/vnd\.github\.(?:v3\.)?(diff|patch)/.exec(call.headers['accept'] ?? '')?.[1];
  if (media === 'diff') {
    const text = await inside.git.run(fullName, ['diff', ...diffSettings, compared.mergeBase, head, '--']);
    const refused = tooLarge(compared.files, text.length);
    return (
      refused ?? {
        status: 200,
        text: text.toString('utf8'),
        headers: { 'content-type': 'application/vnd.github.diff; charset=utf-8' },
      }
    );
  }
  const url = `${inside.apiUrl}/repos/${fullName}/compare/${left}...${right}`;
  const html = `${inside.url}/${fullName}/compare`;
  const paged = call.query.has('page') || call.query.has('per_page');
  const shown = paged
    ? page(context, compared.ahead)
    : { items: compared.ahead.slice(0, commitLimit), link: undefined };
  const [commits, [baseCommit, mergeBase]] = await Promise.all([
    readCommits(inside.git, fullName, shown.items),
    readBoth(context, fullName, base, compared.mergeBase),
  ]);
  // Files come with the first page alone.
  const files = (call.query.get('page') ?? '1') === '1' ? compared.files.slice(0, fileLimit) : [];
  const body = {
    url,
    html_url: `${html}/${left}...${right}`,
    permalink_url: `${html}/${base.slice(0, 12)}...${head.slice(0, 12)}`,
    diff_url: `${html}/${left}...${right}.diff`,
    patch_url: `${html}/${left}...${right}.patch`,
    base_commit: baseCommit,
    merge_base_commit: mergeBase,
    status: statusOf(compared.ahead.length, compared.behind),
    ahead_by: compared.ahead.length,
    behind_by: compared.behind,
    total_commits: compared.ahead.length,
    commits: commits.map((commit) => renderCommit(inside, fullName, commit)),
    files: files.map((file) => renderFile(inside, fullName, head, file)),
  };
  return ok(body, shown.link === undefined ? {} : { link: shown.link });
}

function statusOf(ahead: number, behind: number): string {
  if (ahead > 0) return behind > 0 ? 'diverged' : 'ahead';
  return behind > 0 ? 'behind' : 'identical';
}

async function readBoth(context: Context, repository: string, ...shas: [string, string]): Promise<unknown[]> {
  const commits = await readCommits(context.inside.git, repository, [...new Set(shas)]);
  return shas.map((sha) => {
    const found = commits.find((commit) => commit.sha === sha);
    if (found === undefined) throw notFound();
    return renderCommit(context.inside, repository, found);
  });
}

/** A branch, tag or SHA, or `owner:branch` of a fork whose commits are here. */
async function sideOf(context: Context, name: string): Promise<string> {
  const { git, state } = context.inside;
  const { fullName } = repositoryOf(context);
  const [owner, branch] = name.includes(':') ? name.split(':') : [undefined, name];
  const fork = state.repositories.find((each) => each.forkOf === fullName && each.owner === owner);
  const sha = await resolveCommit(git, fork?.fullName ?? fullName, branch ?? '');
  if (sha === undefined) throw notFound('commits/commits#compare-two-commits');
  return sha;
}
