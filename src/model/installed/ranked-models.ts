/** One family of models that reviews code, by the words its names are made of. */
export interface RankedFamily {
  /** Matched against the model's name and the family its server names, in lower case. */
  readonly pattern: RegExp;
  /** Higher is better; a coder outranks a general model of its time, a newer generation an older one. */
  readonly rank: number;
  readonly why: string;
}

/**
 * Families that are good for code review, first match wins. Ranks follow published code benchmarks of mid 2026,
 * independent figures before the makers'; they order what is installed and promise nothing.
 */
export const rankedFamilies: readonly RankedFamily[] = [
  { pattern: /qwen3[._-]?coder[._-]?next/u, rank: 96, why: 'coder, never thinks' },
  { pattern: /qwen3\.8/u, rank: 95, why: 'newest dense generation' },
  { pattern: /qwen3\.6/u, rank: 90, why: 'strong on code' },
  { pattern: /devstral/u, rank: 85, why: 'coder' },
  { pattern: /qwen3\.5/u, rank: 80, why: 'strong on code' },
  { pattern: /gemma[._-]?4/u, rank: 78, why: 'good on code' },
  { pattern: /glm[._-]?4\.7/u, rank: 75, why: 'good on code' },
  { pattern: /gpt[._-]?oss/u, rank: 70, why: 'good on code, always thinks' },
  { pattern: /qwen3[._-]?coder/u, rank: 68, why: 'coder, overtaken by newer ones' },
  { pattern: /qwen2\.5[._-]?coder/u, rank: 66, why: 'coder' },
  { pattern: /granite[._-]?4/u, rank: 60, why: 'good on code' },
  { pattern: /codestral|deepseek[._-]?coder|starcoder2|codegemma|codellama|codeqwen/u, rank: 55, why: 'coder of an older generation' }, // prettier-ignore
  { pattern: /qwen3/u, rank: 50, why: 'general' },
  { pattern: /mistral|ministral|magistral/u, rank: 45, why: 'general' },
  { pattern: /llama[._-]?[34]|qwen2|phi[._-]?[34]|gemma[._-]?3|deepseek/u, rank: 40, why: 'general' },
];

/** Of a model that no family above describes. */
export const unrankedFamily: Omit<RankedFamily, 'pattern'> = { rank: 10, why: 'family not ranked' };

/** Names of models that embed, rerank, guard, speak or see, and write no reviews. */
export const unfitName =
  /embed|rerank|bge-|minilm|nomic|mxbai|e5-|guard|shieldgemma|whisper|clip|llava|moondream|bakllava|ocr|[._\d-]vl\b|minicpm-v|vision|tts|-base\b|flux|diffusion/u;
