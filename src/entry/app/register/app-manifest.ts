import { handledEvents } from '../webhooks/map-event.ts';

/** One permission of the GitHub App. */
export interface AppPermission {
  readonly name: string;
  readonly access: 'read' | 'write';
  /** What would not work without it. */
  readonly why: string;
}

/**
 * No more than these, and never the right to change code.
 *
 * GitHub registers no app for `issue_comment` without `issues`, though what is written about pull requests, reactions too,
 * goes by `pull_requests` alone: docs/SERVER.md names where that is known from.
 */
export const appPermissions: readonly AppPermission[] = [
  { name: 'metadata', access: 'read', why: 'every app has it: names of repositories, who may write to them' },
  { name: 'contents', access: 'read', why: 'fetch the commits under review, read .galley.yml of the base' },
  {
    name: 'pull_requests',
    access: 'write',
    why: 'post reviews, answer commands and react to them, mark comments as fixed',
  },
  { name: 'checks', access: 'write', why: 'the check that shows progress and verdict, and its buttons' },
  { name: 'issues', access: 'read', why: 'to be told of comments: GitHub sends them to nobody without it' },
];

/** Those of installations come to every app unasked. */
export const appEvents: readonly string[] = handledEvents.filter((name) => !name.startsWith('installation'));

export interface AppDescription {
  readonly name: string;
  /** Of the server, as GitHub reaches it: `https://galley.example.org`. GitHub also shows it as the app's homepage. */
  readonly url: string;
}

export const webhookPath = '/api/github/webhooks';
const description = 'Reviews pull requests with a model that runs on our own hardware.';

/**
 * The same for the form from which GitHub makes the app at once.
 *
 * @param redirectUrl where GitHub sends the browser with the code
 */
export function formManifest({ name, url }: AppDescription, redirectUrl: string): string {
  return JSON.stringify({
    ...{ name, description, url, public: false, redirect_url: redirectUrl },
    hook_attributes: { url: `${url}${webhookPath}`, active: true },
    default_permissions: Object.fromEntries(
      appPermissions.map(({ name: permission, access }) => [permission, access]),
    ),
    default_events: appEvents,
  });
}

/** Where such a form goes, and where a person fills it in. */
export function registrationPage(server: string, organisation: string | undefined): string {
  const owner = organisation === undefined ? '' : `/organizations/${encodeURIComponent(organisation)}`;
  return `${server}${owner}/settings/apps/new`;
}

/** `app.yml`: what the app is allowed and told, with a reason for each, in the form that Probot and GitHub read. */
export function renderManifest({ name, url }: AppDescription): string {
  const width = Math.max(...appPermissions.map((permission) => permission.name.length));
  const permissions = appPermissions.map(
    ({ name: what, access, why }) => `  ${`${what}: ${access}`.padEnd(width + ': write'.length)} # ${why}`,
  );
  return `# The GitHub App of this Galley. Writing code is not among its permissions, and never needed.
name: ${JSON.stringify(name)}
description: ${JSON.stringify(description)}
url: ${JSON.stringify(url)}
public: false
hook_attributes:
  url: ${JSON.stringify(`${url}${webhookPath}`)}
  active: true
default_permissions:
${permissions.join('\n')}
default_events:
${appEvents.map((event) => `  - ${event}`).join('\n')}
`;
}

/**
 * Address of a page of the forge on which all of it is filled in already: one click makes the app.
 *
 * @param server address of the forge's pages
 * @param organisation that is to own the app; undefined: whoever is signed in
 */
export function registrationAddress(
  { name, url }: AppDescription,
  server: string,
  organisation: string | undefined,
): string {
  const address = new URL(registrationPage(server, organisation));
  const fields: Record<string, string> = {
    ...{ name, description, url, public: 'false' },
    ...{ webhook_active: 'true', webhook_url: `${url}${webhookPath}` },
    ...Object.fromEntries(appPermissions.map(({ name: permission, access }) => [permission, access])),
  };
  for (const [field, value] of Object.entries(fields)) address.searchParams.append(field, value);
  for (const event of appEvents) address.searchParams.append('events[]', event);
  return address.href;
}
