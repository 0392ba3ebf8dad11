import type { PullRequest } from '../../doubles/github/state/records.ts';
import type { AppScene } from './app-scene.ts';

/** What people did while the app was killed again and again. */
export interface People {
  readonly pulls: PullRequest[];
  /** Ids of comments that give a command. */
  readonly commands: number[];
  /** Does one thing, chosen by chance: opens a pull request, pushes to one, closes or reopens one, pauses or resumes it. */
  readonly act: (random: () => number) => Promise<void>;
  /** Ends whatever keeps a newest head from being reviewed. */
  readonly conclude: () => void;
}

/** Few, so that reviews of several pushes meet at one pull request. */
const mostPulls = 6;

/**
 * Every second pull request is pushed to and nothing else: nobody but the app itself sees to it that its newest head is
 * reviewed. The others are paused, resumed, closed and reopened too, all of which may come late and in another order.
 */
export function peopleAt(scene: AppScene): People {
  const { github } = scene;
  const pulls: PullRequest[] = [];
  const commands: number[] = [];
  const tell = (pull: PullRequest, body: string): void => {
    const { id } = github.comment({ owner: 'olga', repo: 'proof', number: pull.number }, 'alice', body);
    commands.push(id);
  };
  const isPlain = (pull: PullRequest): boolean => pulls.indexOf(pull) % 2 === 1;
  const actOnce = async (random: () => number): Promise<void> => {
    const pull = pulls[Math.floor(random() * mostPulls)];
    if (pull === undefined) return void pulls.push(await scene.open());
    const dice = random();
    if (isPlain(pull) || (dice < 0.3 && pull.state === 'open'))
      return void (await scene.push(pull, `push ${Math.floor(random() * 1e9)}`));
    if (dice < 0.6) tell(pull, '/galley pause');
    else if (dice < 0.8) tell(pull, '/galley resume');
    else if (pull.state === 'open') github.closePull(pull);
    else github.reopenPull(pull);
  };
  // The double takes no push to what is being closed.
  let line = Promise.resolve();
  return {
    pulls,
    commands,
    act: (random) => (line = line.then(() => actOnce(random))),
    conclude() {
      for (const pull of pulls.filter((one) => !isPlain(one))) {
        github.reopenPull(pull);
        tell(pull, '/galley resume');
      }
    },
  };
}

/** What is wrong with the answer to a command; empty: it was acknowledged, and answered once. */
export function faultsOfCommand({ github: { state } }: AppScene, comment: number): string[] {
  const eyes = state.reactions.filter(
    ({ subject, content }) => subject === comment && content === 'eyes',
  ).length;
  const marker = `<!-- galley:reply:1 command%3Aconversation%2D${comment}%3A`;
  const replies = state.issueComments.filter(({ body }) => body.startsWith(marker)).length;
  return eyes === 1 && replies === 1 ? [] : [`command ${comment}: ${eyes} eyes, ${replies} replies`];
}
