import { checkProse } from '../../src/docstring/check-prose.ts';
import type { DocProse } from '../../src/docstring/prose.ts';
import { docTableOf } from '../../src/docstring/languages/table-of.ts';
import { statementParts, statementsOf, type StatementPart } from '../../src/docstring/statements.ts';
import { languageWords } from '../../src/finding/language-words.ts';
import { namesOf } from '../../src/finding/names-of.ts';
import type { StatementScores } from '../../src/probe/measured-statements.ts';
import { renderStatement, statementId } from '../../src/prompt/statement/prompt.ts';
import { askYesNo } from '../../src/review/ask-place.ts';
import { codeTokensOf } from '../../src/review/ask-prose.ts';
import type { BareFunction } from './collect-functions.ts';
import type { Asked } from './open-tools.ts';
import { partOf, type Verdict } from './verdicts.ts';

const abilities = { schema: 'enforced', tokenProbabilities: true, thinking: false } as const;

/** Scores of every statement that the truth filter lets through, by what the reader found of it. */
export async function measureStatements(
  functions: readonly BareFunction[],
  said: ReadonlyMap<string, DocProse>,
  verdicts: readonly Verdict[],
  asked: Asked,
): Promise<Record<StatementPart, StatementScores>> {
  const scores = new Map(
    statementParts.map((part) => [part, { right: [] as number[], wrong: [] as number[] }]),
  );
  for (const { id, wrong } of verdicts) {
    const one = functions.find((found) => found.id === id);
    const prose = one && checkedProse(one, said.get(id));
    if (one === undefined || prose === undefined) continue;
    const code = {
      path: one.path,
      language: docTableOf(one.path)?.language ?? '',
      text: one.text,
      declaration: one.declaration,
    };
    for (const statement of statementsOf(prose)) {
      const messages = renderStatement(code, statement, codeTokensOf(asked.promptTokens));
      const { score } = await askYesNo(
        { prompt: statementId, messages },
        {
          model: asked.model,
          cache: asked.cache,
          card: { digest: `name:${asked.card.name}`, abilities },
          signal: new AbortController().signal,
          wordings: 1,
        },
      );
      const kind = Object.hasOwn(wrong, partOf(statement)) ? 'wrong' : 'right';
      if (score !== undefined) scores.get(statement.part)?.[kind].push(Math.round(score * 100) / 100);
    }
  }
  const sorted = [...scores].map(([part, { right, wrong }]) => [
    part,
    { right: right.toSorted((a, b) => a - b), wrong: wrong.toSorted((a, b) => a - b) },
  ]);
  return Object.fromEntries(sorted) as Record<StatementPart, StatementScores>;
}

function checkedProse(
  { text, declaration }: BareFunction,
  prose: DocProse | undefined,
): DocProse | undefined {
  const known = new Set([...languageWords, ...namesOf(text)]);
  const code = text.slice(declaration.span.start, declaration.span.end);
  return prose && checkProse(prose, declaration, { known, code }).prose;
}
