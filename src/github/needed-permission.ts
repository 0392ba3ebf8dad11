interface Rule {
  readonly path: RegExp;
  /** As a workflow writes it: `pull-requests`. */
  readonly permission: string;
}

/** What the routes that Galley calls need, by the part of the path behind `/repos/OWNER/NAME`. First match wins. */
const rules: readonly Rule[] = [
  { path: /^\/pulls\b/, permission: 'pull-requests' },
  // The comments of a pull request: GitHub takes `issues` or `pull-requests`.
  { path: /^\/issues\b/, permission: 'pull-requests' },
  { path: /^\/(?:check-runs|check-suites|commits\/[^/]+\/check-runs)\b/, permission: 'checks' },
  { path: /^\/(?:compare|contents|commits|git)\b/, permission: 'contents' },
  { path: /^\/collaborators\b/, permission: 'metadata' },
];

/**
 * What a token must hold for a request, such as `pull-requests: write`; empty where that is not known.
 *
 * @param accepted the header `x-accepted-github-permissions`: `a=read,b=write; c=read`, alternatives behind semicolons
 * @param path of the request, from any root
 */
export function neededPermission(method: string, path: string, accepted: unknown): string {
  const named = readAccepted(accepted);
  if (named !== '') return named;
  const behind = /\/repos\/[^/]+\/[^/]+(\/.*)$/.exec(path)?.[1] ?? '';
  const rule = rules.find((one) => one.path.test(behind));
  if (rule === undefined) return '';
  return `${rule.permission}: ${method === 'GET' || method === 'HEAD' ? 'read' : 'write'}`;
}

function readAccepted(header: unknown): string {
  if (typeof header !== 'string') return '';
  const sets = header.split(';').map((set) =>
    set
      .split(',')
      .flatMap((entry) => /^\s*([a-z_]{1,40})=(read|write|admin)\s*$/.exec(entry) ?? [])
      .flatMap((part, index, parts) =>
        index % 3 === 1 ? [`${part.replaceAll('_', '-')}: ${parts[index + 1]}`] : [],
      )
      .join(' and '),
  );
  return sets.filter((set) => set !== '').join(', or ');
}
