import type { Finding } from '../../../../src/finding/finding.ts';
import type { Excerpt, Review } from '../../../../src/review/review.ts';
import { makeReview, sampleFinding, sampleLedger, sampleModel } from '../sample-review.ts';

type Place = readonly [path: string, startLine: number, endLine: number];

function make(fingerprint: string, [path, startLine, endLine]: Place, parts: Partial<Finding>): Finding {
  return {
    ...sampleFinding,
    anchor: { path, side: 'head', startLine, endLine },
    fingerprint: fingerprint.repeat(16),
    suggestion: null,
    confidence: null,
    proof: null,
    ...parts,
  };
}

const findings: readonly Finding[] = [
  make('a', ['src/billing/invoice.ts', 40, 42], {
    rule: 'galley/loop-past-end',
    origin: 'rule',
    title: 'The loop reads one element behind the end',
    message:
      'With `<=` the last round reads `lines[lines.length]`, which is undefined, so the total becomes NaN for every invoice. Compare with `<`.',
    quote: '  for (let i = 0; i <= lines.length; i++) {',
    confidence: { precision: 0.85, n: 40 },
    suggestion: {
      replacement:
        '    for (let i = 0; i < lines.length; i++) {\n      total += lines[i].amount * lines[i].rate;\n    }\n',
      proof: 'parsed',
    },
    symbol: 'Invoice.total',
  }),
  make('b', ['src/http/session.ts', 18, 18], {
    rule: 'galley/secret',
    category: 'security',
    origin: 'rule',
    title: 'This line adds an AWS access key',
    message:
      'Anyone who can read the repository can use it. Revoke it, then load it from the environment or a secret store.',
    quote: "const key = '[masked: AWS access key]';",
    symbol: '',
  }),
  make('c', ['src/cart/merge-carts.ts', 76, 76], {
    rule: 'probe/missing-await',
    severity: 'warning',
    category: 'concurrency',
    title: 'The promise is not awaited',
    message:
      'save() returns a promise that nobody waits for: when it fails, the request has already been answered and the error is lost.\n\nWrite `await this.store.save(cart)`.',
    quote: '    this.store.save(cart);',
    confidence: { precision: 0.62, n: 21 },
    suggestion: { replacement: '    await this.store.save(cart);', proof: 'rescored' },
    symbol: 'CartService.merge',
  }),
  make('d', ['src/cart/merge-carts.ts', 90, 91], {
    anchor: { path: 'src/cart/merge-carts.ts', side: 'base', startLine: 90, endLine: 91 },
    severity: 'warning',
    category: 'correctness',
    title: 'The check for an empty cart was removed',
    message: 'Callers in checkout rely on the early return: an empty cart now creates an order of zero.',
    quote: '    if (cart.items.length === 0)\n      return undefined;',
    symbol: 'CartService.merge',
  }),
  make('e', ['docs/api.md', 1, 1], {
    anchor: { path: 'docs/api.md', side: 'file' },
    severity: 'info',
    category: 'docs',
    origin: 'docs',
    rule: 'docs/stale',
    title: 'The page describes an option that is gone',
    message: 'The option `retry` was removed in this change; the page still explains it.',
    quote: '',
    symbol: '',
  }),
  make('f', ['src/http/session.ts', 52, 52], {
    severity: 'info',
    category: 'tests',
    origin: 'rule',
    rule: 'galley/untested-branch',
    title: 'No test takes this branch',
    message: 'The branch for an expired session is new and never runs in the tests.',
    quote: '  if (session.expires < now) {',
    symbol: 'renew',
  }),
];

const excerpts: readonly Excerpt[] = [
  lines(37, [
    ' export class Invoice {',
    '   total(lines: readonly InvoiceLine[]): number {',
    '     let total = 0;',
    '-    for (const line of lines) total += line.amount * line.rate;',
    '>    for (let i = 0; i <= lines.length; i++) {',
    '>      total += lines[i].amount * lines[i].rate;',
    '>    }',
    '     return total;',
    '   }',
    ' }',
  ]),
  lines(15, [
    " import { sign } from './sign.ts';",
    ' ',
    ' /** Opens a session with the store of receipts, which is behind a gateway that wants every request signed with a key. */',
    ">const key = '[masked: AWS access key]';",
    "+const region = 'eu-central-1';",
    ' ',
    ' export async function openSession(user: User, options: SessionOptions = defaultSessionOptions): Promise<Session> {',
  ]),
  lines(74, [
    '   async merge(from: Cart, into: Cart): Promise<Cart> {',
    '     const cart = mergeItems(from, into);',
    '-    await this.store.save(cart);',
    '>    this.store.save(cart);',
    '+    this.log.info("merged", { from: from.id, into: into.id });',
    '     return cart;',
    '   }',
  ]),
  [
    { side: 'both', line: 88, text: '  async order(cart: Cart): Promise<Order> {', isMarked: false },
    { side: 'base', line: 90, text: '    if (cart.items.length === 0)', isMarked: true },
    { side: 'base', line: 91, text: '      return undefined;', isMarked: true },
    { side: 'both', line: 89, text: '    const order = Order.from(cart);', isMarked: false },
  ],
  [],
  lines(50, [
    ' ',
    '+  const now = clock.now();',
    '>  if (session.expires < now) {',
    '+    return open(session.user);',
    '+  }',
  ]),
];

/** Lines from a head line number on: ` ` context, `+` added, `-` removed, `>` added and marked. */
function lines(first: number, texts: readonly string[]): Excerpt {
  let line = first;
  return texts.map((text) => {
    const sign = text.charAt(0);
    const side = sign === '-' ? 'base' : sign === ' ' ? 'both' : 'head';
    return { side, line: side === 'base' ? line : line++, text: text.slice(1), isMarked: sign === '>' };
  });
}

/** What a developer may meet: several severities and origins, suggestions, folded findings, a file left out. */
export function richReview(): Review {
  return makeReview(
    { findings, excerpts, shown: 5, complete: false, verdict: 'findings' },
    {
      title: 'main...feature/merge-carts',
      files: [
        { path: 'src/billing/invoice.ts', outcome: 'reviewed', reason: '', changedLines: 24 },
        { path: 'src/cart/merge-carts.ts', outcome: 'reviewed', reason: '', changedLines: 61 },
        { path: 'src/http/session.ts', outcome: 'reviewed', reason: '', changedLines: 12 },
        {
          path: 'src/http/gateway.ts',
          outcome: 'not-reviewed',
          reason: 'model did not answer in 120 s',
          changedLines: 140,
        },
        { path: 'package-lock.json', outcome: 'excluded', reason: 'lock file', changedLines: 400 },
      ],
      chunks: [
        chunk('src/billing/invoice.ts', 'Invoice.total', 31, 58, 612),
        { ...chunk('src/cart/merge-carts.ts', 'CartService.merge', 66, 102, 840), cached: true },
        chunk('src/http/session.ts', '', 1, 24, 433),
        {
          ...chunk('src/http/gateway.ts', 'Gateway.send', 10, 88, 1180),
          outcome: 'not-reviewed',
          reason: 'model did not answer in 120 s',
        },
      ],
      model: {
        ...sampleModel,
        window: { trained: 32768, used: 4096, reason: 'the longest prompt and its reply need 1,780' },
        check: { prompt: 120, evaluated: 120, reply: 12 },
      },
      secretsMasked: 1,
      configuration: ['.galley.yml'],
      changedLines: 97,
    },
  );
}

function chunk(path: string, symbol: string, startLine: number, endLine: number, promptTokens: number) {
  return { ...sampleLedger.chunks[0]!, path, symbol, startLine, endLine, promptTokens };
}
