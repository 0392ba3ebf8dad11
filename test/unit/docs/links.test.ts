import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import markdownIt from 'markdown-it';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../../..');

/** Addresses of all links and images in a Markdown text, as written. */
function linksOf(text: string): string[] {
  const inline = markdownIt({ html: true })
    .parse(text, {})
    .flatMap((token) => token.children ?? []);
  return inline.flatMap((token) => token.attrGet('href') ?? token.attrGet('src') ?? []);
}

/** `heading` as the anchor that GitHub gives it. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}\s_-]/gu, '')
    .trim()
    .replace(/\s/g, '-');
}

function anchorsOf(text: string): Set<string> {
  const tokens = markdownIt().parse(text, {});
  const headings = tokens.filter((_, index) => tokens[index - 1]?.type === 'heading_open');
  return new Set(headings.map(({ content }) => anchorOf(content)));
}

/** What is wrong with a relative link; undefined when it leads somewhere. Others are not looked at. */
function problemOf(file: string, text: string, link: string): string | undefined {
  if (/^[a-z][a-z0-9+.-]*:/i.test(link)) return undefined;
  const [path = '', anchor] = decodeURI(link).split('#');
  const target = path === '' ? file : join(dirname(file), path);
  if (!existsSync(join(root, target))) return `${file}: ${link} does not exist`;
  if (anchor === undefined || !target.endsWith('.md')) return undefined;
  const targetText = path === '' ? text : readFileSync(join(root, target), 'utf8');
  return anchorsOf(targetText).has(anchor) ? undefined : `${file}: ${link} names no heading`;
}

const listed = execFileSync(
  'git',
  ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--', '*.md'],
  { cwd: root, encoding: 'utf8' },
);
const files = listed.split('\0').filter((file) => file !== '' && !file.includes('/fixtures/'));

describe('links in Markdown files', () => {
  it.each(files)('%s leads only to what is there', (file) => {
    const text = readFileSync(join(root, file), 'utf8');
    const problems = linksOf(text).map((link) => problemOf(file, text, link));
    expect(problems.filter((problem) => problem !== undefined)).toEqual([]);
  });

  it('tells a broken link', () => {
    const text = '# One thing\n[a](no/such.file) [b](#two) [c](#one-thing) [d](https://example.invalid/x)';
    const problems = linksOf(text).map((link) => problemOf('README.md', text, link));
    expect(problems).toEqual([
      'README.md: no/such.file does not exist',
      'README.md: #two names no heading',
      undefined,
      undefined,
    ]);
  });
});
