import type { Declaration } from '../../docstring/declaration.ts';
import type { DocProse } from '../../docstring/prose.ts';
import type { ReplySchema } from '../message.ts';
import { readJsonObject } from '../read-json.ts';

/** The form for one Declaration: it can name no parameter and no error that the parser did not find. */
export function documentSchema({ parameters, returns, yields, throws }: Declaration): ReplySchema {
  const names = parameters.flatMap((one) => one.name || one.properties);
  const types = throws.filter((type) => type !== '');
  const properties = {
    summary: { type: 'string' },
    ...(names.length === 0 ? {} : { params: textsFor(names) }),
    ...(returns === 'nothing' && !yields ? {} : { returns: { type: 'string' } }),
    ...(types.length === 0 ? {} : { throws: thrownOf(types) }),
  };
  return { type: 'object', properties, required: Object.keys(properties), additionalProperties: false };
}

function textsFor(names: readonly string[]): object {
  return {
    type: 'object',
    properties: Object.fromEntries(names.map((name) => [name, { type: 'string' }])),
    required: [...new Set(names)],
    additionalProperties: false,
  };
}

function thrownOf(types: readonly string[]): object {
  return {
    type: 'array',
    maxItems: types.length,
    items: {
      type: 'object',
      properties: { type: { type: 'string', enum: types }, text: { type: 'string' } },
      required: ['type', 'text'],
      additionalProperties: false,
    },
  };
}

export type DocumentReply =
  | { readonly ok: true; readonly prose: DocProse }
  /** `problem` completes "Your last reply could not be used: ...". */
  | { readonly ok: false; readonly problem: string };

/** Reads a reply; chatter and fences around the JSON are passed over. Nothing in it is believed yet. */
export function parseDocument(text: string, stop: 'stop' | 'length'): DocumentReply {
  const found = readJsonObject(text, 'summary');
  if (found === undefined) {
    const problem = stop === 'length' ? 'it was cut off' : 'it holds no JSON object with "summary"';
    return { ok: false, problem };
  }
  const summary = textOf(found['summary']);
  if (summary === '') return { ok: false, problem: 'its "summary" is empty' };
  return {
    ok: true,
    prose: {
      summary,
      params: paramsOf(found['params']),
      returns: textOf(found['returns']),
      throws: listOf(found['throws']).flatMap(thrown),
    },
  };
}

function paramsOf(value: unknown): Record<string, string> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {};
  const texts = Object.entries(value).map(([name, text]) => [name, textOf(text)] as const);
  return Object.fromEntries(texts.filter(([, text]) => text !== ''));
}

function thrown(value: unknown): DocProse['throws'] {
  if (typeof value !== 'object' || value === null) return [];
  const { type, text } = value as Record<string, unknown>;
  const said = { type: textOf(type), text: textOf(text) };
  return said.type === '' || said.text === '' ? [] : [said];
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}
