import { hideSecrets } from '../cli/hide-secrets.ts';

const own = ['INPUT_GITHUB-TOKEN', 'ACTIONS_RUNTIME_TOKEN', 'ACTIONS_ID_TOKEN_REQUEST_TOKEN'];

/** Takes the tokens of a job out of what children of this process inherit, after they were read. */
export function hideJobSecrets(env: Record<string, string | undefined>): void {
  hideSecrets(env, own);
}
