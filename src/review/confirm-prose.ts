import type { DocProse } from '../docstring/prose.ts';
import type { ModelReply } from './model-reply.ts';
import type { StatementThresholds } from './statement-thresholds.ts';
import { statementsOf, withoutStatements, type Statement } from '../docstring/statements.ts';
import type { DeclarationCode } from '../prompt/document/show-declaration.ts';
import { renderStatement, statementId } from '../prompt/statement/prompt.ts';
import { askYesNo, type AskPlaceContext } from './ask-place.ts';
import { codeTokensOf } from './ask-prose.ts';

export interface ConfirmContext extends Omit<AskPlaceContext, 'wordings'> {
  readonly thresholds: StatementThresholds;
  readonly promptTokens: number;
}

export interface ConfirmedProse {
  /** Undefined when the summary is doubted. */
  readonly prose: DocProse | undefined;
  readonly replies: readonly ModelReply[];
}

/**
 * Asks of each statement whether it is true, and leaves out those that score below what was measured for this model. The
 * summary is asked first: without it there is no doc, and nothing else is asked.
 *
 * @throws GalleyError of a model call
 */
export async function confirmProse(
  code: DeclarationCode,
  prose: DocProse,
  { thresholds, promptTokens, ...context }: ConfirmContext,
): Promise<ConfirmedProse> {
  const doubted: Statement[] = [];
  const all: ModelReply[] = [];
  for (const statement of statementsOf(prose)) {
    const atLeast = thresholds[statement.part];
    if (atLeast === undefined) continue;
    const messages = renderStatement(code, statement, codeTokensOf(promptTokens));
    const { score, replies } = await askYesNo({ prompt: statementId, messages }, { ...context, wordings: 1 });
    all.push(...replies);
    // Who answers neither Yes nor No has not said that it is wrong.
    if (score === undefined || score >= atLeast) continue;
    doubted.push(statement);
    if (statement.part === 'summary') break;
  }
  return { prose: withoutStatements(prose, doubted), replies: all };
}
