import { partOf, partsOf, textOf, type CodeNode } from '../code/code-node.ts';
import type { TextEdit } from '../code/edit-text.ts';
import { walkCode } from '../code/walk-code.ts';
import { editBody, type Repair } from './repair.ts';

/** By unittest's methods; `%1` stands for the first argument. */
const methods: Readonly<Record<string, string>> = {
  assertEqual: 'assert %1 == %2',
  assertEquals: 'assert %1 == %2',
  assertListEqual: 'assert %1 == %2',
  assertDictEqual: 'assert %1 == %2',
  assertTupleEqual: 'assert %1 == %2',
  assertSetEqual: 'assert %1 == %2',
  assertCountEqual: 'assert sorted(%1) == sorted(%2)',
  assertNotEqual: 'assert %1 != %2',
  assertTrue: 'assert %1',
  assertFalse: 'assert not %1',
  assertIs: 'assert %1 is %2',
  assertIsNot: 'assert %1 is not %2',
  assertIsNone: 'assert %1 is None',
  assertIsNotNone: 'assert %1 is not None',
  assertIn: 'assert %1 in %2',
  assertNotIn: 'assert %1 not in %2',
  assertIsInstance: 'assert isinstance(%1, %2)',
  assertGreater: 'assert %1 > %2',
  assertGreaterEqual: 'assert %1 >= %2',
  assertLess: 'assert %1 < %2',
  assertLessEqual: 'assert %1 <= %2',
  assertAlmostEqual: 'assert %1 == pytest.approx(%2)',
  assertRegex: 'assert re.search(%2, %1)',
};

/** `self.assertEqual(a, b)` in a function of pytest, which has no `self`. */
export const translateUnittest: Repair = (body, { parse }) => {
  const root = parse(body.code);
  if (root === undefined) return undefined;
  const edits: TextEdit[] = [];
  walkCode(root, (node, ancestors) => {
    if (node.type !== 'call') return;
    const callee = partOf(node, 'function');
    const name = /^self\.(\w+)$/.exec(callee === undefined ? '' : textOf(callee))?.[1];
    const list = partOf(node, 'arguments');
    if (name === undefined || list === undefined) return;
    const given = partsOf(list).filter(({ type }) => type !== 'keyword_argument');
    const isStatement = ancestors.at(-1)?.type === 'expression_statement';
    const code = isStatement ? statementFor(name, given) : undefined;
    if (code !== undefined) edits.push({ start: node.start, end: node.end, text: code });
    else if (name === 'assertRaises' && callee !== undefined) {
      edits.push({ start: callee.start, end: callee.end, text: 'pytest.raises' });
    } else if (name === 'assertRaisesRegex' && given.length === 2) {
      const [error, match] = given.map(textOf);
      edits.push({
        start: node.start,
        end: node.end,
        text: `pytest.raises(${error ?? ''}, match=${match ?? ''})`,
      });
    }
  });
  return editBody(body, edits);
};

function statementFor(name: string, given: readonly CodeNode[]): string | undefined {
  const template = Object.hasOwn(methods, name) ? methods[name] : undefined;
  const [first, second] = given.map(operand);
  if (template === undefined || first === undefined) return undefined;
  if (template.includes('%2') && second === undefined) return undefined;
  return template.replace('%1', () => first).replace('%2', () => second ?? '');
}

const loose = new Set([
  'comparison_operator',
  'boolean_operator',
  'not_operator',
  'conditional_expression',
  'lambda',
]);

/** In brackets where an operator beside it would tear it apart. */
function operand(node: CodeNode): string {
  return loose.has(node.type) ? `(${textOf(node)})` : textOf(node);
}
