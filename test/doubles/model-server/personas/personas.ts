import type { PersonaName } from '../script.ts';
import { llamaServer } from './llama-server.ts';
import { lmstudio } from './lmstudio.ts';
import { mlx } from './mlx.ts';
import { ollama } from './ollama.ts';
import type { Persona } from './persona.ts';
import { vllm } from './vllm.ts';

/** Every product the double can play. */
export const personas: Readonly<Record<PersonaName, Persona>> = {
  ollama,
  'llama-server': llamaServer,
  lmstudio,
  vllm,
  mlx,
};
