import { homedir, totalmem } from 'node:os';
import { join } from 'node:path';
import { silentLog } from '../../src/log.ts';
import { createDiskAbilityStore } from '../../src/model/cache/disk-ability-store.ts';
import { createDiskReplyCache } from '../../src/model/cache/disk-reply-cache.ts';
import { createOllamaModel } from '../../src/model/ollama/create-ollama-model.ts';
import { createOpenAiModel } from '../../src/model/openai/create-openai-model.ts';
import type { Model, ReplyCache, Syntax } from '../../src/review/ports.ts';
import type { RuleEngine } from '../../src/rule/rule-engine.ts';
import { createRuleEngine } from '../../src/syntax/ast-grep/create-rule-engine.ts';
import { createSyntax } from '../../src/syntax/create-syntax.ts';

/** Adapters as the command opens them, over the built `dist/`. */
export interface Tools {
  readonly engine: RuleEngine;
  readonly syntax: Syntax;
  readonly model: Model;
  readonly cache: ReplyCache;
  close(): Promise<void>;
}

const dist = join(import.meta.dirname, '../../dist');
const minutes = 60_000;

/**
 * Replies are kept in the user's cache folder, so that a run that was stopped goes on where it stood.
 *
 * @param server with the path `/v1` it is asked in OpenAI's way, else in Ollama's
 */
export function openTools(server: URL, modelName: string): Tools {
  const directory = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'galley-bench');
  const engine = createRuleEngine({
    childEntry: join(dist, 'rule-engine.js'),
    nativeDirectory: join(dist, 'native'),
    grammarDirectory: join(dist, 'wasm'),
    runtimeWasm: join(dist, 'wasm/web-tree-sitter.wasm'),
    engineWasm: join(dist, 'wasm/ast-grep.wasm'),
  });
  const syntax = createSyntax({
    grammarDirectory: join(dist, 'wasm'),
    runtimeWasm: join(dist, 'wasm/web-tree-sitter.wasm'),
    workerEntry: undefined,
    threads: 0,
  });
  const open = server.pathname.startsWith('/v1') ? createOpenAiModel : createOllamaModel;
  const model = open({
    server: { url: server, address: server.hostname, family: 4 },
    model: modelName,
    needed: 1900,
    think: false,
    timeouts: { connectMs: 5000, firstByteMs: 10 * minutes, idleMs: 10 * minutes, totalMs: 10 * minutes },
    freeBytes: () => totalmem(),
    abilityStore: createDiskAbilityStore({ directory, log: silentLog }),
    log: silentLog,
  });
  const cache = createDiskReplyCache({ directory, maxBytes: 2 ** 30, log: silentLog });
  const close = async (): Promise<void> => {
    await Promise.all([engine.close(), model.close()]);
    syntax.close?.();
  };
  return { engine, syntax, model, cache, close };
}
