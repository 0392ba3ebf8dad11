/** The server's base address: people and other parts give it with `/v1` or without. */
export function withoutV1(url: URL): URL {
  const bare = new URL(url);
  bare.pathname = bare.pathname.replace(/\/v1\/?$/u, '/');
  return bare;
}
