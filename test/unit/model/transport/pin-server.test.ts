import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isGalleyError, type GalleyError } from '../../../../src/errors.ts';
import { pinServer, type LookupAnswer } from '../../../../src/model/transport/pin-server.ts';
import { resolveServerAddress } from '../../../../src/model/transport/server-address.ts';

const never = async (host: string): Promise<readonly LookupAnswer[]> => {
  throw new Error(`looked up ${host}`);
};

async function pin(
  server: string,
  allowHosts: readonly string[] = [],
  lookup: (host: string) => Promise<readonly LookupAnswer[]> = never,
): Promise<string> {
  const pinned = await pinServer(resolveServerAddress({ server }), { allowHosts, lookup });
  return `${pinned.address} ${String(pinned.family)}`;
}

async function errorOf(promise: Promise<unknown>): Promise<GalleyError> {
  const outcome = await promise.catch((error: unknown) => error);
  if (isGalleyError(outcome)) return outcome;
  throw new Error(`no GalleyError: ${String(outcome)}`);
}

const answer = (address: string) => async () => [{ address, family: address.includes(':') ? 6 : 4 }];

/** Spellings of one IPv4 address that connecting code takes for the same. */
function spellings(address: string): string[] {
  const parts = address.split('.').map(Number);
  const [a = 0, b = 0, c = 0, d = 0] = parts;
  const whole = ((a * 256 + b) * 256 + c) * 256 + d;
  const hex = (value: number, width: number) => value.toString(16).padStart(width, '0');
  return [
    address,
    `${address}.`,
    String(whole),
    `0x${hex(whole, 8)}`,
    `0${whole.toString(8)}`,
    parts.map((part) => `0x${part.toString(16)}`).join('.'),
    parts.map((part) => `0${part.toString(8)}`).join('.'),
    `${String(a)}.${String((b * 256 + c) * 256 + d)}`,
    `[::ffff:${address}]`,
    `[::ffff:${hex(a * 256 + b, 4)}:${hex(c * 256 + d, 4)}]`,
    `[0:0:0:0:0:FFFF:${hex(a * 256 + b, 4)}:${hex(c * 256 + d, 4)}]`,
    `[64:ff9b::${hex(a * 256 + b, 4)}:${hex(c * 256 + d, 4)}]`,
    parts.map((part) => [...String(part)].map((digit) => `%3${digit}`).join('')).join('.'),
  ];
}

const octet = fc.integer({ min: 0, max: 255 });

describe('pinServer', () => {
  it('takes loopback in every spelling without asking anybody', async () => {
    await fc.assert(
      fc.asyncProperty(octet, octet, octet, async (b, c, d) => {
        const address = `127.${String(b)}.${String(c)}.${String(d)}`;
        for (const host of spellings(address)) expect(await pin(`http://${host}:11434`)).toBe(`${address} 4`);
      }),
      { numRuns: 40, seed: 1 },
    );
    expect(await pin('[::1]:11434')).toBe('::1 6');
    expect(await pin('http://[0:0:0:0:0:0:0:1]')).toBe('::1 6');
  });

  it('tries 127.0.0.1 for localhost', async () => {
    for (const host of ['localhost', 'LOCALHOST', 'localhost.', ':11434'])
      expect(await pin(host)).toBe('127.0.0.1 4');
  });

  it('refuses every other address in every spelling until its host is allowed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.tuple(octet, octet, octet, octet), async (parts) => {
        const address = parts.join('.');
        fc.pre(parts[0] !== 127 && address !== '0.0.0.0');
        for (const host of spellings(address)) {
          const error = await errorOf(pin(`http://${host}`));
          expect([error.code, error.todo]).toEqual(['host-not-allowed', `--allow-host ${address}`]);
          expect(await pin(`http://${host}`, [address])).toBe(`${address} 4`);
        }
      }),
      { numRuns: 40, seed: 2 },
    );
  });

  it('opens link-local and metadata addresses to no name and no range', async () => {
    const special = ['169.254.169.254', '169.254.0.1', '100.100.100.200', 'fe80::1', 'fd00:ec2::254'];
    for (const address of special) {
      const lookup = answer(address);
      const wide = ['gpu.example', '0.0.0.0/0', '::/0', '169.254.0.0/16', 'fe80::/10'];
      const error = await errorOf(pin('http://gpu.example', wide, lookup));
      expect([error.code, error.todo]).toEqual(['host-not-allowed', `--allow-host ${address}`]);
      expect(await pin('http://gpu.example', [address], lookup)).toContain(address);
    }
    const decimal = await errorOf(pin('http://2852039166./', ['0.0.0.0/0']));
    expect(decimal.todo).toBe('--allow-host 169.254.169.254');
  });

  it('allows by exact name, address or range', async () => {
    const lookup = answer('10.1.2.3');
    expect(await pin('http://gpu.lan', ['GPU.lan.'], lookup)).toBe('10.1.2.3 4');
    expect(await pin('http://gpu.lan', ['10.1.2.3'], lookup)).toBe('10.1.2.3 4');
    expect(await pin('http://gpu.lan', ['10.1.0.0/16'], lookup)).toBe('10.1.2.3 4');
    expect(await pin('http://[fd12::7]', ['fd12::/16'])).toBe('fd12::7 6');
    const others = [
      'lan',
      'u.lan',
      'xgpu.lan',
      '*.lan',
      '10.1.0.0/24',
      '10.1.2.3/33',
      '10.1.2.3/x',
      '::/0',
      '',
    ];
    const error = await errorOf(pin('http://gpu.lan', others, lookup));
    expect([error.code, error.todo]).toEqual(['host-not-allowed', '--allow-host gpu.lan']);
    expect(error.message).toContain('gpu.lan (10.1.2.3)');
    expect(error.why).toContain('--server');
  });

  it('resolves once and prefers loopback', async () => {
    let asked = 0;
    const rebinding = async (): Promise<readonly LookupAnswer[]> => {
      asked += 1;
      return asked === 1
        ? [
            { address: '203.0.113.9', family: 4 },
            { address: '127.0.0.1', family: 4 },
          ]
        : [{ address: '203.0.113.9', family: 4 }];
    };
    expect(await pin('http://my.box', [], rebinding)).toBe('127.0.0.1 4');
    expect(asked).toBe(1);
    expect((await errorOf(pin('http://my.box', [], rebinding))).code).toBe('host-not-allowed');
  });

  it('explains a name without an address', async () => {
    expect((await errorOf(pin('http://nowhere'))).code).toBe('server-unreachable');
    expect((await errorOf(pin('http://nowhere', [], async () => []))).code).toBe('server-unreachable');
  });
});
