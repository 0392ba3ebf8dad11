import type { Finding } from '../../../src/finding/finding.ts';
import type { ModelCard } from '../../../src/review/ports.ts';
import type { Ledger, Review } from '../../../src/review/review.ts';
import type { ReportContext } from '../../../src/report/format.ts';

export const context: ReportContext = {
  tool: { name: 'galley', version: '1.2.3' },
  color: false,
  width: 80,
  profile: false,
};

export const sampleFinding: Finding = {
  anchor: { path: 'src/cart.ts', side: 'head', startLine: 12, endLine: 14 },
  severity: 'error',
  category: 'correctness',
  rule: 'model/review-chunk',
  title: 'Assignment where a comparison was meant',
  message: 'The condition assigns null to items, so the branch never runs.',
  quote: 'if (items = null) {',
  origin: 'model',
  confidence: null,
  fingerprint: '00112233445566aa',
  proof: null,
  suggestion: { replacement: 'if (items === null) {', proof: 'parsed' },
  symbol: 'Cart.addItem',
};

export const sampleModel: ModelCard = {
  name: 'qwen2.5-coder:1.5b',
  digest: 'sha256:d7372fd82851',
  family: 'qwen2',
  parameters: '1.5B',
  quantisation: 'Q4_K_M',
  server: { backend: 'ollama', product: 'ollama', version: '0.12.11', address: 'http://127.0.0.1:11434' },
  window: { trained: undefined, used: 4096, reason: 'fits' },
  parallel: 1,
  abilities: { schema: 'enforced', tokenProbabilities: true, thinking: false },
  check: null,
};

export const sampleLedger: Ledger = {
  title: 'staged changes',
  context: 'blobs',
  mode: 'model',
  files: [
    { path: 'src/cart.ts', outcome: 'reviewed', reason: '', changedLines: 9 },
    { path: 'package-lock.json', outcome: 'excluded', reason: 'lock file', changedLines: 400 },
  ],
  chunks: [
    {
      path: 'src/cart.ts',
      symbol: 'Cart.addItem',
      startLine: 8,
      endLine: 30,
      outcome: 'reviewed',
      reason: '',
      cached: false,
      reused: false,
      promptTokens: 610,
    },
  ],
  model: sampleModel,
  modelFailure: null,
  calls: 3,
  cacheHits: 14,
  tokens: { prompt: 1203, evaluated: 800, reply: 210 },
  seconds: { read: 0.1, cut: 0.05, ask: 37.6, total: 37.9 },
  changedLines: 9,
  dropped: { 'quote-not-found': 2, 'outside-the-change': 0, malformed: 0, refuted: 0, duplicate: 1 },
  secretsMasked: 0,
  rules: { known: 60, silenced: 0, silencedFindings: [], skipped: [], problems: [] },
  probes: {
    grade: 'probes',
    calibration: 'shipped with Galley',
    known: 79,
    speaking: 20,
    asked: 4,
    unasked: 0,
  },
  docs: { checked: 0, unread: 0, asked: 0, suggested: 0 },
  configuration: [],
  interrupted: false,
};

export function makeReview(parts: Partial<Review> = {}, ledger: Partial<Ledger> = {}): Review {
  const findings = parts.findings ?? [];
  return {
    verdict: findings.length > 0 ? 'findings' : 'clean',
    complete: true,
    findings,
    shown: findings.length,
    excerpts: [],
    gaps: parts.coverage?.gaps ?? [],
    tests: [],
    coverage: null,
    ...parts,
    ledger: { ...sampleLedger, ...ledger },
  };
}

/** One file left out and no findings. */
export function incompleteReview(): Review {
  return makeReview(
    { verdict: 'incomplete', complete: false },
    {
      files: [
        ...sampleLedger.files,
        {
          path: 'src/late.ts',
          outcome: 'not-reviewed',
          reason: 'model did not answer in 120 s',
          changedLines: 5,
        },
      ],
    },
  );
}
