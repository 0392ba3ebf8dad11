/** The categories of findings. The room of findings holds the same list; a test holds them together. */
export const ruleCategories = [
  'correctness',
  'error-handling',
  'concurrency',
  'security',
  'resources',
  'performance',
  'api',
  'tests',
  'docs',
] as const;
export type Category = (typeof ruleCategories)[number];

export type RuleSeverity = 'error' | 'warning' | 'info';

/** ast-grep's names of languages, lower case, and ours. */
export const languageNames: Readonly<Record<string, string>> = {
  typescript: 'typescript',
  ts: 'typescript',
  tsx: 'tsx',
  javascript: 'javascript',
  js: 'javascript',
  jsx: 'javascript',
  python: 'python',
  py: 'python',
  go: 'go',
  golang: 'go',
};

/** Our name of a language; one that nobody knows stays as it is. */
export function nameOfLanguage(name: string): string {
  return languageNames[name.toLowerCase()] ?? name;
}
