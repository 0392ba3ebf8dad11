import { describe, expect, it } from 'vitest';
import { isGalleyError } from '../../../../src/errors.ts';
import { isRemoteModel, refuseRemoteModel } from '../../../../src/model/installed/refuse-remote-model.ts';

describe('refuseRemoteModel', () => {
  it.each([
    { name: 'glm-4.7:cloud' },
    { name: 'gpt-oss:120b-cloud' },
    { name: 'kimi-k2-cloud' },
    { name: 'X:CLOUD ' },
    { name: 'harmless:7b', remoteHost: 'https://ollama.com:443' },
    { name: 'harmless:7b', remoteModel: 'glm-4.7' },
  ])('refuses %o', (entry) => {
    expect(isRemoteModel(entry)).toBe(true);
    try {
      refuseRemoteModel(entry);
      expect.unreachable();
    } catch (error) {
      expect(isGalleyError(error) && error.code).toBe('model-not-local');
      expect(isGalleyError(error) && error.why).toContain(entry.remoteHost ?? '');
    }
  });

  it.each([
    { name: 'qwen2.5-coder:1.5b' },
    { name: 'cloud:7b' },
    { name: 'cloudy' },
    { name: 'local:1b', remoteHost: '', remoteModel: '' },
  ])('lets %o pass', (entry) => {
    expect(() => {
      refuseRemoteModel(entry);
    }).not.toThrow();
  });
});
