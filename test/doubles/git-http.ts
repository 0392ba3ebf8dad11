import { spawn } from 'node:child_process';
import type { IncomingMessage, ServerResponse } from 'node:http';

/** Where a folder of bare repositories is, and what git may say of itself. */
export interface GitHttpOptions {
  /** Absolute path of the folder that holds `owner/name.git`. */
  readonly root: string;
}

/**
 * Serves repositories over git's smart HTTP protocol by git's own `http-backend`: reading only. `path` is that of the URL
 * below `root`, such as `/owner/name.git/info/refs`.
 */
export function serveGit(
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  options: GitHttpOptions,
): void {
  const [name = '', query = ''] = path.split('?');
  const child = spawn('git', ['http-backend'], {
    env: {
      PATH: process.env['PATH'] ?? '',
      GIT_PROJECT_ROOT: options.root,
      GIT_HTTP_EXPORT_ALL: '1',
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_CONFIG_SYSTEM: '/dev/null',
      PATH_INFO: decodeURIComponent(name),
      QUERY_STRING: query,
      REQUEST_METHOD: request.method ?? 'GET',
      CONTENT_TYPE: request.headers['content-type'] ?? '',
      HTTP_CONTENT_ENCODING: request.headers['content-encoding'] ?? '',
      GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
      REMOTE_ADDR: '127.0.0.1',
    },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  request.pipe(child.stdin);
  child.stdin.on('error', () => {});
  let head: Buffer | undefined = Buffer.alloc(0);
  child.stdout.on('data', (part: Buffer) => {
    if (head === undefined) return void response.write(part);
    head = Buffer.concat([head, part]);
    const end = head.indexOf('\r\n\r\n');
    if (end === -1) return;
    writeHead(response, head.subarray(0, end).toString('latin1'));
    response.write(head.subarray(end + 4));
    head = undefined;
  });
  child.on('error', () => response.writeHead(500).end());
  child.stdout.on('end', () => response.end());
}

/** The backend answers as a CGI program does: headers first, the status among them. */
function writeHead(response: ServerResponse, text: string): void {
  let status = 200;
  for (const line of text.split('\r\n')) {
    const [name = '', value = ''] = line.split(/:\s*(.*)/s);
    if (name.toLowerCase() === 'status') status = Number.parseInt(value, 10);
    else response.setHeader(name, value);
  }
  response.writeHead(status);
}
