import { createHash } from 'node:crypto';
import type { Rule } from '../../rule/rule.ts';
import { askingKey } from '../pull-request/asking-key.ts';
import type { OpenedReview } from '../pull-request/pull-request-ports.ts';

/**
 * Identity of everything but the change that shapes a review: settings, rules of the base and of the operator, what is
 * asked and of whom. 16 hexadecimal digits. Where a setting stands is no part of it: with each commit of the base the
 * name of its file is another one.
 *
 * Throws GalleyError `invalid-config` for broken rules of the operator.
 */
export async function configurationKey({
  options,
  ports,
  modelName,
  toolVersion,
}: OpenedReview): Promise<string> {
  const probes = options.asking.probes ? await ports.probes.load() : [];
  const asking = askingKey({ modelName, toolVersion, options, probes });
  const { rules } = await ports.rules.load();
  const { configuration: _, earlier: __, ...settings } = options;
  const parts = [asking, settings, rules.map(withoutPlace)];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16);
}

function withoutPlace({ where: _, ...rule }: Rule): Omit<Rule, 'where'> {
  return rule;
}
