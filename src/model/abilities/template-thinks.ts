/** True for a chat template that can make a model think before it answers, whatever server applies it. */
export function templateThinks(template: unknown): boolean {
  return typeof template === 'string' && /<think|reasoning_content|enable_thinking/u.test(template);
}
