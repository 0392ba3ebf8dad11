import type * as z from 'zod/mini';
import type { YamlDocument } from './read-yaml.ts';

/** What a schema found wrong with a document, each with its place as `line:column`: the first five. */
export function tellIssues(
  issues: readonly z.core.$ZodIssue[],
  document: YamlDocument,
): [place: string, text: string][] {
  return issues.slice(0, 5).map((issue) => {
    const path = issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] ?? ''] : issue.path;
    const name = path.map(String).join('.');
    const text = issue.code === 'unrecognized_keys' ? tellUnknown(name) : tellIssue(issue, document, path);
    return [document.positionOf(path), name === '' ? text : `${name}: ${text}`];
  });
}

function tellUnknown(name: string): string {
  if (name === 'galley') return 'unknown key; ast-grep wants it under metadata';
  if (name === 'rewriters') return 'not supported';
  return 'unknown key';
}

function tellIssue(issue: z.core.$ZodIssue, { value }: YamlDocument, path: readonly PropertyKey[]): string {
  const found = path.reduce<unknown>(
    (part, key) =>
      typeof part === 'object' && part !== null ? (part as Record<PropertyKey, unknown>)[key] : undefined,
    value,
  );
  if (found === undefined) return 'missing';
  switch (issue.code) {
    case 'invalid_type':
      return `${issue.expected} expected`;
    case 'invalid_value':
      return `one of ${issue.values.map(String).join(', ')}`;
    case 'too_big':
      return `at most ${String(issue.maximum)} ${issue.origin === 'array' ? 'entries' : 'characters'}`;
    case 'too_small':
      return `at least ${String(issue.minimum)} ${issue.origin === 'array' ? 'entry' : 'character'}`;
    default:
      return issue.message;
  }
}
