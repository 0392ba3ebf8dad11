import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiCaller } from '../../doubles/github/call-api.ts';
import { renderMarkdown } from '../../doubles/github/page/markdown.ts';
import { whatActs } from '../../doubles/github/page/what-acts.ts';
import { findChromium } from '../../find-chromium.ts';
import { setScene } from './github-scene.ts';
import type { Scene } from './github-scene.ts';

const summary = `## Galley: 2 findings

> [!WARNING]
> One of them may break the build.

| where | what |
| --- | --- |
| \`a.ts:5\` | **five** is no line |

- [x] a.ts was read
- [ ] b.ts was too large

<details><summary>How this ran</summary>

\`qwen2.5-coder:7b\`, 4,812 tokens, 41 s, asked by @olga about #12

</details>
<!-- galley {"head":"abc"} -->`;

const suggestion = 'The order is wrong.\n\n```suggestion\nsix\nseven\n```\n';

/** A pull request with everything that the page can show. */
async function lively(): Promise<Scene> {
  const scene = await setScene();
  const { bot, alice, github, pull } = scene;
  const at = '/repos/olga/proof';
  await bot('POST', `${at}/issues/1/comments`, { body: summary });
  await bot('POST', `${at}/pulls/1/reviews`, {
    event: 'COMMENT',
    body: 'Two things.',
    comments: [
      { path: 'a.ts', line: 5, body: 'Is this **five**?' },
      { path: 'a.ts', start_line: 28, line: 29, side: 'RIGHT', start_side: 'RIGHT', body: suggestion },
      { path: 'a.ts', line: 6, side: 'LEFT', body: 'Why did line 6 go?' },
    ],
  });
  const [first] = github.state.reviewComments;
  await alice('POST', `${at}/pulls/1/comments/${first?.id}/replies`, { body: 'It is.' });
  await alice('POST', `${at}/pulls/comments/${first?.id}/reactions`, { content: '-1' });
  await bot('POST', '/graphql', {
    query: 'mutation ($id: ID!) { resolveReviewThread(input: { threadId: $id }) { thread { id } } }',
    variables: { id: github.state.threads[2]?.id },
  });
  await bot('POST', `${at}/check-runs`, {
    name: 'galley',
    head_sha: pull.head.sha,
    status: 'completed',
    conclusion: 'neutral',
    output: {
      title: '2 findings',
      summary: 'All files were **read**.',
      annotations: [
        {
          path: 'a.ts',
          start_line: 5,
          end_line: 5,
          annotation_level: 'warning',
          message: 'no *Markdown* here',
          title: 'Five',
        },
      ],
    },
    actions: [{ label: 'Review again', description: 'Asks the model anew', identifier: 'again' }],
  });
  return scene;
}

let scene: Scene;
beforeAll(async () => {
  scene = await lively();
}, 60_000);
afterAll(() => scene.github.close());

