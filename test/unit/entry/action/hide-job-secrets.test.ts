import { expect, it } from 'vitest';
import { hideJobSecrets } from '../../../../src/entry/action/hide-job-secrets.ts';

it('S6: takes tokens and the key of the model server from what children inherit, and nothing else', () => {
  const env = {
    ...{
      'INPUT_GITHUB-TOKEN': 'a',
      GITHUB_TOKEN: 'b',
      GH_TOKEN: 'c',
      GALLEY_TOKEN: 'd',
      GALLEY_API_KEY: 'e',
    },
    ...{ ACTIONS_RUNTIME_TOKEN: 'f', ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'g', PATH: '/bin', GALLEY_MODEL: 'm' },
  };
  hideJobSecrets(env);
  expect(env).toEqual({ PATH: '/bin', GALLEY_MODEL: 'm' });
});
