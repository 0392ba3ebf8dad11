import MarkdownIt from 'markdown-it';

type Token = ReturnType<MarkdownIt['parse']>[number];

const reader = new MarkdownIt({ html: true, linkify: true });
// Names without a scheme become links on no forge.
reader.linkify.set({ fuzzyLink: false, fuzzyEmail: true });
reader.linkify.add('//', null as never);

/** What a forge does with text that is not code. */
const acting: readonly (readonly [what: string, pattern: RegExp])[] = [
  ['mention', /@[\w-]/],
  ['reference', /#\d|\bGH-\d|(?<=\s|^)!\d/i],
  ['address', /\w+:\/\/|\bwww\./i],
  ['emoji', /:[\w+-]+:/],
  ['math', /\$\S/],
  ['commit', /\b(?=[a-f]*\d)(?=\d*[a-f])[\da-f]{7,40}\b/],
];

/** Tags that the product writes itself, whole. */
const ownHtml =
  /^(?:<!-- -->|<\/?sub>|<\/details>|<details>\n<summary>[\w ,:]+<\/summary>|<summary>[\w ,:]+<\/summary>)$/;

export interface OwnMarkup {
  /** Where links may lead. */
  readonly address: string;
  /** Info strings of fences that may stand there. */
  readonly fences: readonly string[];
}

/**
 * Everything in a body of Markdown that a forge, a terminal or a bot would act on and that is not the product's own. Knows
 * nothing of how the product makes text inert.
 */
export function findActing(body: string, { address, fences }: OwnMarkup): string[] {
  const tokens = reader.parse(body, {});
  const all = tokens.flatMap((token) => [token, ...(token.children ?? [])]);
  return [
    ...all.flatMap((token) => actingToken(token, address, fences)),
    ...raggedTables(body, tokens),
    ...(body.match(/^\/[a-z].*/gim) ?? []).map((line) => `command ${line}`),
    ...(body.match(/<!--\s*galley.*/gi) ?? []).map((line) => `marker ${line}`),
    ...(body.match(/[^\P{Cc}\n\t]|\p{Cf}|\p{Cs}|\p{Zl}|\p{Zp}/gu) ?? []).map(
      (one) => `hidden ${escape(one)}`,
    ),
  ];
}

function actingToken(token: Token, address: string, fences: readonly string[]): string[] {
  const { type, content, info } = token;
  switch (type) {
    case 'text':
      return acting.filter(([, pattern]) => pattern.test(content)).map(([what]) => `${what} ${content}`);
    case 'link_open': {
      const href = String(token.attrGet('href'));
      return href.startsWith(address) ? [] : [`link ${href}`];
    }
    case 'html_inline':
    case 'html_block':
      return ownHtml.test(content.trim()) ? [] : [`html ${content}`];
    case 'fence':
      return info === '' || fences.includes(info) ? [] : [`fence ${info}`];
    case 'image':
    case 'blockquote_open':
    case 'ordered_list_open':
    case 'hr':
    case 'em_open':
    case 's_open':
    case 'code_block':
    case 'lheading_open':
      return [`${type} ${content}`];
    default:
      return [];
  }
}

/** Rows of tables whose cells, as the reference implementation of GFM counts them, are not those of their head. */
function raggedTables(body: string, tokens: readonly Token[]): string[] {
  const lines = body.split('\n');
  return tokens
    .filter(({ type }) => type === 'table_open')
    .flatMap(({ map }) => {
      const rows = lines.slice(map?.[0], map?.[1]).filter((line) => line.trim() !== '');
      return rows
        .filter((row) => countBars(row) !== countBars(rows[0] ?? ''))
        .map((row) => `cells of ${row}`);
    });
}

/** There a backslash escapes whatever sign follows it, another backslash too. */
function countBars(row: string): number {
  return row.replace(/\\[!-/:-@[-`{-~]/g, '').split('|').length;
}
