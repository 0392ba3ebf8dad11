import type { Gap } from '../../coverage/gap.ts';
import { maskText } from '../../safety/mask-lines.ts';
import type { TestContext, TestWish } from '../../testgen/context/test-context.ts';
import { fence } from '../fence.ts';

/** Most attempts that are shown: of more, a small model copies. */
const mostFailed = 2;

/** What is asked: which lines are to run, what must hold for it, and what did not lead there. */
export function showWish(context: TestContext, { gap, failed }: TestWish): string {
  const { target, language } = context;
  const attempts = failed
    .slice(-mostFailed)
    .map(({ body, problem }) => `This was tried, but ${problem}:\n${fence(maskText(body), language)}`);
  const what = target.function === '' ? 'the code at the top of the module' : `\`${target.function}\``;
  return [...attempts, `Write the body of one test of ${what}${howToCall(context)}. ${reasonFor(gap)}`].join(
    '\n',
  );
}

function howToCall({ call, isIndirect }: TestContext): string {
  if (call === '') return '';
  return isIndirect ? `, which is reached through \`${call}\`` : `; call it as \`${call}\``;
}

function reasonFor({ kind, arm, condition }: Gap): string {
  const needs = condition === '' ? '' : ` It ${condition}.`;
  if (kind === 'branch')
    return `It must take the way "${maskText(arm || 'not taken')}" in the marked line.${maskText(needs)}`;
  if (kind === 'function') return `It must call the function at all.`;
  return `It must run the lines marked as not reached.${maskText(needs)}`;
}
