import { diffSettings } from '../git/compare-commits.ts';
import { readCommits } from '../git/read-commit.ts';
import { pullOf } from '../lookup.ts';
import { paged } from '../paginate.ts';
import { pullDiff } from '../pull-diff.ts';
import { errorReply, ok } from '../reply.ts';
import { renderCommit, renderFile } from '../render/render-commit.ts';
import { renderPull } from '../render/render-pull.ts';
import type { Context, Reply, Route } from '../types.ts';
import { tooLarge } from './too-large.ts';

/** Files behind this one are never listed. */
const fileLimit = 3_000;
const commitLimit = 250;

export const pullFileRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/pulls/{pull_number}/files',
    needs: { pull_requests: 'read' },
    async handle(context) {
      const pull = pullOf(context);
      const { files } = await pullDiff(context.inside, pull);
      return paged(context, files.slice(0, fileLimit), (file) =>
        renderFile(context.inside, pull.repository, pull.head.sha, file),
      );
    },
  },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/pulls/{pull_number}/commits',
    needs: { pull_requests: 'read' },
    async handle(context) {
      const { inside } = context;
      const pull = pullOf(context);
      const { ahead } = await pullDiff(inside, pull);
      const commits = await readCommits(inside.git, pull.repository, ahead.slice(0, commitLimit));
      return paged(context, commits, (commit) => renderCommit(inside, pull.repository, commit));
    },
  },
];

/** A pull request as JSON, or its diff or patch where the caller accepts that. */
export async function showPull(context: Context): Promise<Reply> {
  const { inside, call } = context;
  const pull = pullOf(context);
  const accept = call.headers['accept'] ?? '';
  const media = /application\/vnd\.github\.(?:v3\.)?(diff|patch)/.exec(accept)?.[1];
  if (media === undefined) return ok(await renderPull(inside, pull));
  const { mergeBase, files } = await pullDiff(inside, pull);
  const args =
    media === 'diff'
      ? ['diff', ...diffSettings, mergeBase, pull.head.sha, '--']
      : ['format-patch', '--stdout', ...diffSettings, `${mergeBase}..${pull.head.sha}`];
  const { code, stdout, stderr } = await inside.git.attempt(pull.repository, args);
  if (code !== 0) return errorReply(500, stderr);
  return (
    tooLarge(files, stdout.length) ?? {
      status: 200,
      text: stdout.toString('utf8'),
      headers: { 'content-type': `application/vnd.github.${media}; charset=utf-8` },
    }
  );
}
