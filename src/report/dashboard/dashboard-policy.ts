import { createHash } from 'node:crypto';
import { dashboardStyle } from './page-style.ts';

/**
 * What browsers may do with a page of the dashboard: apply its one style, show its icon, send its forms back to where it came
 * from, and nothing else (Content Security Policy level 3).
 */
export const dashboardPolicy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(dashboardStyle, 'utf8').digest('base64')}'`,
  "img-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** A proof on its galley. */
export const dashboardIcon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="3" fill="#0b57a4"/><path d="M4 4.5h8M4 7.5h8M4 10.5h5" stroke="#fff" stroke-width="1.6" stroke-linecap="round"/></svg>';
