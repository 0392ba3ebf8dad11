import type { FileChange, Hunk, Line } from '../change/change.ts';
import { languageOf } from '../change/chunk-language.ts';

/** What is said of a check that is gone. */
export const removedGuardRule = {
  id: 'galley/removed-guard',
  severity: 'warning',
  category: 'security',
  title: 'A check of who may do this is gone',
  message:
    'The removed lines refuse a request that is not allowed, and nothing in the file takes their place: what they kept out now passes. Keep the check, or say where it is done instead.',
} as const;

/** A removed line with a sign of an access check. */
export interface RemovedGuard {
  /** 1-based line in the base file. */
  readonly line: number;
  readonly quote: string;
}

/** Whether access is refused or a right is looked up: by status, by name, by whom something belongs to. */
const signs: readonly RegExp[] = [
  /\b(?:status|code|abort|error|exception|throw|raise|return|fail|reject|send)\w*\b.{0,40}\b(?:401|403)\b/i,
  /\b(?:StatusForbidden|StatusUnauthorized|Forbidden|Unauthorized|PermissionDenied|AccessDenied|NotAllowed)\w*\b/,
  /\b(?:require|check|verify|ensure|assert|authori[sz]e|has|can|is)_?(?:\w{0,30}_)?(?:Auth|Login|LoggedIn|Admin|Owner|Permission|Access|Role|Csrf|Signature|Scope|Member)\w{0,30}\s*\(/i,
  /\bif\b.{0,80}\b(?:owner|user|tenant|account|author|member|customer)_?id\b.{0,40}(?:!==?|<>)/i,
];

/** A longer piece that goes is code that moves or dies, not a check that is missing. */
const mostLines = 12;
const commentOnly = /^\s*(?:\/\/|\/?\*|#|--)/;
const testPath = /(?:^|[/._-])(?:tests?|specs?|__tests__|fixtures?|mocks?|e2e)(?=[/._-])/i;

/**
 * Access checks that a change takes away without putting anything like them in: one new sign anywhere in the file, and the
 * check may as well have been rewritten or moved. Code that goes as a whole is no missing check either:
 * what stands around the removed lines has to stay. At most one a file, in code of known languages outside of tests.
 */
export function findRemovedGuard(file: FileChange): RemovedGuard | undefined {
  if (file.status === 'deleted' || languageOf(file.path) === 'text' || testPath.test(file.path))
    return undefined;
  const lines = file.hunks.flatMap((hunk) => hunk.lines);
  if (lines.some((line) => line.side === 'head' && isGuard(line.text))) return undefined;
  for (const hunk of file.hunks) {
    const found = firstLonely(hunk);
    if (found?.baseLine !== undefined) return { line: found.baseLine, quote: found.text };
  }
  return undefined;
}

/** The first removed sign of a hunk whose run of removed lines is short and stands between code that stays. */
function firstLonely({ lines }: Hunk): Line | undefined {
  for (let start = 0; start < lines.length; start++) {
    if (lines[start]?.side !== 'base') continue;
    let end = start;
    while (lines[end]?.side === 'base') end++;
    const run = lines.slice(start, end);
    const sign = run.find(({ text }) => isGuard(text));
    const stays = (line: Line | undefined): boolean => line !== undefined && line.text.trim() !== '';
    if (sign && run.length <= mostLines && stays(lines[start - 1]) && stays(lines[end])) return sign;
    start = end;
  }
  return undefined;
}

function isGuard(text: string): boolean {
  return text.length < 400 && !commentOnly.test(text) && signs.some((sign) => sign.test(text));
}
