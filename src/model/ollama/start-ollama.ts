/** What to do when no Ollama answers: one line, for those who have it and those who do not. */
export const startOllama =
  'ollama serve (not installed yet? https://ollama.com, then: ollama pull qwen2.5-coder:7b)';
