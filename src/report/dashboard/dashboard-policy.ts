import { createHash } from 'node:crypto';
import { dashboardStyle } from './page-style.ts';

/**
 * What browsers may do with a page in the style of the dashboard: apply that style, show the icon, send its forms to one
 * place, and nothing else (Content Security Policy level 3).
 *
 * @param forms origin that forms may be sent to; `'none'`, `'self'`
 */
export function pagePolicy(forms: string): string {
  return [
    "default-src 'none'",
    `style-src 'sha256-${createHash('sha256').update(dashboardStyle, 'utf8').digest('base64')}'`,
    "img-src 'self'",
    `form-action ${forms}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** Forms of the dashboard go back to where they came from. */
export const dashboardPolicy = pagePolicy("'self'");

/** A proof on its galley. */
export const dashboardIcon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="3" fill="#0b57a4"/><path d="M4 4.5h8M4 7.5h8M4 10.5h5" stroke="#fff" stroke-width="1.6" stroke-linecap="round"/></svg>';
