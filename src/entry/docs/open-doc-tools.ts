import { join } from 'node:path';
import type { Settings } from '../../config/schema.ts';
import type { Log } from '../../log.ts';
import { createDiskReplyCache } from '../../model/cache/disk-reply-cache.ts';
import type { DocSyntax, ReplyCache } from '../../review/ports.ts';
import { createDocSyntax } from '../../syntax/declarations/create-doc-syntax.ts';
import { packageFile } from '../cli/package-files.ts';

/** Parsers of the built package. */
export function openDocSyntax(log: Log): DocSyntax {
  const wasm = packageFile('wasm');
  return createDocSyntax({
    grammarDirectory: wasm,
    runtimeWasm: join(wasm, 'web-tree-sitter.wasm'),
    env: process.env,
    log,
  });
}

/**
 * What models said of declarations, kept in the repository: hook, command and warming find each other's replies.
 *
 * @param commonDir git's folder that all working trees share
 */
export function openDocCache({ cache }: Settings, commonDir: string, log: Log): ReplyCache {
  const maxBytes = cache.enabled ? cache.maxMegabytes * 1024 * 1024 : 0;
  return createDiskReplyCache({ directory: join(commonDir, 'galley', 'docs'), maxBytes, log });
}
