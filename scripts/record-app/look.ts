import { join } from 'node:path';
import type { BrowserType, Page } from 'playwright-core';
import type { GitHubDouble } from '../../test/doubles/github/start-github.ts';
import type { PullRequest } from '../../test/doubles/github/state/records.ts';

export type Pull = PullRequest;
export const bot = 'galley[bot]';

/** What stands on a pull request because of the app, in numbers. */
export interface Stand {
  readonly isReviewed: boolean;
  readonly summaries: number;
  readonly comments: number;
  /** Comments that say the same at the same line as another one. */
  readonly doubled: number;
  readonly unfinishedChecks: number;
  readonly conclusion: string | null;
}

export function standOf({ state }: Pick<GitHubDouble, 'state'>, pull: Pull): Stand {
  const summaries = state.issueComments.filter(
    ({ author, body }) => author === bot && body.startsWith('<!-- galley:summary'),
  );
  const comments = state.reviewComments.filter(
    ({ author, inReplyTo }) => author === bot && inReplyTo === null,
  );
  const checks = state.checkRuns.filter(({ headSha }) => headSha === pull.head.sha);
  const named = summaries[0]?.body.includes(`\`${pull.head.sha.slice(0, 7)}\``) ?? false;
  return {
    isReviewed: named && checks.length > 0 && checks.every(({ status }) => status === 'completed'),
    summaries: summaries.length,
    comments: comments.length,
    doubled:
      comments.length -
      new Set(comments.map(({ path, place, body }) => `${path} ${place?.line} ${body}`)).size,
    unfinishedChecks: state.checkRuns.filter(({ status }) => status !== 'completed').length,
    conclusion: checks.at(-1)?.conclusion ?? null,
  };
}

interface Looking {
  /** Of the app. */
  readonly url: string;
  readonly operatorToken: string;
  /** Of the pull request at the forge. */
  readonly page: string;
  readonly out: string;
  readonly chromium: BrowserType;
}

/** Pictures of the dashboard, light and dark, and of the pull request. */
export async function shotsOf({ url, operatorToken, page: address, out, chromium }: Looking): Promise<void> {
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
  try {
    for (const colorScheme of ['light', 'dark'] as const) {
      const context = await browser.newContext({ colorScheme, viewport: { width: 1100, height: 800 } });
      const page = await context.newPage();
      const shoot = (name: string): Promise<unknown> =>
        page.screenshot({ path: join(out, `${name}-${colorScheme}.png`), fullPage: true });
      await page.goto(address);
      await shoot('pull-request');
      await signIn(page, url, operatorToken);
      await shoot('overview');
      await page.goto(`${url}/dashboard/jobs`);
      await shoot('jobs');
      await page.locator('main table a').first().click();
      await shoot('job');
      await context.close();
    }
  } finally {
    await browser.close();
  }
}

async function signIn(page: Page, url: string, token: string): Promise<void> {
  await page.goto(`${url}/dashboard`);
  await page.locator('input[type=password]').fill(token);
  await page.locator('button[type=submit]').first().click();
  await page.waitForLoadState('load');
}
