import type { NamespaceTools } from './enclose-in-namespaces.ts';
import type { ShownSystem } from './shown-system.ts';

/** Programs of util-linux on a system, or which of them are missing. */
export function findNamespaceTools({
  find: search,
}: Pick<ShownSystem, 'find'>): NamespaceTools | { readonly why: string } {
  const find = (name: string) => search(name) ?? '';
  const tools = {
    unshare: find('unshare'),
    setpriv: find('setpriv'),
    mount: find('mount'),
    umount: find('umount'),
    pivotRoot: find('pivot_root'),
  };
  const missing = Object.entries(tools).filter(([, file]) => file === '');
  if (missing.length > 0)
    return { why: `not found: ${missing.map(([name]) => name).join(', ')} (util-linux)` };
  return { ...tools, loopback: findLoopback(find) };
}

/** SIOCSIFFLAGS of lo, as `ip` does it, with IFF_UP and IFF_RUNNING: in small images there is Perl and no `ip`. */
const perlLoopback = 'socket(S,2,2,0);ioctl(S,0x8914,pack("a16s","lo",65))';

function findLoopback(find: (name: string) => string): string[] {
  const [ip, ifconfig, perl] = [find('ip'), find('ifconfig'), find('perl')];
  if (ip !== '') return [ip, 'link', 'set', 'lo', 'up'];
  if (ifconfig !== '') return [ifconfig, 'lo', 'up'];
  return perl === '' ? [] : [perl, '-e', perlLoopback];
}
