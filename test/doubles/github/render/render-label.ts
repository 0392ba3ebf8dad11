import type { Label } from '../state/records.ts';
import type { Inside } from '../types.ts';

export function renderLabel(inside: Inside, label: Label): Record<string, unknown> {
  return {
    id: label.id,
    node_id: label.nodeId,
    url: `${inside.apiUrl}/repos/${label.repository}/labels/${encodeURIComponent(label.name)}`,
    name: label.name,
    color: label.color,
    default: false,
    description: label.description,
  };
}
