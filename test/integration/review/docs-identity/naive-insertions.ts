import { chooseDeclarations } from '../../../../src/docstring/choose-declarations.ts';
import type { DocFile } from '../../../../src/docstring/declaration.ts';
import type { Insertion } from '../../../../src/docstring/insertion.ts';
import type { DocTable } from '../../../../src/docstring/languages/doc-table.ts';
import type { Random } from '../../../doubles/diff-oracle/seeded-random.ts';
import { hostileText } from './stub-prose.ts';

/** Comments in a file, at most: each that is dropped costs proofs of its own. */
const most = 4;

/**
 * What a tool without any care would insert: hostile text as it is, partly where no comment belongs. Only the proof
 * stands between it and the file.
 */
export function naiveInsertions(text: string, file: DocFile, table: DocTable, random: Random): Insertion[] {
  const options = { scope: 'all', added: undefined, runtimeDocs: true } as const;
  const { chosen } = chooseDeclarations(text, file, options, table);
  const lines = Array.from(text.matchAll(/\n/g), ({ index }) => index + 1);
  const found = new Map<number, Insertion>();
  for (let count = 0; count < most && chosen.length > 0; count++) {
    const { declaration, place } = random.pick(chosen);
    const isLost = random.once(3);
    const at = isLost && lines.length > 0 ? random.pick(lines) : place.at;
    const said = isLost ? 'Counts what is there.' : `Counts ${hostileText(random)}`;
    found.set(at, { at, symbol: declaration.symbol, text: `${place.indent}${naiveComment(said, table)}\n` });
  }
  return [...found.values()].sort((a, b) => a.at - b.at);
}

function naiveComment(said: string, { comment, form }: DocTable): string {
  if (comment === 'block') return `/** ${said} */`;
  if (comment === 'docstring') return `"""${said}"""`;
  return form === 'godoc' ? `// ${said}` : `/// ${said}`;
}
