const secrets = [
  'INPUT_GITHUB-TOKEN',
  'GITHUB_TOKEN',
  'GH_TOKEN',
  'GALLEY_TOKEN',
  'GALLEY_API_KEY',
  'ACTIONS_RUNTIME_TOKEN',
  'ACTIONS_ID_TOKEN_REQUEST_TOKEN',
];

/** Takes tokens out of what children of this process inherit, after they were read. */
export function hideSecrets(env: Record<string, string | undefined>): void {
  for (const name of secrets) delete env[name];
}
