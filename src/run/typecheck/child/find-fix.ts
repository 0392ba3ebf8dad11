import type ts from 'typescript';
import type { Project } from './create-project.ts';

export interface Fix {
  /** The whole file with it. */
  readonly text: string;
  /** In the compiler's words where it is its own. */
  readonly description: string;
}

/** Fixes of the compiler that say what the author of the test meant. Others would hide a mistake, or change the code under test. */
const welcome = new Set([
  'import',
  'spelling',
  'addMissingAwait',
  'addMissingAsync',
  'addMissingNewOperator',
  'fixAwaitInSyncFunction',
  'fixMissingCallParentheses',
  'inferFromUsage',
  'fixUnusedIdentifier',
  'addConvertToUnknownForNonOverlappingTypes',
  'fixImportNonExportedMember',
  'fixAddModuleReferTypeMissingTypeof',
  'addMissingConst',
]);

/** The first welcome fix of the compiler, else ours; undefined: there is none. */
export function findFix(
  project: Project,
  path: string,
  text: string,
  diagnostic: ts.Diagnostic,
): Fix | undefined {
  const { start, length, code } = diagnostic;
  if (start === undefined || length === undefined) return undefined;
  const { service, compiler } = project;
  const format = compiler.getDefaultFormatCodeSettings('\n');
  const preferences: ts.UserPreferences = {
    importModuleSpecifierPreference: 'relative',
    allowTextChangesInNewFiles: false,
  };
  const offered = service.getCodeFixesAtPosition(
    path,
    start,
    start + length,
    [code],
    { ...format, indentSize: 2 },
    preferences,
  );
  for (const { fixName, changes, commands, description } of offered) {
    const isOwn = changes.length > 0 && changes.every(({ fileName }) => fileName === path);
    if (!welcome.has(fixName) || !isOwn || commands !== undefined) continue;
    return {
      text: apply(
        text,
        changes.flatMap(({ textChanges }) => textChanges),
      ),
      description,
    };
  }
  return giveWrongType(project, path, text, diagnostic);
}

function apply(text: string, changes: readonly ts.TextChange[]): string {
  const ordered = [...changes].sort((a, b) => b.span.start - a.span.start);
  return ordered.reduce(
    (result, { span, newText }) =>
      result.slice(0, span.start) + newText + result.slice(span.start + span.length),
    text,
  );
}

/** An argument of another type than the parameter's, something that may be missing, an error that is caught. */
const casts: Readonly<Record<number, string>> = {
  2345: ' as never',
  2531: '!',
  2532: '!',
  18047: '!',
  18048: '!',
};

/**
 * A test gives a function what its type forbids so that the arm is taken that guards against it: that must be said. Likewise
 * that a value is there, when the assertions around it would fail otherwise.
 */
function giveWrongType(
  { service }: Project,
  path: string,
  text: string,
  { start, length, code, file }: ts.Diagnostic,
): Fix | undefined {
  const cast = casts[code];
  if (
    start === undefined ||
    length === undefined ||
    service.getProgram() === undefined ||
    file?.fileName !== path
  )
    return undefined;
  const end = start + length;
  const value = text.slice(start, end);
  const isSimple = /^(?:[\w$.]+(?:\([^()]*\))?|[[{][\s\S]*[\]}]|'[^']*'|"[^"]*"|`[^`]*`|-?\d[\w.]*)$/.test(
    value,
  );
  if (code === 18046 && /^[\w$]+$/.test(value)) {
    return {
      text: `${text.slice(0, start)}(${value} as Error)${text.slice(end)}`,
      description: `Say that '${value}' is an error`,
    };
  }
  if (cast === undefined) return undefined;
  const put = isSimple ? `${value}${cast}` : `(${value})${cast}`;
  const description =
    cast === '!' ? 'Say that a value is there' : 'Say that an argument has the wrong type on purpose';
  return { text: text.slice(0, start) + put + text.slice(end), description };
}
