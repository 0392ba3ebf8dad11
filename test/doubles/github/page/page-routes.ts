import { idOf, pullOf, repositoryOf } from '../lookup.ts';
import { notFound } from '../reply.ts';
import type { Reply, Route } from '../types.ts';
import { renderPage, renderRunPage } from './render-page.ts';
import { viewOfCheck } from './view-of-check.ts';
import { viewOfPull } from './view-of-pull.ts';

/** What people open in a browser. */
export const pageRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/{owner}/{repo}/pull/{pull_number}',
    isPage: true,
    handle: async (context) => html(renderPage(await viewOfPull(context.inside, pullOf(context)))),
  },
  {
    method: 'GET',
    path: '/{owner}/{repo}/runs/{check_run_id}',
    isPage: true,
    handle: (context) => {
      const { fullName } = repositoryOf(context);
      const id = idOf(context, 'check_run_id');
      const run = context.inside.state.checkRuns.find((one) => one.id === id && one.repository === fullName);
      if (run === undefined) throw notFound();
      return html(renderRunPage(fullName, viewOfCheck(run)));
    },
  },
];

function html(text: string): Reply {
  return { status: 200, text, headers: { 'content-type': 'text/html; charset=utf-8' } };
}
