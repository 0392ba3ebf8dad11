import type { CommandJob, CommandPorts } from './command-ports.ts';
import { askReview } from './review-again.ts';
import { replyTo } from './reply-to.ts';

/** `/galley pause`: pushes are not reviewed any more. */
export async function pauseReviews(job: CommandJob, ports: CommandPorts): Promise<void> {
  const { pull, by } = job.errand;
  await ports.store.setPaused(pull, true, by);
  const body =
    'Paused: pushes to this pull request are not reviewed. `/galley resume` ends that, `/galley review` still asks for one.';
  await replyTo(job, 'pause', body, ports);
}

/** `/galley resume`: reviews what came meanwhile. */
export async function resumeReviews(job: CommandJob, ports: CommandPorts): Promise<void> {
  const { pull, by } = job.errand;
  const wasPaused = await ports.store.isPaused(pull);
  await ports.store.setPaused(pull, false, by);
  await askReview(job, ports, false);
  // Tried again, it is not paused any more: then that was said.
  if (wasPaused || job.attempt > 1)
    await replyTo(job, 'resume', 'Pushes to this pull request are reviewed again.', ports);
  else await replyTo(job, 'resume', 'Reviews were not paused here.', ports);
}
