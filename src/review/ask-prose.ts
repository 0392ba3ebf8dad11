import type { DocProse } from '../docstring/prose.ts';
import {
  documentId,
  renderDocument,
  renderDocumentRetry,
  type DeclarationCode,
} from '../prompt/document/prompt.ts';
import { documentSchema, parseDocument } from '../prompt/document/reply.ts';
import { fillIn, type FilledForm, type FillInContext } from './fill-in.ts';

/** Tokens of a request that are not code: the system part, the task, a retry. */
const notCode = 400;

/** Has a model describe one Declaration. Nothing it says is believed yet. */
export function askProse(code: DeclarationCode, context: FillInContext): Promise<FilledForm<DocProse>> {
  const codeTokens = Math.max(100, context.promptTokens - notCode);
  return fillIn(
    {
      id: documentId,
      messages: renderDocument(code, codeTokens),
      retry: (problem) => renderDocumentRetry(code, codeTokens, problem),
      schema: documentSchema(code.declaration),
      parse: (text, stop) => {
        const parsed = parseDocument(text, stop);
        return parsed.ok ? { ok: true, value: parsed.prose, cut: false } : parsed;
      },
    },
    context,
  );
}
