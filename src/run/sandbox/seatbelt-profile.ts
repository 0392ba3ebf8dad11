import type { SandboxCommand } from './sandbox.ts';

/**
 * What macOS lets a command do, in the language of its sandbox profiles (see sandbox-exec(1), and the profiles below
 * /System/Library/Sandbox). Everything that is not allowed is denied, the loopback too: it would be the host's.
 *
 * The existence and the size of files can be seen everywhere: path look-ups need it.
 *
 * @param node files of Node outside of the system
 * @param temporary folder of this command, which holds its home
 */
export function seatbeltProfile(
  { readable, writable }: Pick<SandboxCommand, 'readable' | 'writable'>,
  node: readonly string[],
  temporary: string,
): string {
  const system = [
    '/usr',
    '/bin',
    '/sbin',
    '/System',
    '/Library/Apple',
    '/Library/Developer',
    '/opt/homebrew/opt',
  ];
  const read = [...system, '/opt/homebrew/Cellar', '/opt/homebrew/lib', ...node, ...readable];
  const write = [...writable, temporary];
  return [
    '(version 1)',
    '(deny default)',
    '(allow process-exec process-fork sysctl-read)',
    '(allow signal process-info* (target same-sandbox))',
    '(allow ipc-posix-sem ipc-posix-shm)',
    '(allow mach-lookup (global-name "com.apple.system.opendirectoryd.libinfo"))',
    '(allow file-read-metadata)',
    `(allow file-read* ${[...read, ...write].map(subpath).join(' ')})`,
    `(allow file-read* ${['/', '/private/etc/hosts', '/private/etc/passwd', '/private/etc/ssl'].map(literal).join(' ')})`,
    '(allow file-read* file-write-data (literal "/dev/null") (literal "/dev/zero"))',
    '(allow file-read* (literal "/dev/random") (literal "/dev/urandom") (subpath "/dev/fd"))',
    `(allow file-write* ${write.map(subpath).join(' ')})`,
  ].join('\n');
}

function subpath(path: string): string {
  return `(subpath ${quote(path)})`;
}

function literal(path: string): string {
  return `(literal ${quote(path)})`;
}

function quote(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}