describe('the page of a pull request', () => {
  it('shows what was said beside the lines it was said of', async () => {
    const { github } = scene;
    const { status, headers, body } = await apiCaller(github)('GET', '/olga/proof/pull/1');
    const html = String(body);
    expect([status, headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(html).toContain('Comment on line +5');
    expect(html).toContain('Comment on lines +28 to +29');
    expect(html).toContain('Comment on line -6');
    expect(html).toContain('<i>+</i>five');
    expect(html).toContain('galley[bot] marked this conversation as resolved.');
    expect(html).toContain('👎 1');
    expect(html).not.toContain('galley {');
    // The suggestion replaces the two lines of its comment.
    const [, diff = ''] = html.split('Suggested change');
    const rows = [
      ...diff
        .slice(0, diff.indexOf('</table>'))
        .matchAll(/<tr class="(\w+)"><td>(\d*)<\/td><td>(\d*)<\/td>/g),
    ];
    expect(rows.map(([, ...cells]) => cells)).toEqual([
      ['removed', '28', ''],
      ['removed', '29', ''],
      ['added', '', '28'],
      ['added', '', '29'],
    ]);
  });

  it('leads to the page of the check, whose messages are plain text', async () => {
    const { github } = scene;
    const call = apiCaller(github);
    const html = String((await call('GET', '/olga/proof/pull/1')).body);
    const [, path = ''] = /href="(\/olga\/proof\/runs\/\d+)"/.exec(html) ?? [];
    const page = String((await call('GET', path)).body);
    expect(page).toContain('All files were <strong>read</strong>.');
    expect(page).toContain('<pre>no *Markdown* here</pre>');
    expect(page).toContain('<button disabled title="Asks the model anew">Review again</button>');
    expect((await call('GET', '/olga/proof/runs/1')).status).toBe(404);
  });
});

describe('Markdown', () => {
  it.each([
    ['<img src=x onerror=alert(1)>', '&lt;img src=x onerror=alert(1)&gt;'],
    [
      '<details onclick=x><summary>more</summary>\n\ntext',
      '<details><summary>more</summary>\n<p>text</p>\n</details>',
    ],
    ['a <sub>b</sub> <!-- c --> d', '<p>a <sub>b</sub>  d</p>'],
    ['</div></details>text', '&lt;/div&gt;text'],
    ['<!-- hides\n\nall of it', ''],
    ['![pixel](http://x.invalid/p.png)', '<span class="picture" title="http://x.invalid/p.png">pixel</span>'],
    ['[a](javascript:alert(1))', '[a](javascript:alert(1))'],
    ['- [x] done', '<li class="task done">done</li>'],
    ['> [!NOTE]\n> mind', '<blockquote class="alert note">\n<p>Note<br>\nmind</p>'],
    ['mail a@b.example, ask @olga', '<b class="mention">@olga</b>'],
  ])('%s', (text, html) => {
    expect(renderMarkdown(text)).toContain(html);
    expect(renderMarkdown(text)).not.toMatch(/<(?:img|script|div (?!class))/);
  });

  it('what acts in it is told', () => {
    const body = `${summary}\n\n![p](http://x.invalid/p)\nhttps://y.invalid closes olga/proof#3\n\n/galley dismiss\n\n${suggestion}`;
    const acting = whatActs(body).map(({ kind, text }) => `${kind} ${text.split('\n')[0]}`);
    expect(acting).toEqual([
      'html <details><summary>How this ran</summary>',
      'mention @olga',
      'reference #12',
      'html </details>',
      'image http://x.invalid/p',
      'link https://y.invalid',
      'reference olga/proof#3',
      'suggestion six',
      'command /galley dismiss',
    ]);
    expect(
      whatActs('Plain **words**, `@code` and ``#1``, in/olga#x and a@b.\n\n```\n@name #2 /run\n```'),
    ).toEqual([]);
  });
});

it('looks right in a browser: nothing is asked for, and nothing is wider than the window', async (ctx) => {
  const executablePath = findChromium();
  if (executablePath === undefined) return ctx.skip('no chromium');
  const { github } = scene;
  const folder = process.env['GALLEY_SCREENSHOTS'];
  const browser = await chromium.launch({ executablePath, args: ['--disable-gpu'] });
  const page = await browser.newPage();
  const asked: string[] = [];
  const errors: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  page.on('console', (message) => errors.push(message.text()));
  const look = async (name: string): Promise<void> => {
    for (const width of [1280, 400])
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.setViewportSize({ width, height: 900 });
        await page.emulateMedia({ colorScheme });
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
        const path = `${name}-${width}-${colorScheme}.png`;
        if (folder !== undefined) await page.screenshot({ path: join(folder, path), fullPage: true });
      }
  };
  await page.goto(`${github.url}/olga/proof/pull/1`);
  expect(await page.locator('.thread').count()).toBe(3);
  expect(await page.locator('.thread[open]').count()).toBe(2);
  await look('pull');
  await page.locator('.checks a').click();
  expect(await page.locator('.annotation').count()).toBe(1);
  await look('check');
  const own = asked.filter((path) => path !== '/favicon.ico');
  expect(own).toEqual(['/olga/proof/pull/1', expect.stringMatching(/^\/olga\/proof\/runs\/\d+$/)]);
  // The icon that a browser asks for by itself is not there.
  expect(errors.filter((text) => !text.includes('404'))).toEqual([]);
  await browser.close();
});
