import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { cutChunks } from '../../../src/change/cut-chunks.ts';
import { outlineLines } from '../../../src/change/outline-lines.ts';
import { createParser } from '../../../src/syntax/create-parser.ts';
import { changeOf, type Edit } from '../../unit/change/chunk-build-change.ts';
import { wasmFromNodeModules } from './wasm-from-node-modules.ts';

const syntax = createParser({ ...wasmFromNodeModules(), maxMs: 20_000 });

/** What decides about a function may stand far above it: long comments, long decorators, and what ends like them. */
const decorated: Record<string, string> = {
  'api.ts': `
@Controller({
  path: 'orders',
})
export class Orders extends Base {
  @Post({
    path: 'new',
    guards: [Admin],
  })
  // why
  @Log()
  create(order: Order): void {
    this.store.add(order);
    const later = (): void => {
      this.audit.note('later', {
        id: order.id,
      });
    };
    later();
  }
}
const a = 1,
  run = () => {
    go();
  };
`,
  'api.py': `
@app.route(
    "/orders",
    methods=[
        "GET",
        "POST",
    ],
)
@logged
def orders(request):
    """What is open.
    """
    def page(number):
        return number
    """
    """
# all of them
@cached
def total():
    return [
        One,
    ]
`,
};
const comment = (sign: string): string => `${sign} why it is so\n`.repeat(12);
const body = (indent: string): string => `${indent}step();\n`.repeat(30);
decorated['long.ts'] = `
${comment('//')}function first() {
${body('  ')}}
@Entity({
${"  name: 'a',\n".repeat(14)}})
${comment('//')}export class Long {
  @Get({
${"    name: 'a',\n".repeat(14)}  })
  read(): void {
${body('    ')}  }
}
`;
decorated['long.py'] = `
${comment('#')}def first():
${body('    ')}    """
    """
@get(
    "a",
    [
${"        'a',\n".repeat(14)}    ],
)
def read():
${body('    ')}`;

const files = 'cart.ts app.jsx cart.py server.go Cart.java cart.rs Cart.cs cart.rb cart.php cart.cpp'.split(
  ' ',
);
const sources = new Map(
  files.map((name) => [
    name,
    readFileSync(new URL(`../../fixtures/syntax/${name}.txt`, import.meta.url), 'utf8'),
  ]),
);
for (const [name, text] of Object.entries(decorated)) sources.set(name, text);

const piece = fc.constantFrom(
  ...[
    '',
    '// why',
    '# why',
    '  @Log()',
    '@Log({',
    '})',
    '#[inline]',
    '[Obsolete]',
    '"""',
    '}',
    '{',
    'call();',
    '  f() {',
  ],
);
const edit = fc.record({
  at: fc.nat(200),
  side: fc.constantFrom('head', 'base', 'both'),
  text: piece,
} as const);

/** The source several times over, with its lines edited here and there: one edit adds, removes or breaks a line. */
function editsOf(
  text: string,
  copies: number,
  edits: readonly { at: number; side: Edit['side']; text: string }[],
): Edit[] {
  const lines = text
    .repeat(copies)
    .split('\n')
    .map((line): Edit => ({ side: 'both', text: line }));
  for (const { at, side, text: added } of edits) {
    const index = at % lines.length;
    const old = lines[index];
    if (old === undefined) continue;
    if (side === 'base') lines[index] = { ...old, side };
    else lines.splice(index, 0, { side, text: added });
  }
  return lines;
}

/** More of them than in a sample, and other ones each time. */
const runs = process.env['NARROWED_RUNS'];

it('cuts the same chunks from the outline of the lines that matter as from the whole', async () => {
  let narrowed = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...sources.keys()),
      fc.integer({ min: 1, max: 6 }),
      fc.array(edit, { minLength: 1, maxLength: 6 }),
      fc.constantFrom(0, 1, 3, 10),
      fc.integer({ min: 30, max: 600 }),
      async (name, copies, edits, context, budget) => {
        const { file, headText } = changeOf(editsOf(sources.get(name) ?? '', copies, edits), context, name);
        const cut = (headOutline: Awaited<ReturnType<typeof syntax.outline>>) =>
          cutChunks({
            file,
            fileIndex: 0,
            language: 'x',
            budget,
            headText,
            ...(headOutline && { headOutline }),
          });
        const whole = await syntax.outline(name, headText);
        const part = await syntax.outline(name, headText, outlineLines(file, headText));
        expect(part).toBeDefined();
        if ((part?.scopes.length ?? 0) < (whole?.scopes.length ?? 0)) narrowed++;
        expect(cut(part)).toEqual(cut(whole));
        // The symbol of a finding on any line of a hunk.
        const holders = (line: number, outline = whole) =>
          outline?.scopes.filter(({ startLine, endLine }) => startLine <= line && line <= endLine);
        for (const { headLine } of file.hunks.flatMap((hunk) => hunk.lines)) {
          if (headLine !== undefined) expect(holders(headLine, part)).toEqual(holders(headLine));
        }
      },
    ),
    runs === undefined ? { numRuns: 250, seed: 7 } : { numRuns: Number(runs) },
  );
  expect(narrowed).toBeGreaterThan(50);
}, 600_000);
