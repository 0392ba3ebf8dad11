import { lstatSync, readlinkSync, type Stats } from 'node:fs';
import { join } from 'node:path';

/** As the kernel counts. */
const mostLinks = 40;

/**
 * Where a path of an image lies out here. Links are followed as they would be inside: an absolute one starts at the root of the
 * image, and `..` ends there. So nothing outside is ever named.
 *
 * @param root absolute, links resolved
 * @param path of the image, with `/`
 * @returns absolute, with no link on the way as long as nobody else writes there; what is not there counts as no link.
 *   Undefined: the links go round in circles
 */
export function resolveInside(root: string, path: string): string | undefined {
  const rest = path.split('/').reverse();
  let at: string[] = [];
  for (let links = 0; links <= mostLinks;) {
    const part = rest.pop();
    if (part === undefined) return join(root, ...at);
    if (part === '' || part === '.') continue;
    if (part === '..') {
      at.pop();
      continue;
    }
    const target = linkAt(join(root, ...at, part));
    if (target === undefined) at.push(part);
    else {
      links += 1;
      if (target.startsWith('/')) at = [];
      rest.push(...target.split('/').reverse());
    }
  }
  return undefined;
}

/** What stands at a place; a link is not followed. Undefined: nothing. */
export function lookAt(path: string): Stats | undefined {
  try {
    return lstatSync(path);
  } catch {
    return undefined;
  }
}

function linkAt(path: string): string | undefined {
  return lookAt(path)?.isSymbolicLink() === true ? readlinkSync(path) : undefined;
}
