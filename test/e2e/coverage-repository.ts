import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { temporaryFolder } from './galley-process.ts';

export type Texts = Readonly<Record<string, string>>;

/** Runs git as a user who has set nothing else. */
export function git(root: string, ...args: readonly string[]): string {
  const who = ['-c', 'user.name=Test', '-c', 'user.email=test@example.org', '-c', 'commit.gpgsign=false'];
  return execFileSync('git', [...who, ...args], { cwd: root, encoding: 'utf8' }).trim();
}

export function write(root: string, texts: Texts): void {
  for (const [path, text] of Object.entries(texts)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

/** A repository with these files in its one commit. */
export function repository(texts: Texts): string {
  const root = temporaryFolder();
  git(root, 'init', '-q', '-b', 'main');
  write(root, { 'package.json': '{"type":"module"}\n', '.gitignore': 'coverage\n', ...texts });
  commit(root, 'feat: base');
  return root;
}

export function commit(root: string, subject: string): void {
  git(root, 'add', '-A');
  git(root, 'commit', '-q', '-m', subject);
}

/** The same repository in another place: what a report of the first one says of folders is wrong there. */
export function copyOf(root: string): string {
  const copy = temporaryFolder();
  cpSync(root, copy, { recursive: true, preserveTimestamps: true });
  return copy;
}

/** One class whose tests know neither its early return nor its second method, and a file that no test loads. */
export const cart = {
  before: 'export class Cart {\n  items = [];\n  add(item) {\n    this.items.push(item);\n  }\n}\n',
  after: `export class Cart {
  items = [];
  add(item, count = 1) {
    if (!item) return false;
    if (count > 10) {
      this.large = true;
    }
    this.items.push({ ...item, count });
    return true;
  }
  total(discount) {
    let sum = 0;
    for (const { price, count } of this.items) sum += price * count;
    return discount ? sum * (1 - discount) : sum;
  }
}
`,
  test: `import { test } from 'node:test';
import assert from 'node:assert';
import { Cart } from '../src/cart.js';
test('adds', () => {
  const cart = new Cart();
  cart.add({ price: 3 });
  assert.equal(cart.items.length, 1);
});
`,
  receipt: 'export function receipt(cart) {\n  return cart.items.length;\n}\n',
} as const;

/** What is wrong with the change to the cart, as `nameGap` says it. Of a function the lines that are new and run. */
export const cartGaps = [
  'src/cart.js statement 4-4',
  'src/cart.js statement 6-6',
  'src/cart.js function 11-14',
] as const;

export interface PublishedGap {
  readonly path: string;
  readonly kind: string;
  readonly startLine: number;
  readonly endLine: number;
}

export const nameGap = ({ path, kind, startLine, endLine }: PublishedGap): string =>
  `${path} ${kind} ${startLine}-${endLine}`;
