import fc from 'fast-check';
import { categories, type Anchor, type Finding } from '../../../src/finding/finding.ts';
import type { ModelCard } from '../../../src/review/ports.ts';
import type { Gap } from '../../../src/coverage/gap.ts';
import type { ExcerptLine, Ledger, Review } from '../../../src/review/review.ts';
import { arbitraryCoverage, arbitraryTest } from './arbitrary-coverage.ts';

/** Pieces that break out of some output when it escapes badly. */
const hostilePieces = [
  '\u001b[31mred\u001b[0m',
  '\u001b]8;;http://evil.example\u0007',
  '\u009b2J',
  '\u0000',
  '\u0008',
  '\u007f',
  '\r\n',
  '\n::error::forged',
  '\n##[error]forged',
  '%0A::set-output name=x::y',
  '::stop-commands::x',
  ']]>',
  '<!-- x -->',
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '&amp;&#10;&',
  '"\'>',
  '\ud800',
  '\udfff',
  '\ufffe',
  '\uffff',
  '\u202e',
  '\u2066',
  '\u200b',
  '\u2028',
  '\ufeff',
  '\u{e0041}',
  '`',
  '```',
  '``````',
  '|',
  '![x](http://evil.example/p.png)',
  '[x](javascript:alert(1))',
  '@octocat',
  '#123',
  'https://evil.example',
  '\n# heading',
  '\n- list',
  '\t',
  ' ',
  ':',
  ',',
  '\\',
  '日本語',
  '👩‍👩‍👧',
  'e\u0301',
  'status=clean',
  'x'.repeat(3000),
];

export const hostileText: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...hostilePieces) },
      { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
      {
        weight: 2,
        arbitrary: fc.constantFrom('items', 'is null here', 'the loop never ends.', 'if (a = b) {'),
      },
    ),
    { maxLength: 6 },
  )
  .map((pieces) => pieces.join(' '));

const hostileName = hostileText.map((text) => `f${text}`);
const path = fc.oneof(
  fc.constantFrom('src/a.ts', 'src/cart/add item.ts', 'lib/日本.py', 'docs/#1?x=%41.md'),
  hostileName.map((name) => `src/${name}`),
);
const count = fc.nat({ max: 100_000 });
const seconds = fc.double({ min: 0, max: 5000, noNaN: true });

const lines = fc
  .tuple(fc.integer({ min: 1, max: 5000 }), fc.nat({ max: 30 }))
  .map(([startLine, more]) => ({ startLine, endLine: startLine + more }));

const anchor: fc.Arbitrary<Anchor> = fc.oneof(
  fc
    .record({ path, side: fc.constantFrom('base' as const, 'head' as const), at: lines })
    .map(({ at, ...rest }) => ({ ...rest, ...at })),
  fc.record({ path, side: fc.constant('file' as const) }),
);

const proof = fc.constantFrom('parsed' as const, 'typed' as const, 'rescored' as const, 'ran' as const);

export const finding: fc.Arbitrary<Finding> = fc.record({
  anchor,
  severity: fc.constantFrom('error' as const, 'warning' as const, 'info' as const),
  category: fc.constantFrom(...categories),
  rule: fc.constantFrom('galley/merge-marker', 'model/review-chunk', 'team/no "quotes" <here>'),
  title: hostileName,
  message: hostileText,
  quote: hostileText,
  origin: fc.constantFrom('model' as const, 'rule' as const, 'docs' as const),
  confidence: fc.option(fc.record({ precision: fc.double({ min: 0, max: 1, noNaN: true }), n: count })),
  fingerprint: fc.integer({ min: 0, max: 40 }).map((n) => n.toString(16).padStart(16, '0')),
  proof: fc.option(proof),
  suggestion: fc.option(fc.record({ replacement: hostileText, proof })),
  symbol: fc.oneof(fc.constantFrom('', 'Cart.addItem'), hostileText),
});

const excerptLine: fc.Arbitrary<ExcerptLine> = fc.record({
  side: fc.constantFrom('base' as const, 'head' as const, 'both' as const),
  line: fc.integer({ min: 1, max: 5000 }),
  text: hostileText,
  isMarked: fc.boolean(),
});

const model: fc.Arbitrary<ModelCard> = fc.record({
  name: fc.oneof(fc.constant('qwen2.5-coder:1.5b'), hostileName),
  digest: fc.constant('sha256:d7372fd82851'),
  family: fc.constant('qwen2'),
  parameters: fc.constantFrom('', '1.5B'),
  quantisation: fc.constant('Q4_K_M'),
  server: fc.record({
    backend: fc.constantFrom('ollama' as const, 'openai' as const, 'gguf' as const),
    product: fc.constantFrom('ollama', 'unknown'),
    version: fc.constantFrom('', '0.12.11'),
    address: fc.oneof(fc.constantFrom('http://127.0.0.1:11434', '/models/a b.gguf'), hostileText),
  }),
  window: fc.record({
    trained: fc.constantFrom(undefined, 32768),
    used: fc.constant(4096),
    reason: fc.constant('fits in memory'),
  }),
  parallel: fc.constant(1),
  abilities: fc.record({
    schema: fc.constantFrom('enforced' as const, 'ignored' as const),
    tokenProbabilities: fc.boolean(),
    thinking: fc.boolean(),
  }),
  check: fc.option(
    fc.record({ prompt: count, evaluated: fc.option(count, { nil: undefined }), reply: count }),
  ),
});

