import { distance } from 'fastest-levenshtein';
import { rankedFamilies, unfitName, unrankedFamily, type RankedFamily } from './ranked-models.ts';
import { isRemoteModel } from './refuse-remote-model.ts';

/** One model as a server lists it; empty strings where the server does not say. */
export interface InstalledModel {
  readonly name: string;
  readonly digest: string;
  /** Size of the weights; 0 when not known. */
  readonly sizeBytes: number;
  readonly family: string;
  /** As the server words it: `7.6B`, `135M`. */
  readonly parameters: string;
  readonly quantisation: string;
  /** Ollama's words: `completion`, `embedding`, `vision`, `insert`, ... */
  readonly capabilities?: readonly string[] | undefined;
  readonly remoteHost?: string | undefined;
}

/** The best installed model for code review: the first of {@link rankModels}. Undefined when nothing can review. */
export function chooseModel(
  installed: readonly InstalledModel[],
  fitsBytes = Infinity,
): InstalledModel | undefined {
  return rankModels(installed, fitsBytes)[0];
}

/**
 * The installed models that can review code, best first: family before size, a larger one of the same family before a
 * smaller. Models that would not fit `fitsBytes` come after all that do. Cloud entries, embedders and vision-only
 * models are left out. The order of `installed` does not matter.
 */
export function rankModels(installed: readonly InstalledModel[], fitsBytes = Infinity): InstalledModel[] {
  const usable = installed.filter((model) => !isRemoteModel(model) && canReview(model));
  const order = (a: InstalledModel, b: InstalledModel): number =>
    Number(b.sizeBytes <= fitsBytes) - Number(a.sizeBytes <= fitsBytes) ||
    // Too large for memory: the smallest is the least slow.
    (a.sizeBytes > fitsBytes ? a.sizeBytes - b.sizeBytes : compareFit(a, b)) ||
    (a.name < b.name ? -1 : 1);
  return usable.sort(order);
}

function compareFit(a: InstalledModel, b: InstalledModel): number {
  const small = Number(isTiny(a)) - Number(isTiny(b));
  return small || familyOf(b).rank - familyOf(a).rank || billions(b) - billions(a) || b.sizeBytes - a.sizeBytes; // prettier-ignore
}

/** The installed name that is meant by a name with a slip in it, or undefined when none is near. */
export function nearestModelName(name: string, installed: readonly { name: string }[]): string | undefined {
  const wanted = name.toLowerCase();
  const near = installed
    .map((model) => ({ name: model.name, far: farFrom(wanted, model.name.toLowerCase()) }))
    .sort((a, b) => a.far - b.far)[0];
  return near && near.far <= Math.max(3, Math.floor(wanted.length / 3)) ? near.name : undefined;
}

function farFrom(wanted: string, name: string): number {
  // `qwen2.5-coder` means `qwen2.5-coder:7b`: a missing tag is no slip.
  const bare = wanted.includes(':') ? name : name.replace(/:.*$/u, '');
  return distance(wanted, bare);
}

/** One line for people: what was chosen and why. */
export function explainChoice(model: InstalledModel): string {
  const facts = [model.parameters, model.quantisation].filter((fact) => fact !== '').join(' ');
  const { why } = familyOf(model);
  return `${model.name}${facts === '' ? '' : ` (${facts})`}: best installed, ${why}`;
}

function canReview(model: InstalledModel): boolean {
  if (model.capabilities && model.capabilities.length > 0) return model.capabilities.includes('completion');
  return !unfitName.test(model.name.toLowerCase());
}

function familyOf(model: InstalledModel): Omit<RankedFamily, 'pattern'> {
  const text = `${model.name} ${model.family}`.toLowerCase();
  return rankedFamilies.find((family) => family.pattern.test(text)) ?? unrankedFamily;
}

/** Below this, a model of any family reviews worse than an older, larger one. */
function isTiny(model: InstalledModel): boolean {
  const size = billions(model);
  return size > 0 && size < 1;
}

/** `7.6B` is 7.6, `135M` is 0.135; from the name's tag when the server does not say; 0 when nothing does. */
function billions(model: InstalledModel): number {
  const found = /(\d+(?:\.\d+)?)\s*([bm])\b/iu.exec(`${model.parameters} ${model.name}`);
  if (!found) return 0;
  const value = Number(found[1]);
  return (found[2] ?? '').toLowerCase() === 'm' ? value / 1000 : value;
}
