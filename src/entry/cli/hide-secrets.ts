/** What any entry point may be given. */
const shared: readonly string[] = ['GITHUB_TOKEN', 'GH_TOKEN', 'GALLEY_TOKEN', 'GALLEY_API_KEY'];

/**
 * Takes secrets out of what children of this process inherit, after they were read.
 *
 * @param own variables that only this entry point is given
 */
export function hideSecrets(env: Record<string, string | undefined>, own: readonly string[]): void {
  for (const name of [...shared, ...own]) delete env[name];
}
