import type { DocProse } from '../docstring/prose.ts';
import { documentId, renderDocument, renderDocumentRetry } from '../prompt/document/prompt.ts';
import { documentSchema, parseDocument } from '../prompt/document/reply.ts';
import type { DeclarationCode } from '../prompt/document/show-declaration.ts';
import { fillIn, type FilledForm, type FillInContext } from './fill-in.ts';

/** Has a model describe one Declaration. Nothing it says is believed yet. */
export function askProse(code: DeclarationCode, context: FillInContext): Promise<FilledForm<DocProse>> {
  const codeTokens = codeTokensOf(context.promptTokens);
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

/** Tokens of a request that are not code: the system part, the task, a retry. */
const notCode = 400;

/** What is left of a prompt for code. */
export function codeTokensOf(promptTokens: number): number {
  return Math.max(100, promptTokens - notCode);
}
