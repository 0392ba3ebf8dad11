import type { ErrorText, GalleyError } from '../errors.ts';
import type { FailedAnswer } from './client/read-limit.ts';

/** What a failure of GitHub means to its reader. */
export type Explanation = Omit<ErrorText, 'why' | 'cause'> & { readonly code: GalleyError['code'] };

/**
 * Why GitHub forbids something.
 *
 * @param needed permission that the request needs; empty: nobody knows
 * @param isApp a GitHub App asked, which is given permissions elsewhere than a token
 */
export function explainForbidden(
  needed: string,
  headers: FailedAnswer['headers'],
  words: string,
  isApp: boolean,
): Explanation {
  return (
    forbiddenToAll(headers, words) ?? (isApp && needed !== '' ? forbiddenToApp(needed) : forbidden(needed))
  );
}

const denied = { code: 'forge-forbidden' } as const;

/** Whatever permissions somebody has; undefined: that is not the reason. */
function forbiddenToAll(headers: FailedAnswer['headers'], words: string): Explanation | undefined {
  if (headers['x-github-sso'] !== undefined || /\bSAML\b/u.test(words))
    return {
      ...denied,
      what: 'The organisation wants the token to be authorised for single sign-on.',
      todo: 'Authorise it: Settings, Developer settings, the token, Configure SSO.',
    };
  if (/\barchived\b/iu.test(words))
    return { ...denied, what: 'The repository is archived: nothing can be written there.' };
  if (/\block(?:ed)?\b/iu.test(words))
    return { ...denied, what: 'The conversation is locked.', todo: 'Unlock it, or review without posting.' };
  return undefined;
}

function forbiddenToApp(needed: string): Explanation {
  return {
    ...denied,
    what: `The app may not do this: it needs ${needed}.`,
    todo: 'Give it that in its settings, and accept it where it is installed.',
  };
}

function forbidden(needed: string): Explanation {
  return {
    ...denied,
    what: needed === '' ? 'The token may not do this.' : `The token may not do this: it needs ${needed}.`,
    todo:
      needed === ''
        ? 'Use a token with more permissions.'
        : `Give it to the job (permissions: { ${needed} }), or use a token that has it. For pull requests of forks no job gets it.`,
  };
}
