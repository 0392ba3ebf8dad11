import type { Needs, Permission } from '../types.ts';

/** What somebody wants an app to be, as a form brought it. */
export interface Manifest {
  readonly name: string;
  readonly url: string;
  /** Where the browser is sent with the code. */
  readonly redirectUrl: string;
  readonly permissions: Needs;
  readonly events: readonly string[];
}

/** Which permission an event needs, in the least: without it GitHub refuses the manifest. */
const eventNeeds: Readonly<Record<string, Permission>> = {
  check_run: 'checks',
  check_suite: 'checks',
  issue_comment: 'issues',
  issues: 'issues',
  pull_request: 'pull_requests',
  pull_request_review: 'pull_requests',
  pull_request_review_comment: 'pull_requests',
  pull_request_review_thread: 'pull_requests',
  push: 'contents',
};

const permissions: readonly string[] = [
  ...['metadata', 'contents', 'pull_requests', 'issues', 'checks', 'statuses', 'administration'],
];

/** The manifest that a form field holds; a text says why GitHub would not take it. */
export function readManifest(field: unknown): Manifest | string {
  const json = typeof field === 'string' ? parsed(field) : undefined;
  if (json === undefined) return 'The configuration does not appear to be a valid GitHub App manifest.';
  const { name, url, redirect_url: redirectUrl, hook_attributes: hook } = json;
  if (typeof name !== 'string' || name === '' || name.length > 34) return "Name can't be blank or too long";
  if (!isUrl(url)) return 'Url must be a valid URL';
  if (!isUrl(redirectUrl)) return 'Redirect url must be a valid URL';
  if (hook !== undefined && !isUrl((hook as { url?: unknown }).url)) return 'Hook url must be a valid URL';
  const wanted = (json['default_permissions'] ?? {}) as Needs;
  const events = (json['default_events'] ?? []) as readonly string[];
  const unknown = Object.entries(wanted).find(
    ([permission, access]) => !permissions.includes(permission) || !/^(?:read|write)$/.test(access),
  );
  if (unknown !== undefined)
    return `Default permission records resource is not included in the list: ${unknown[0]}`;
  const unsupported = events.filter((event) => {
    const needed = eventNeeds[event];
    return needed === undefined || wanted[needed] === undefined;
  });
  if (unsupported.length > 0)
    return `Default events are not supported by permissions: ${unsupported.join(', ')}`;
  return { name, url, redirectUrl, permissions: wanted, events };
}

function parsed(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function isUrl(value: unknown): value is string {
  return typeof value === 'string' && /^https?:\/\//.test(value) && URL.canParse(value);
}
