import type ts from 'typescript';
import type { TypeProblem } from '../../../review/test-ports.ts';
import type { Reply } from '../protocol.ts';
import type { Project } from './create-project.ts';
import { findFix } from './find-fix.ts';

/** Fixes that are made to one file. */
const mostFixes = 12;

const mostProblems = 20;

/**
 * The compiler's opinion of one file. With `fix` it mends what it can first: a fix stays when the file is better with it
 * than without.
 */
export function checkFile(project: Project, path: string, given: string, fix: boolean): Reply {
  const fixes: string[] = [];
  let text = given;
  let found = diagnose(project, path, text);
  for (let at = 0; fix && at < found.length && fixes.length < mostFixes;) {
    const diagnostic = found[at];
    const change = diagnostic && findFix(project, path, text, diagnostic);
    const after = change && diagnose(project, path, change.text);
    if (change === undefined || after === undefined || !isBetter(after, found, at)) {
      // The look at the changed text is undone.
      project.lay(path, text);
      at++;
      continue;
    }
    fixes.push(change.description);
    text = change.text;
    found = after;
    at = 0;
  }
  const problems = found.slice(0, mostProblems).map((one) => toProblem(project, one));
  return { kind: 'checked', text, fixes: [...new Set(fixes)], problems };
}

function diagnose(project: Project, path: string, text: string): ts.Diagnostic[] {
  project.lay(path, text);
  const { service } = project;
  const syntax: ts.Diagnostic[] = service.getSyntacticDiagnostics(path);
  const found = syntax.length > 0 ? syntax : service.getSemanticDiagnostics(path);
  return found.filter((one) => !isBesideThePoint(one, project));
}

/** Fewer problems; or as many, but another one in this place: behind a missing `await` there may be one that can be mended. */
function isBetter(after: readonly ts.Diagnostic[], before: readonly ts.Diagnostic[], at: number): boolean {
  return (
    after.length < before.length || (after.length === before.length && after[at]?.code !== before[at]?.code)
  );
}

/**
 * Names and modules that the configuration does not show to test files, though the runner has them: 2582 and 2593 are
 * `describe` and the like, 7016 is a package without types.
 */
function isBesideThePoint({ code, category, messageText }: ts.Diagnostic, { compiler }: Project): boolean {
  if (category !== compiler.DiagnosticCategory.Error) return true;
  if (code === 2582 || code === 2593 || code === 7016) return true;
  const text = compiler.flattenDiagnosticMessageText(messageText, ' ');
  return (
    code === 2304 && /'(?:expect|vi|jest|describe|it|test|before|after|beforeEach|afterEach)'/.test(text)
  );
}

function toProblem({ compiler }: Project, { code, messageText, file, start }: ts.Diagnostic): TypeProblem {
  const line = file === undefined || start === undefined ? 0 : file.getLineAndCharacterOfPosition(start).line;
  const message = compiler.flattenDiagnosticMessageText(messageText, ' ').replace(/\s+/g, ' ');
  return { line: line + 1, code: `TS${String(code)}`, message: message.slice(0, 300) };
}
