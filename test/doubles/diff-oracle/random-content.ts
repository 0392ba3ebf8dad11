import type { Random } from './seeded-random.ts';

/** Text as bytes: one character is one byte, as everywhere in this oracle. */
export type ByteText = string;

/** Lines that have confused a reader of diffs before. The plain ones come first and often. */
const oddLines: readonly ByteText[] = [
  '',
  ' ',
  '\t',
  '}',
  '--- a/x.ts',
  '-- a/x.ts',
  '+++ b/x.ts',
  '++ b/x.ts',
  '@@ -1 +1 @@',
  '@@@ -1,1 -1,1 +1,1 @@@',
  'diff --git a/x b/x',
  'diff --cc x',
  'index 1111111..2222222 100644',
  'rename from x',
  'Binary files a/x and b/x differ',
  'GIT binary patch',
  'Submodule x 1111111..2222222:',
  '\\ No newline at end of file',
  '-',
  '+',
  '\\',
  'From 1111 Mon Sep 17 00:00:00 2001',
  '-- ',
  'carriage\rreturn',
  'ends in one\r',
  '\r',
  'form\ffeed',
  'line\xe2\x80\xa8separator',
  '\xef\xbb\xbfmark',
  'gr\xc3\xbcn \xf0\x9f\x99\x82',
  'trailing space  ',
  `long ${'x'.repeat(300)}`,
];

const words = 'alpha beta gamma delta return const if while value total index count'.split(' ');

function randomLine(random: Random): ByteText {
  if (random.once(3)) return random.pick(oddLines);
  const indent = '  '.repeat(random.below(4));
  return `${indent}${random.pick(words)} ${random.pick(words)}${String(random.below(1000))};`;
}

/** Lines joined by line feeds; some without the last one, some in CRLF, some with bytes that are no UTF-8. */
export function randomContent(random: Random): ByteText {
  if (random.once(25)) return '';
  const lines = Array.from({ length: 1 + random.below(random.once(4) ? 60 : 15) }, () => randomLine(random));
  if (random.once(8)) lines.push(`latin1 ${'\xfc\xe5\xff'.slice(random.below(3))}`);
  const end = random.once(6) ? '\r\n' : '\n';
  const text = lines.join(end) + (random.once(5) ? '' : end);
  return random.once(15) ? `${text}\0binary ${String(random.below(1e6))}` : text;
}

/** A version of the text with some lines removed, added or replaced, or its line ends changed. */
export function editContent(random: Random, text: ByteText): ByteText {
  if (random.once(12)) return text.endsWith('\n') ? text.slice(0, -1) : `${text}\n`;
  if (random.once(20)) return text.replaceAll('\n', '\r\n');
  const lines = text.split('\n');
  for (let edits = 1 + random.below(4); edits > 0; edits -= 1) {
    const at = random.below(lines.length + 1);
    const added = Array.from({ length: random.below(4) }, () => randomLine(random));
    lines.splice(at, random.below(4), ...added);
  }
  return lines.join('\n');
}
