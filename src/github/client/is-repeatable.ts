/**
 * Whether the same request may be sent again when nobody knows what became of the first: reads, and edits of a comment,
 * which say the whole new text. Never what makes something: GitHub may have stored a review and then answered 502.
 * Updates of a check append their annotations.
 *
 * @param url template or concrete, absolute or from the root
 */
export function isRepeatable(method: string, url: string): boolean {
  if (method === 'GET' || method === 'HEAD') return true;
  const path = url.replace(/\?.*$/s, '');
  // Galley asks GraphQL and changes nothing through it.
  if (method === 'POST') return /^(?:https?:\/\/[^/]+)?(?:\/api)?\/graphql$/.test(path);
  return method === 'PATCH' && /\/(?:issues|pulls)\/comments\/[^/]+$/.test(path);
}
