import { describe, expect, it } from 'vitest';
import { unknownAmong } from './known-variables.ts';
import { imageHealthcheck, readCompose, readDeploy } from './read-deploy.ts';

const { services, networks, secrets } = readCompose();
const running = Object.entries(services).filter(([, { profiles = [] }]) => profiles.length === 0);

describe('compose.yml', () => {
  it('lets nobody out but the app', () => {
    const leadsOut = (network: string) => networks[network]?.internal !== true;
    const names = running.filter(([, service]) => service.networks.some(leadsOut)).map(([name]) => name);
    expect(names).toEqual(['app']);
  });

  it('publishes nothing beyond this machine', () => {
    const ports = Object.values(services).flatMap((service) => service.ports ?? []);
    expect(ports.length).toBeGreaterThan(0);
    expect(ports.filter((port) => !port.startsWith('127.0.0.1:'))).toEqual([]);
  });

  it('hands secrets over as files, and names each of them', () => {
    const texts = Object.values(services).flatMap(({ environment }) => Object.entries(environment));
    const named = texts.flatMap(([, value]) => /^\/run\/secrets\/(.+)$/.exec(String(value))?.[1] ?? []);
    expect([...new Set(named)].sort()).toEqual(Object.keys(secrets).sort());
    expect(texts.filter(([name]) => /(?:KEY|SECRET|PASSWORD|TOKEN|DATABASE_URL)$/.test(name))).toEqual([]);
  });

  it('tells the app nothing that it does not know', () => {
    expect(unknownAmong(Object.keys(services['app']!.environment))).toEqual([]);
  });

  it('runs the command of the image, looked after as in the image', () => {
    const { command, healthcheck } = services['app']!;
    expect(readDeploy('Dockerfile')).toContain(`CMD ${JSON.stringify(command)}`);
    // Compose reads `$` as the start of a variable of its own.
    const [kind, ...test] = healthcheck!.test.map((word) => word.replaceAll('$$', '$'));
    expect([kind, ...test]).toEqual(['CMD', ...imageHealthcheck()]);
  });

  it('gives no service rights that it does not need', () => {
    for (const [name, { cap_drop, security_opt }] of Object.entries(services)) {
      expect(cap_drop, name).toEqual(['ALL']);
      expect(security_opt, name).toContain('no-new-privileges:true');
    }
    expect(services['app']!.read_only).toBe(true);
  });

  it('names images of others by what is in them', () => {
    const foreign = Object.entries(services).filter(([name]) => name !== 'app');
    for (const [name, { image }] of foreign) expect(image, name).toMatch(/:[^@]+@sha256:[0-9a-f]{64}$/);
    expect(readDeploy('Dockerfile')).toMatch(/^ARG BASE=node:24[^@]+@sha256:[0-9a-f]{64}$/m);
  });
});
