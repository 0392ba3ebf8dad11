import type { Workplace } from './committers.ts';

/** Milliseconds in which a commit with Galley's hook changes what others see: index, working tree, the record of the run. */
export function timeWriting(workplace: Workplace): number {
  workplace.use('galley');
  const { stderr } = workplace.commit({ GALLEY_LOG: 'debug' });
  const at = (step: string): number =>
    Number(new RegExp(`^galley: debug: ${step} at ([\\d.]+) ms$`, 'm').exec(stderr)?.[1] ?? NaN);
  return at('recorded') - at('prepared');
}
