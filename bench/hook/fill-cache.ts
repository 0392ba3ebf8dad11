import { once } from 'node:events';
import { startModelServer } from '../../test/doubles/model-server/start-model-server.ts';
import type { Workplace } from './committers.ts';
import { git } from './large-repository.ts';
import { prose, stage, type StagedWork } from './staged-work.ts';

/** Has the docs written once by a model, so that the replies are kept; then all is as it was, but for them. */
export async function fillCache(
  workplace: Workplace & { readonly reset: () => void },
  work: StagedWork,
): Promise<void> {
  const server = await startModelServer({
    replies: [{ when: 'Document the', text: JSON.stringify(prose) }],
  });
  try {
    workplace.reset();
    stage(workplace.folder, work);
    workplace.use('galley');
    const commit = workplace.start({ GALLEY_SERVER: server.url });
    let said = '';
    commit.stderr?.setEncoding('utf8').on('data', (text: string) => (said += text));
    await once(commit, 'close');
    expectDocs(workplace.folder, work, said);
  } finally {
    await server.close();
  }
}

/**
 * Throws unless HEAD has all docs that the work is to get: what is fast because it does nothing does not count.
 *
 * @param said what the hook had to say
 */
export function expectDocs(folder: string, { docs }: StagedWork, said: string): void {
  const found = git(folder, 'show', '--unified=0', 'HEAD').split('\n').filter(isDoc).length;
  if (found !== docs) throw new Error(`the commit has ${found} docs instead of ${docs}: ${said}`);
}

function isDoc(line: string): boolean {
  return line.startsWith('+') && /adds? up what is still open/i.test(line);
}
