import { nodeId } from '../ids.ts';
import { pullOf } from '../lookup.ts';
import { paged } from '../paginate.ts';
import { invalid, notFound, ok } from '../reply.ts';
import { renderLabel } from '../render/render-label.ts';
import type { Label } from '../state/records.ts';
import type { Context, Needs, Reply, Route } from '../types.ts';

const base = '/repos/{owner}/{repo}/issues/{issue_number}/labels';
const read: readonly Needs[] = [{ issues: 'read' }, { pull_requests: 'read' }];
const write: readonly Needs[] = [{ issues: 'write' }, { pull_requests: 'write' }];

/** Labels of a pull request; one that is named for the first time is made. */
export const labelRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: base,
    needs: read,
    handle: (context) => paged(context, labelsOf(context), (label) => renderLabel(context.inside, label)),
  },
  { method: 'POST', path: base, needs: write, handle: addLabels },
  {
    method: 'DELETE',
    path: `${base}/{name}`,
    needs: write,
    handle(context) {
      const pull = pullOf(context);
      const label = labelsOf(context).find(({ name }) => name === context.params['name']);
      if (label === undefined) throw notFound('issues/labels#remove-a-label-from-an-issue');
      pull.labels.splice(pull.labels.indexOf(label.id), 1);
      return shown(context);
    },
  },
];

function addLabels(context: Context): Reply {
  const { inside, call } = context;
  const pull = pullOf(context);
  const names: unknown = call.body['labels'];
  if (!Array.isArray(names) || !names.every((name) => typeof name === 'string')) {
    throw invalid([{ resource: 'Label', field: 'labels', code: 'invalid' }]);
  }
  for (const name of names) {
    const label = labelNamed(context, pull.repository, name);
    if (!inside.state.labels.includes(label)) inside.state.labels.push(label);
    if (!pull.labels.includes(label.id)) pull.labels.push(label.id);
  }
  return shown(context);
}

function labelNamed({ inside }: Context, repository: string, name: string): Label {
  const same = inside.state.labels.find((label) => label.repository === repository && label.name === name);
  if (same !== undefined) return same;
  const id = inside.nextId();
  return { id, nodeId: nodeId('LA', id), repository, name, color: 'ededed', description: null };
}

function labelsOf(context: Context): Label[] {
  const { labels } = pullOf(context);
  return context.inside.state.labels.filter(({ id }) => labels.includes(id));
}

function shown(context: Context): Reply {
  return ok(labelsOf(context).map((label) => renderLabel(context.inside, label)));
}
