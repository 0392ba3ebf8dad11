import { GalleyError } from '../../../errors.ts';
import type { AppDescription } from './app-manifest.ts';

/** Flags that say what the app is to be. */
export interface DescriptionFlags {
  readonly url?: string;
  readonly name?: string;
}

/** Throws GalleyError `invalid-usage`. */
export function readDescription({ url, name }: DescriptionFlags): AppDescription {
  return { name: checkName(name ?? 'Galley'), url: checkUrl(url) };
}

/** GitHub's own limit. */
const mostName = 34;

function checkName(name: string): string {
  if (name.trim() !== '' && name.length <= mostName && !/[\p{Cc}\p{Cf}]/u.test(name)) return name;
  throw new GalleyError('invalid-usage', {
    what: '--name is no name for a GitHub App',
    why: `It has 1 to ${mostName} characters.`,
    todo: '--name "Galley of Example"',
  });
}

function checkUrl(text: string | undefined): string {
  const url = text !== undefined && URL.canParse(text) ? new URL(text) : undefined;
  const isPlain = url !== undefined && `${url.username}${url.password}${url.search}${url.hash}` === '';
  if (url !== undefined && isPlain && /^https?:$/.test(url.protocol)) return url.href.replace(/\/+$/, '');
  throw new GalleyError('invalid-usage', {
    what: text === undefined ? '--url is missing' : '--url is no address of a server',
    why: 'GitHub must know where to send webhooks.',
    todo: '--url https://galley.example.org',
  });
}
