import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../src/finding/finding.ts';
import { renderComment } from '../../../src/github/comment-format/render-comment.ts';
import { renderCheckText } from '../../../src/report/pull-request/render-check-text.ts';
import { renderStepSummary } from '../../../src/report/pull-request/render-step-summary.ts';
import { renderSummary } from '../../../src/report/pull-request/render-summary.ts';
import type { Summary } from '../../../src/review/forge-ports.ts';
import { reviewChange } from '../../../src/review/review-change.ts';
import { sanitise } from '../../../src/safety/sanitise.ts';
import { dismissal } from '../../ports/memory-forge.ts';
import { addedFile, reviewOptions, reviewPorts } from '../../ports/review-ports.ts';
import { forgeAddress, ownComment, sampleLinks, sampleSummary } from '../../ports/sample-summary.ts';
import { scriptedModel } from '../../ports/scripted-model.ts';
import { makeReview, sampleFinding, sampleLedger, sampleModel } from '../report/sample-review.ts';
import { attacks, payloads } from './attacks.ts';
import { findActing, type OwnMarkup } from './find-acting.ts';

const own: OwnMarkup = { address: forgeAddress, fences: [] };

/** Where text of others can stand. What the contract calls sanitised, is. */
const carriers: Readonly<Record<string, (text: string) => Partial<Finding>>> = {
  title: (text) => ({ title: sanitise(text, 80), message: 'It is wrong.' }),
  message: (text) => ({ message: sanitise(text, 400) }),
  quote: (text) => ({ quote: text }),
  symbol: (text) => ({ symbol: text }),
  path: (text) => ({ anchor: { path: `src/${text}`, side: 'head', startLine: 3, endLine: 4 } }),
  removed: (text) => ({ anchor: { path: text, side: 'base', startLine: 3, endLine: 3 } }),
  wholeFile: (text) => ({ anchor: { path: text, side: 'file' }, quote: '' }),
  replacement: (text) => ({ suggestion: { replacement: `${text}\n`, proof: 'parsed' } }),
  rule: (text) => ({ rule: `team/${text}` }),
};

function findingsOf(text: string): Finding[] {
  return Object.values(carriers).map((carry, index) => ({
    ...sampleFinding,
    suggestion: null,
    fingerprint: index.toString(16).padStart(16, '0'),
    ...carry(text),
  }));
}

/** All of them at once, beside names of branches, models, files and people. */
function summaryOf(text: string): Summary {
  const findings = findingsOf(text);
  const [first = sampleFinding, second = sampleFinding] = findings;
  const path = `src/${text}`;
  const review = makeReview(
    { findings, shown: 5, complete: false, verdict: 'findings' },
    {
      title: text,
      files: [...sampleLedger.files, { path, outcome: 'not-reviewed', reason: text, changedLines: 1 }],
      model: { ...sampleModel, name: text, server: { ...sampleModel.server, version: text } },
      modelFailure: { code: 'server-unreachable', message: text, todo: text },
      configuration: [text],
      rules: {
        ...sampleLedger.rules,
        silenced: 1,
        silencedFindings: [{ rule: text, path, line: 2 }],
      },
    },
  );
  const said = dismissal('', { by: text, role: 'author', reason: sanitise(text, 200) });
  return sampleSummary({
    review,
    listed: findings,
    known: [{ finding: second, comment: ownComment(second, 4) }],
    dismissed: [{ finding: first, dismissal: said }],
    fixed: [ownComment(first, 3)],
    reused: 1,
  });
}

describe('text of others in what a pull request gets to see (S4)', () => {
  it('is tried in at least 500 ways', () => {
    expect(payloads.length * Object.keys(carriers).length).toBeGreaterThan(500);
    expect(new Set(payloads.map(({ text }) => text)).size).toBeGreaterThan(450);
  });

  it.each(Object.keys(attacks))('does not act in the summary and in the check: %s', (kind) => {
    for (const { name, text } of payloads.filter((one) => one.name.startsWith(`${kind},`))) {
      const summary = summaryOf(text);
      const check = renderCheckText(summary, sampleLinks);
      const bodies = [renderSummary(summary, sampleLinks), check.text];
      for (const body of bodies) expect(findActing(body, own), `${name}\n${body}`).toEqual([]);
      expect(bodies[0]?.match(/^\| (?:\*\*error\*\*|warning|note) \|/gm), name).toHaveLength(9);
    }
  });

  it.each(Object.keys(attacks))('does not act in a comment on a line: %s', (kind) => {
    const fences = { ...own, fences: ['suggestion'] };
    for (const { name, text } of payloads.filter((one) => one.name.startsWith(`${kind},`))) {
      for (const finding of findingsOf(text)) {
        if (finding.suggestion !== null) continue;
        const body = renderComment(finding, { marker: '', isOnFile: finding.anchor.side === 'file' });
        expect(findActing(body.trimStart(), fences), `${name}\n${body}`).toEqual([]);
      }
    }
  });

  it('does not act when a model obeys it, and silences no other finding', async () => {
    for (const text of Object.values(attacks).flat()) {
      const line = `run(${JSON.stringify(text)});`;
      const claim = { quote: line, problem: text, severity: 'error', category: 'security' };
      const model = scriptedModel([JSON.stringify({ findings: [claim] })]);
      const diff = addedFile('src/a.ts', '<<<<<<< HEAD', line);
      const { review } = await reviewChange(reviewOptions, reviewPorts({ diff, ports: { model } }));
      expect(review.findings.map(({ rule }) => rule)).toContain('galley/merge-marker');
      const summary = sampleSummary({ review, listed: review.findings });
      const body = renderStepSummary(summary, sampleLinks);
      expect(findActing(body, own), `${text}\n${body}`).toEqual([]);
    }
  });
});

describe('the oracle', () => {
  it.each(['link', 'autolink', 'image', 'html', 'mention', 'marker', 'emoji', 'commit', 'bidi', 'keyword'])(
    'sees what is not made inert: %s',
    (kind) => {
      const [attack = ''] = attacks[kind] ?? [];
      expect(findActing(`some words ${attack} and more`, own)).not.toEqual([]);
    },
  );
});
