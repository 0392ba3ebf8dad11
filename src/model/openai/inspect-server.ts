import { GalleyError } from '../../errors.ts';
import { explainFailure } from '../transport/explain-failure.ts';
import type { Transport } from '../transport/http-transport.ts';
import { countOf, fieldsOf, listOf, parseJson, textOf, type Fields } from '../read-fields.ts';
import { readText } from '../transport/read-lines.ts';
import { serverTable, unknownServer, type ServerRow } from './server-table.ts';

/** What an OpenAI-compatible server says of itself and its models, without one prompt. */
export interface ServerFacts {
  readonly row: ServerRow;
  readonly version: string;
  readonly models: readonly Fields[];
  /** llama-server's `/props`, LM Studio's `/api/v1/models`; empty for others. */
  readonly details: Fields;
}

/** Throws what an unreachable or refusing server gives; `server-refused` when it is no such server at all. */
export async function inspectServer(transport: Transport, signal: AbortSignal): Promise<ServerFacts> {
  const listing = await getJson(transport, '/v1/models', signal);
  if (listing.status !== 200) {
    throw explainFailure({ status: listing.status, body: listing.text }, { model: '', pull: '' });
  }
  const models = listOf(listing.fields['data']).map(fieldsOf);
  if (!Array.isArray(listing.fields['data'])) {
    throw new GalleyError('server-refused', {
      what: 'The server does not speak the OpenAI format.',
      why: 'GET /v1/models gave no list of models.',
      todo: '--backend ollama',
    });
  }
  const row = (await recogniseOllama(transport, models, signal)) ?? recognise(models, listing.server);
  const version = row.version ? await getJson(transport, row.version.path, signal) : undefined;
  return {
    row,
    version: textOf(version?.fields[row.version?.field ?? '']) ?? '',
    models,
    details: await detailsOf(transport, row, signal),
  };
}

function recognise(models: readonly Fields[], server: string): ServerRow {
  const owner = textOf(models[0]?.['owned_by']) ?? '';
  return (
    serverTable.find((row) => row.ownedBy?.test(owner)) ??
    serverTable.find((row) => row.serverHeader?.test(server)) ??
    unknownServer
  );
}

/** Any owner's name is possible there, so its own version path decides; others are not asked for it. */
async function recogniseOllama(
  transport: Transport,
  models: readonly Fields[],
  signal: AbortSignal,
): Promise<ServerRow | undefined> {
  if (recognise(models, '') !== unknownServer) return undefined;
  const answer = await getJson(transport, '/api/version', signal);
  const isOllama = answer.status === 200 && typeof answer.fields['version'] === 'string';
  return isOllama ? serverTable.find((row) => row.product === 'ollama') : undefined;
}

async function detailsOf(transport: Transport, row: ServerRow, signal: AbortSignal): Promise<Fields> {
  const path = { 'llama-server': '/props', lmstudio: '/api/v1/models' }[row.product as string];
  if (path === undefined) return {};
  const answer = await getJson(transport, path, signal);
  return answer.status === 200 ? answer.fields : {};
}

interface JsonAnswer {
  readonly status: number;
  readonly text: string;
  readonly fields: Fields;
  readonly server: string;
}

export async function getJson(transport: Transport, path: string, signal: AbortSignal): Promise<JsonAnswer> {
  const reply = await transport.open({ method: 'GET', path, signal });
  const text = await readText(reply.chunks);
  return {
    status: reply.status,
    text,
    fields: fieldsOf(parseJson(text)),
    server: textOf(reply.headers['server']) ?? '',
  };
}

/** Tokens that a server without any word about its window is assumed to have. */
export const assumedWindow = 4096;

export interface ServerWindow {
  /** Tokens the server has open, or would open; undefined when it does not say. */
  readonly open: number | undefined;
  readonly trained: number | undefined;
  readonly source: string;
}

/** The window of one model from what its server says; Ollama's is in `/api/ps` once the model is loaded. */
export function findWindow(facts: ServerFacts, model: string): ServerWindow {
  const entry = facts.models.find((candidate) => candidate['id'] === model) ?? {};
  switch (facts.row.product) {
    case 'llama-server': {
      const settings = fieldsOf(facts.details['default_generation_settings']);
      const trained = countOf(fieldsOf(entry['meta'])['n_ctx_train']);
      return { open: countOf(settings['n_ctx']), trained, source: 'n_ctx of one slot in /props' };
    }
    case 'vllm':
      return { open: countOf(entry['max_model_len']), trained: undefined, source: 'max_model_len' };
    case 'lmstudio': {
      const found = lmStudioEntry(facts, model);
      const loaded = listOf(found['loaded_instances']).map(fieldsOf);
      const mine = loaded.find((instance) => instance['id'] === model) ?? loaded[0];
      const open = countOf(fieldsOf(mine?.['config'])['context_length']);
      return {
        open,
        trained: countOf(found['max_context_length']),
        source: 'context_length of the loaded model',
      };
    }
    default:
      return { open: undefined, trained: undefined, source: '' };
  }
}

export function lmStudioEntry(facts: ServerFacts, model: string): Fields {
  return (
    listOf(facts.details['models'])
      .map(fieldsOf)
      .find(
        (entry) =>
          entry['key'] === model ||
          listOf(entry['loaded_instances']).some((one) => fieldsOf(one)['id'] === model),
      ) ?? {}
  );
}
