import { editContent, randomContent, type ByteText } from './random-content.ts';
import type { Random } from './seeded-random.ts';

/** A file of a tree. Of a gitlink (mode 160000), `content` is the commit id. */
export interface Entry {
  readonly mode: '100644' | '100755' | '120000' | '160000';
  readonly content: ByteText;
}

/** Path as bytes to entry. */
export type Tree = ReadonlyMap<ByteText, Entry>;

const directories: readonly ByteText[] = [
  '',
  '',
  'src/',
  'a/',
  'b/',
  'i/w/',
  'x b/',
  'a b/b/',
  ' lead/',
  'gr\xc3\xbcn/',
  'dev/',
  '"quoted"/',
  'old/',
  'new/',
];

const stems: readonly ByteText[] = [
  'file',
  'file',
  'two words',
  '-p',
  '--output=x',
  'x b/x', // one more directory, but it looks like a header
  "it's",
  'say "hi"',
  'tab\there',
  'line\nfeed',
  'back\\slash',
  'gr\xc3\xbcn',
  'latin\xfc',
  'cr\r',
  'bell\x07\x7f',
  '\x1b[31mred',
  '@@ -1 +1 @@',
  'null and b differ',
  '2020-01-01 10:00:00 +0000',
  '{a => b}',
];

const ends: readonly ByteText[] = ['.ts', '.ts', '', ' ', '.c', ' b', '"', '\t'];

/** A path of its own for each number, so that no file is another one's directory. */
function randomPath(random: Random, number: number): ByteText {
  return `${random.pick(directories)}${random.pick(stems)}${String(number)}${random.pick(ends)}`;
}

function randomEntry(random: Random): Entry {
  if (random.once(20)) return { mode: '160000', content: randomCommit(random) };
  if (random.once(20)) return { mode: '120000', content: `target/${String(random.below(1000))}` };
  return { mode: random.once(8) ? '100755' : '100644', content: randomContent(random) };
}

function randomCommit(random: Random): string {
  return Array.from({ length: 40 }, () => '123456789abcdef'.charAt(random.below(15))).join('');
}

/** A base and a head tree whose difference is about `cases` file pairs of every kind. */
export function randomTrees(random: Random, cases: number): { base: Tree; head: Tree } {
  const base = new Map<ByteText, Entry>();
  const head = new Map<ByteText, Entry>();
  for (let number = 0; number < cases; number += 1) {
    const path = randomPath(random, number);
    const entry = randomEntry(random);
    const kind = random.below(20);
    if (kind !== 0) base.set(path, entry);
    if (kind === 1) continue;
    if (kind === 2 || kind === 3) {
      // Renamed, without edits or with some.
      head.set(randomPath(random, number + cases), kind === 2 ? entry : edited(random, entry));
    } else if (kind === 4) {
      head.set(path, random.once(2) ? entry : edited(random, entry));
      head.set(randomPath(random, number + cases), random.once(2) ? entry : edited(random, entry));
    } else if (kind === 5) head.set(path, changedMode(random, entry));
    else if (kind === 6) head.set(path, randomEntry(random));
    else head.set(path, kind === 0 ? entry : edited(random, entry));
  }
  return { base, head };
}

function edited(random: Random, entry: Entry): Entry {
  if (entry.mode === '160000') return { ...entry, content: randomCommit(random) };
  if (entry.mode === '120000') return { ...entry, content: `${entry.content}/${String(random.below(1000))}` };
  const changed = { ...entry, content: editContent(random, entry.content) };
  return random.once(15) ? changedMode(random, changed) : changed;
}

function changedMode(random: Random, entry: Entry): Entry {
  if (entry.mode === '100644') return { ...entry, mode: '100755' };
  return entry.mode === '100755' ? { ...entry, mode: '100644' } : edited(random, { ...entry });
}
