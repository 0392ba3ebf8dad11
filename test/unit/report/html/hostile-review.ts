import type { Finding } from '../../../../src/finding/finding.ts';
import type { ExcerptLine, Review } from '../../../../src/review/review.ts';
import { makeReview, sampleFinding, sampleLedger, sampleModel } from '../sample-review.ts';

/** Breaks out of markup, runs, loads, reorders or overflows where a page is careless. */
export const attacks = [
  '</script><img src=x onerror="globalThis.pwned=1">',
  '<script>globalThis.pwned=1</script>',
  '</title></style></pre></code></bdi><script>globalThis.pwned=1</script>',
  '"><svg onload=globalThis.pwned=1>',
  "' onmouseover='globalThis.pwned=1",
  '<!--<script>',
  ']]>--><iframe src=http://attacker.invalid/>',
  '<base href=http://attacker.invalid/><link rel=stylesheet href=http://attacker.invalid/x.css>',
  '<style>body{background:url(http://attacker.invalid/y)}</style>',
  '<form action=http://attacker.invalid><button autofocus>OK</button></form>',
  'javascript:globalThis.pwned=1 [x](javascript:globalThis.pwned=1) https://attacker.invalid',
  '&lt;script&gt;globalThis.pwned=1&#60;/script&#62;',
  '${globalThis.pwned=1} {{constructor.constructor("pwned=1")()}}',
  '\u202etxt.exe\u202c \u2066hidden\u2069 \u200b\u200d\ufeff \u0007\u001b[31m',
  'שלום עולם مرحبا بالعالم',
  'Z̸̢̛͎͇̣̱̹͖a̵̡̛̛̹͍̪͎l̶̨̢̛̛͖̹g̷̡̛̛̤͚o̸̡̢̧̡͎'.repeat(6),
  'W'.repeat(4000),
  '\ud800\udfff\uffff\u0000',
  '😀'.repeat(400),
  '%3Cscript%3EglobalThis.pwned=1%3C/script%3E#\'"`',
] as const;

/** A Review whose every text is an attack. */
export function hostileReview(): Review {
  const findings = attacks.map((attack, index) => attackedFinding(attack, index));
  return makeReview(
    {
      findings,
      excerpts: attacks.map((attack) => attackedLines(attack)),
      shown: findings.length - 4,
      complete: false,
      verdict: 'findings',
    },
    {
      title: `main...${attacks.join('/')}`,
      files: attacks.map((path, index) => ({
        path,
        outcome: (['reviewed', 'excluded', 'not-reviewed'] as const)[index % 3] ?? 'reviewed',
        reason: index % 3 === 0 ? '' : (attacks.at(-index) ?? ''),
        changedLines: index,
      })),
      chunks: attacks.map((path, index) => ({
        ...sampleLedger.chunks[0]!,
        path,
        symbol: attacks.at(-index) ?? '',
        outcome: index % 3 === 2 ? 'not-reviewed' : 'reviewed',
        reason: index % 3 === 2 ? path : '',
      })),
      model: {
        ...sampleModel,
        name: attacks[0],
        digest: attacks[1],
        parameters: attacks[2],
        quantisation: attacks[3],
        server: { ...sampleModel.server, product: attacks[4], version: attacks[5], address: attacks[7] },
        window: { trained: 1, used: 1, reason: attacks[8] },
      },
      modelFailure: { code: 'server-unreachable', message: attacks[9], todo: attacks[10] },
      configuration: [...attacks],
    },
  );
}

/** Some have the same fingerprint: their ids must differ all the same. */
function attackedFinding(attack: string, index: number): Finding {
  return {
    ...sampleFinding,
    anchor: { path: attack, side: 'head', startLine: index + 1, endLine: index + 1 },
    severity: (['error', 'warning', 'info'] as const)[index % 3] ?? 'info',
    origin: (['rule', 'model', 'coverage', 'docs'] as const)[index % 4] ?? 'model',
    rule: attack,
    title: attack,
    message: `${attacks.at(-1 - index) ?? ''}\n\n${attack}`,
    quote: attack,
    symbol: attack,
    fingerprint: `0011223344556${String(index % 10)}aa`,
    suggestion: { replacement: `${attack}\n${attack}`, proof: 'parsed' },
  };
}

function attackedLines(text: string): ExcerptLine[] {
  return (['both', 'base', 'head', 'both'] as const).map((side, index) => ({
    side,
    line: 99_998 + index,
    text,
    isMarked: index === 2,
  }));
}
