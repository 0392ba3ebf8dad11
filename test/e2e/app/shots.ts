import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';

export interface Looking {
  /** Of the app. */
  readonly url: string;
  readonly operatorToken: string;
  /** Address of the pull request at the forge. */
  readonly pull: string;
  /** Where the pictures go: made when it is not there. */
  readonly folder: string;
  readonly executablePath: string;
}

/** Pictures of the pull request and of the dashboard as a signed-in operator sees it, light and dark. */
export async function takeShots({
  url,
  operatorToken,
  pull,
  folder,
  executablePath,
}: Looking): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const browser = await chromium.launch({ executablePath, args: ['--disable-gpu', '--no-sandbox'] });
  try {
    for (const colorScheme of ['light', 'dark'] as const) {
      const context = await browser.newContext({ colorScheme, viewport: { width: 1100, height: 800 } });
      const page = await context.newPage();
      const shoot = (name: string): Promise<unknown> =>
        page.screenshot({ path: join(folder, `${name}-${colorScheme}.png`), fullPage: true });
      await page.goto(pull);
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
  await page.locator('main form button').click();
  await page.waitForLoadState('load');
}
