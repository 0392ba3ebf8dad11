import type { Finding } from './finding.ts';

/** The title, or nothing where the message begins with the same words. */
export function titleBeside({ title, message }: Pick<Finding, 'title' | 'message'>): string {
  return message.startsWith(title.replace(/…$/, '')) ? '' : title;
}