const ledger: fc.Arbitrary<Ledger> = fc.record({
  title: fc.oneof(fc.constant('staged changes'), hostileText),
  context: fc.constantFrom('blobs' as const, 'hunk' as const),
  mode: fc.constantFrom('model' as const, 'rules' as const, 'coverage' as const),
  files: fc.uniqueArray(
    fc.record({
      path,
      outcome: fc.constantFrom('reviewed' as const, 'excluded' as const, 'not-reviewed' as const),
      reason: fc.oneof(fc.constantFrom('lock file', 'model did not answer in 120 s'), hostileText),
      changedLines: count,
    }),
    { selector: (file) => file.path, maxLength: 5 },
  ),
  chunks: fc.array(
    fc
      .record({
        path,
        symbol: hostileText,
        at: lines,
        outcome: fc.constantFrom('reviewed' as const, 'not-reviewed' as const),
        reason: hostileText,
        cached: fc.boolean(),
        reused: fc.boolean(),
        promptTokens: count,
      })
      .map(({ at, ...rest }) => ({ ...rest, ...at })),
    { maxLength: 4 },
  ),
  model: fc.option(model),
  modelFailure: fc.option(
    fc.record({ code: fc.constant('server-unreachable'), message: hostileName, todo: hostileText }),
  ),
  probes: fc.record({
    grade: fc.constantFrom('rules-only' as const, 'probes' as const, 'ungraded' as const, null),
    calibration: hostileText,
    known: count,
    speaking: count,
    asked: count,
    unasked: count,
  }),
  docs: fc.record({ checked: count, unread: count, asked: count, suggested: count }),
  calls: count,
  cacheHits: count,
  tokens: fc.record({ prompt: count, evaluated: count, reply: count }),
  seconds: fc.record({ read: seconds, cut: seconds, ask: seconds, total: seconds }),
  changedLines: count,
  dropped: fc.record({
    'quote-not-found': count,
    'outside-the-change': count,
    malformed: count,
    refuted: count,
    duplicate: count,
  }),
  secretsMasked: count,
  configuration: fc.array(hostileText, { maxLength: 2 }),
  rules: fc.record({
    known: count,
    silenced: count,
    silencedFindings: fc.array(
      fc.record({ rule: hostileText, path, line: fc.integer({ min: 1, max: 5000 }) }),
      { maxLength: 2 },
    ),
    skipped: fc.array(fc.record({ rule: hostileText, path: hostileText, reason: hostileText }), {
      maxLength: 2,
    }),
    problems: fc.array(hostileText, { maxLength: 2 }),
  }),
  interrupted: fc.boolean(),
});

/** Any Review, well-formed or hostile; verdict and completeness agree with the rest. */
export const review: fc.Arbitrary<Review> = fc
  .record({
    findings: fc.array(finding, { maxLength: 5 }),
    excerpts: fc.array(fc.array(excerptLine, { maxLength: 12 }), { maxLength: 5 }),
    shown: fc.nat({ max: 5 }),
    coverage: fc.option(arbitraryCoverage({ text: hostileText, path })),
    tests: fc.array(arbitraryTest({ text: hostileText, path }), { maxLength: 2 }),
    ledger,
  })
  .map(({ findings, excerpts, shown, coverage, tests, ledger }) => {
    const left = [...ledger.files, ...ledger.chunks].some((entry) => entry.outcome === 'not-reviewed');
    const unknown = coverage?.files.some((file) => file.state === 'no-data') ?? false;
    const complete = !left && !unknown && !ledger.interrupted && ledger.modelFailure === null;
    const gaps = coverage?.gaps ?? [];
    const all = [...findings, ...gaps.map(mirror)];
    const verdict = all.length > 0 ? 'findings' : complete ? 'clean' : 'incomplete';
    return {
      verdict,
      complete,
      findings: all,
      shown: Math.min(shown, findings.length),
      excerpts: excerpts.slice(0, all.length),
      gaps,
      tests,
      coverage,
      ledger,
    };
  });

/** As a Review holds a Gap among its findings. */
function mirror(gap: Gap, index: number): Finding {
  return {
    anchor: { path: gap.path, side: 'head', startLine: gap.startLine, endLine: gap.endLine },
    severity: 'info',
    category: 'coverage',
    rule: `coverage/${gap.kind}`,
    title: 'Not reached by any test',
    message: gap.condition,
    quote: gap.arm,
    origin: 'coverage',
    confidence: null,
    fingerprint: index.toString(16).padStart(16, 'c'),
    proof: null,
    suggestion: null,
    symbol: gap.function,
  };
}
