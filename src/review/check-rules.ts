import type { FileChange } from '../change/change.ts';
import { proseReason } from '../change/is-prose.ts';
import type { Finding } from '../finding/finding.ts';
import { checkTextRules } from '../rule/text-rule.ts';
import { textRules } from '../rule/text-rules.ts';
import { buildFinding } from './build-finding.ts';
import type { AddedSecret } from './mask-change.ts';
import type { PreparedFile } from './prepare-files.ts';

/** Everything that needs no model. These findings exist even when no model answers. */
export function checkRules(files: readonly PreparedFile[], secrets: readonly AddedSecret[]): Finding[] {
  return files
    .filter(({ exclusion }) => exclusion === undefined || exclusion === proseReason)
    .flatMap((prepared) => [...textFindings(prepared), ...secretFindings(prepared, secrets)]);
}

/** True when some rule speaks about the file: its findings then want to know their enclosing symbol. */
export function hasRuleHit(file: FileChange, fileIndex: number, secrets: readonly AddedSecret[]): boolean {
  const isReported = (secret: AddedSecret): boolean =>
    secret.fileIndex === fileIndex && secret.trust === 'certain';
  return secrets.some(isReported) || checkTextRules(file, textRules).length > 0;
}

function textFindings(prepared: PreparedFile): Finding[] {
  return checkTextRules(prepared.file, textRules).map(({ rule, line, quote }) => {
    const { id, severity, category, title, message } = rule;
    const place = { side: 'head', startLine: line, endLine: line, quote, symbol: '' } as const;
    return buildFinding(prepared, place, { rule: id, severity, category, title, message, origin: 'rule' });
  });
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
