import type { FileChange } from '../change/change.ts';
import { isChosen } from '../change/exclude-file.ts';
import type { Finding } from '../finding/finding.ts';
import { findRemovedGuard, removedGuardRule } from '../rule/removed-guards.ts';
import { checkTextRules, type TextRuleHit } from '../rule/text-rule.ts';
import { textRules } from '../rule/text-rules.ts';
import { sanitise } from '../safety/sanitise.ts';
import { buildFinding } from './build-finding.ts';
import type { AddedSecret } from './mask-change.ts';
import type { PreparedFile } from './prepare-files.ts';
import type { RuleIds } from './run-rules.ts';
import { silenceFindings, type SilencedFindings } from './silence-findings.ts';

/** What the rules say of the lines of one file. */
export type RuleMatcher = (file: FileChange, fileIndex: number) => readonly TextRuleHit[];

/** Matches each file once, when it is first asked about. */
export function createRuleMatcher(): RuleMatcher {
  const known = new Map<number, readonly TextRuleHit[]>();
  return (file, fileIndex) => {
    const hits = known.get(fileIndex) ?? checkTextRules(file, textRules);
    known.set(fileIndex, hits);
    return hits;
  };
}

/**
 * Everything that needs no model. These findings exist even when no model answers, and in excluded files too: what
 * calls itself generated or vendored may hold a credential all the same. Only what people excluded by its path is left
 * alone.
 */
export function checkRules(
  files: readonly PreparedFile[],
  match: RuleMatcher,
  secrets: readonly AddedSecret[],
  idsOf: (path: string) => RuleIds,
  docsOf: (prepared: PreparedFile) => readonly Finding[],
): SilencedFindings {
  const checked = files
    .filter(({ exclusion }) => exclusion === undefined || !isChosen(exclusion))
    .map((prepared) => {
      const findings = [
        ...textFindings(prepared, match),
        ...removedGuardFindings(prepared),
        ...secretFindings(prepared, secrets),
        ...syntaxFindings(prepared),
        ...docsOf(prepared),
      ];
      return silenceFindings(prepared, findings, idsOf(prepared.file.path));
    });
  return {
    findings: checked.flatMap(({ findings }) => findings),
    silenced: checked.flatMap(({ silenced }) => silenced),
  };
}

/** True when some rule speaks about the file: its findings then want to know their enclosing symbol. */
export function hasRuleHit(
  file: FileChange,
  fileIndex: number,
  match: RuleMatcher,
  secrets: readonly AddedSecret[],
): boolean {
  const isReported = (secret: AddedSecret): boolean =>
    secret.fileIndex === fileIndex && secret.trust === 'certain';
  return secrets.some(isReported) || match(file, fileIndex).length > 0;
}

function textFindings(prepared: PreparedFile, match: RuleMatcher): Finding[] {
  return match(prepared.file, prepared.fileIndex).map(({ rule, line, quote }) => {
    const { id, severity, category, title, message } = rule;
    const place = { side: 'head', startLine: line, endLine: line, quote, symbol: '' } as const;
    return buildFinding(prepared, place, { rule: id, severity, category, title, message, origin: 'rule' });
  });
}

/** The only rule about what is gone: it stands on the removed line. */
function removedGuardFindings(prepared: PreparedFile): Finding[] {
  const found = findRemovedGuard(prepared.file);
  if (found === undefined) return [];
  const { line, quote } = found;
  const { id, ...said } = removedGuardRule;
  const place = { side: 'base', startLine: line, endLine: line, quote, symbol: '' } as const;
  return [buildFinding(prepared, place, { rule: id, ...said, origin: 'rule' })];
}

const mostTitleCharacters = 80;
const mostMessageCharacters = 400;

function syntaxFindings(prepared: PreparedFile): Finding[] {
  return prepared.hits.map(({ rule, lines, message, replacement }) => {
    const { first, last } = lines;
    const quote = quoteOf(prepared, first, last);
    const place = { side: 'head', startLine: first, endLine: last, quote, symbol: '' } as const;
    const { id, severity, category, title } = rule;
    const finding = buildFinding(prepared, place, {
      rule: id,
      severity,
      category,
      // A team's words are no more to be trusted than its code.
      title: sanitise(title, mostTitleCharacters),
      message: sanitise(message, mostMessageCharacters),
      origin: 'rule',
    });
    const suggestion = replacement === undefined ? null : ({ replacement, proof: 'parsed' } as const);
    return { ...finding, suggestion, confidence: rule.confidence ?? null };
  });
}

/** The lines as the diff shows them. */
function quoteOf({ file }: PreparedFile, first: number, last: number): string {
  const shown = file.hunks.flatMap((hunk) => hunk.lines);
  const quoted = shown.filter(({ headLine = 0 }) => first <= headLine && headLine <= last);
  return quoted.map((line) => line.text).join('\n');
}

function secretFindings(prepared: PreparedFile, secrets: readonly AddedSecret[]): Finding[] {
  const own = secrets.filter(
    (secret) => secret.fileIndex === prepared.fileIndex && secret.trust === 'certain',
  );
  return own.map((secret) => {
    const place = {
      side: 'head',
      startLine: secret.line,
      endLine: secret.line,
      quote: secret.quote,
      symbol: '',
    } as const;
    return buildFinding(prepared, place, {
      rule: 'galley/secret',
      severity: 'error',
      category: 'security',
      title: `This line adds ${secret.label}`,
      message: `Anyone who can read the repository can use it. Revoke it, then load it from the environment or a secret store.`,
      origin: 'rule',
    });
  });
}
