import { pathToFileURL } from 'node:url';
import type { Finding } from '../finding/finding.ts';
import type { Review } from '../review/review.ts';
import { describeFinding, headLines, type SeverityTable } from './describe-finding.ts';
import { byRulesOnly, describeVerdict } from './describe-review.ts';
import type { ReportContext } from './format.ts';
import { isFolded } from './list-findings.ts';
import { listGeneralReasons, listNotReviewed } from './list-not-reviewed.ts';
import { publishCoverage, publishGap, publishTest } from './publish-coverage.ts';
import { stringifyJson, wellFormed } from './stringify-json.ts';

const levels: SeverityTable<string> = { error: 'error', warning: 'warning', info: 'note' };
const rootId = '%SRCROOT%';

/**
 * SARIF 2.1.0 with every finding; gaps and tests are properties of the run. An incomplete review has `executionSuccessful: false` and one notification for
 * each path and reason.
 */
export function renderSarif(review: Review, context: ReportContext): string {
  const rules = [...new Set(review.findings.map((finding) => finding.rule))];
  const run = {
    tool: { driver: describeDriver(rules, context) },
    ...(context.root === undefined
      ? {}
      : { originalUriBaseIds: { [rootId]: { uri: rootUri(context.root) } } }),
    invocations: [
      {
        executionSuccessful: review.complete,
        toolExecutionNotifications: listNotifications(review),
      },
    ],
    columnKind: 'utf16CodeUnits',
    results: review.findings.map((finding, index) =>
      toResult(finding, rules.indexOf(finding.rule), isFolded(review, index)),
    ),
    properties: {
      verdict: review.verdict,
      complete: review.complete,
      mode: review.ledger.mode,
      summary: describeVerdict(review),
      gaps: review.gaps.map(publishGap),
      tests: review.tests.map(publishTest),
      coverage: review.coverage && publishCoverage(review.coverage),
    },
  };
  return `${stringifyJson({ $schema: schemaUri, version: '2.1.0', runs: [run] }, 2)}\n`;
}

const schemaUri =
  'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

function describeDriver(rules: readonly string[], { tool }: ReportContext) {
  return {
    name: tool.name,
    version: tool.version,
    rules: rules.map((id) => ({ id, shortDescription: { text: id } })),
    notifications: ['not-reviewed', 'incomplete', 'rules-only'].map((id) => ({ id: `galley/${id}` })),
  };
}

function toResult(finding: Finding, ruleIndex: number, folded: boolean) {
  const { anchor, category, origin, confidence, proof, symbol } = finding;
  return {
    ruleId: finding.rule,
    ruleIndex,
    level: levels[finding.severity],
    message: { text: describeFinding(finding, false) },
    locations: [
      {
        physicalLocation: { artifactLocation: locateArtifact(anchor.path), region: toRegion(finding) },
        ...(symbol === '' ? {} : { logicalLocations: [{ fullyQualifiedName: symbol }] }),
      },
    ],
    partialFingerprints: { 'galley/v1': finding.fingerprint },
    ...toFixes(finding),
    properties: { side: anchor.side, category, origin, confidence, proof, folded },
  };
}

/**
 * GitHub drops results without a region, so a finding on the base side or on a whole file points at line 1; its
 * message says where it really belongs, and `properties.side` tells programs.
 */
function toRegion({ anchor, quote }: Finding) {
  const lines = headLines(anchor);
  if (lines === undefined) return { startLine: 1 };
  return { ...lines, ...(quote === '' ? {} : { snippet: { text: quote } }) };
}

function toFixes({ anchor, suggestion }: Finding) {
  const deletedRegion = headLines(anchor);
  if (deletedRegion === undefined || suggestion === null) return {};
  // A region of whole lines ends before the last line feed (SARIF 2.1.0, 3.30.2).
  const insertedContent = { text: suggestion.replacement.replace(/\r?\n$/, '') };
  const replacements = [{ deletedRegion, insertedContent }];
  return { fixes: [{ artifactChanges: [{ artifactLocation: locateArtifact(anchor.path), replacements }] }] };
}

function listNotifications(review: Review) {
  const left = listNotReviewed(review).map(({ path, reason, parts }) => ({
    descriptor: { id: 'galley/not-reviewed' },
    level: 'warning',
    message: { text: `not reviewed: ${reason}` },
    locations: (parts.length === 0 ? [undefined] : parts).map((region) => ({
      physicalLocation: { artifactLocation: locateArtifact(path), ...(region && { region }) },
    })),
  }));
  const general = listGeneralReasons(review).map((text) => ({
    descriptor: { id: 'galley/incomplete' },
    level: 'error',
    message: { text },
  }));
  const rules = { descriptor: { id: 'galley/rules-only' }, level: 'note', message: { text: byRulesOnly } };
  return [...left, ...general, ...(review.ledger.mode === 'rules' ? [rules] : [])];
}

/** A relative URI reference: every reserved character of the path is encoded. */
function locateArtifact(path: string) {
  return { uri: wellFormed(path).split('/').map(encodeURIComponent).join('/'), uriBaseId: rootId };
}

function rootUri(root: string): string {
  const { href } = pathToFileURL(root);
  return href.endsWith('/') ? href : `${href}/`;
}
