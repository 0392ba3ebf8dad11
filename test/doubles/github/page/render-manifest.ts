import type { Manifest } from '../apps/manifest.ts';
import { escapeHtml } from './escape-html.ts';
import { page } from './render-page.ts';

/** The page that asks whether this app is to be made. */
export function renderManifestPage(manifest: Manifest, field: string, state: string, owner: string): string {
  const rights = Object.entries(manifest.permissions).map(
    ([name, access]) => `<li><code>${escapeHtml(name)}</code> ${escapeHtml(access)}</li>`,
  );
  const hidden = (name: string, value: string): string =>
    `<input type="hidden" name="${name}" value="${escapeHtml(value)}">`;
  return page(
    'Create GitHub App',
    `<h1>Create GitHub App for ${escapeHtml(owner)}</h1><p><b>${escapeHtml(manifest.name)}</b></p>
<ul>${rights.join('')}</ul><form method="post" action="manifest">${hidden('manifest', field)}${hidden('state', state)}
<button>Create GitHub App for ${escapeHtml(owner)}</button></form>`,
  );
}

export function renderRefusedManifest(why: string): string {
  return page(
    'Invalid GitHub App configuration',
    `<h1>Invalid GitHub App configuration</h1><p>Error: ${escapeHtml(why)}</p>`,
  );
}
