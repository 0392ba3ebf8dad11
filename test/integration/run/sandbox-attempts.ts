import { join } from 'node:path';
import type { DriverJob } from './sandbox-driver.ts';

export interface Surroundings {
  readonly home: string;
  readonly repository: string;
  /** Writable. */
  readonly scratch: string;
  /** Path of a socket in the home, name of an abstract one, ports on the loopback. */
  readonly socket: string;
  readonly abstract: string;
  readonly tcp: number;
  readonly udp: number;
  /** Argument by which processes are found again. */
  readonly marker: string;
  readonly limits: DriverJob['limits'];
}

/** What a sandbox must stop and a command without one can do, beside what both must stop. */
export function attempts(around: Surroundings): DriverJob[] {
  const { home, repository, scratch, limits, marker } = around;
  const job = jobs(around);
  const heartbeat = `while :; do echo beat; sleep 0.05; done >> ${scratch}/heartbeat`;
  const leave = (folder: string) =>
    `setsid sh -c '(sh -c "cd ${folder}; ${heartbeat}" ${marker} &) &' > /dev/null 2>&1 < /dev/null; sleep 0.3; echo left`;
  return [
    job(
      'what it is for works',
      `fs.writeFileSync(${quote(join(scratch, 'out'))}, 'written');
       const names = Object.keys(process.env).filter((name) => name !== 'GALLEY_SANDBOX').sort();
       const texts = ['src/cart.ts', ${quote(join(scratch, 'out'))}].map((path) => fs.readFileSync(path, 'utf8'));
       console.log(...texts, ...names)`,
    ),
    job(
      'reads a secret in a home',
      `console.log(fs.readFileSync(${quote(join(home, '.ssh/id_ed25519'))}, 'utf8'))`,
    ),
    job(
      'reads the environment of other processes',
      `for (const id of fs.readdirSync('/proc').filter((name) => /^(\\d+|self)$/.test(name)))
         try { console.log(id, fs.readFileSync('/proc/' + id + '/environ', 'utf8')); } catch {}
       console.log(process.env)`,
    ),
    job(
      'reads files that were open',
      `const buffer = Buffer.alloc(100);
       let length = 0;
       try { length = fs.readSync(20, buffer, 0, 100, 0); } catch {}
       console.log(length === 0 ? 'end of file' : buffer.toString('utf8', 0, length))`,
    ),
    job(
      'connects to a service of the host',
      `const connect = (to) => new Promise((resolve) => {
         const socket = net.connect(to, () => { socket.end(); resolve('connected'); });
         socket.on('error', (error) => resolve(error.code));
       });
       const abstract = { path: '\\0' + ${quote(around.abstract)} };
       (async () => console.log(
         await connect({ host: '127.0.0.1', port: ${around.tcp} }),
         await connect({ path: ${quote(around.socket)} }),
         await connect(abstract)))()`,
    ),
    job(
      'sends a datagram',
      `const socket = dgram.createSocket('udp4');
       socket.send('hello', ${around.udp}, '127.0.0.1', () => socket.close())`,
    ),
    { ...job('leaves a process behind', ''), argv: ['sh', '-c', leave('/')] },
    {
      ...job('runs for ever, with a process behind', ''),
      argv: ['sh', '-c', `${leave('/')}; exec sleep 1000`],
      limits: { ...limits, ms: 800 },
    },
    {
      ...job('is interrupted', ''),
      argv: ['sh', '-c', `sh -c 'sleep 1000; :' ${marker} & sleep 1000`],
      interruptAfterMs: 300,
    },
    { ...job('prints gigabytes', ''), argv: ['sh', '-c', 'exec yes 2>&1'] },
    job('hogs memory', 'const all = []; for (;;) all.push(Buffer.alloc(20_000_000, 1))', {
      memoryBytes: 200_000_000,
    }),
    {
      ...job('writes one large file', ''),
      argv: ['sh', '-c', `exec dd if=/dev/zero of=${scratch}/large bs=1M count=2000`],
    },
    job(
      'writes many files',
      `const part = Buffer.alloc(4_000_000, 1);
       for (let n = 0; n < 500; n++) fs.writeFileSync(${quote(join(scratch, 'part-'))} + n, part)`,
    ),
  ].map((one) => ({ ...one, readable: [repository] }));
}

/** What only a sandbox can stop, and nobody should try without one. */
export function attacks(around: Surroundings): DriverJob[] {
  const { home, repository, scratch, marker } = around;
  const job = jobs(around);
  const places = [
    '/etc/shadow',
    '/etc/ssh',
    '/var',
    '/run',
    '/home',
    '/sys',
    '/boot',
    '/dev/mem',
    '/dev/kmsg',
    home,
  ];
  return [
    job(
      'reads what the system keeps',
      `const look = (path) => { try { return fs.statSync(path).isDirectory() ? fs.readdirSync(path).join() : 'there'; } catch (error) { return error.code; } };
       console.log(JSON.stringify(Object.fromEntries(${JSON.stringify(places)}.map((path) => [path, look(path)]))))`,
    ),
    job('looks a name up', `dns.lookup('example.com', (error) => console.log(error?.code))`),
    { ...job('has rights', ''), argv: ['cat', '/proc/self/status'] },
    {
      ...job('makes mounts writable again', ''),
      argv: [
        'sh',
        '-c',
        `for way in "mount -o remount,bind,rw /usr" "umount -l /usr" "unshare --user --map-root-user mount -o remount,bind,rw /usr" "setpriv --reuid 0 --ambient-caps +sys_admin mount -o remount,bind,rw /usr"; do
          $way > /dev/null 2>&1 && echo done || echo refused
        done | xargs echo`,
      ],
    },
    job(
      'writes into the repository',
      `const [repository, scratch] = ${JSON.stringify([repository, scratch])};
       const file = repository + '/src/cart.ts';
       const ways = {
         file: () => fs.writeFileSync(file, 'changed'),
         link() { fs.symlinkSync(file, scratch + '/soft'); fs.writeFileSync(scratch + '/soft', 'changed'); },
         hard() { fs.linkSync(file, scratch + '/hard'); fs.writeFileSync(scratch + '/hard', 'changed'); },
         modules: () => fs.writeFileSync(repository + '/node_modules/left/index.js', 'changed'),
         remove: () => fs.rmSync(file),
         move: () => fs.renameSync(repository + '/src', repository + '/old'),
         mode: () => fs.chmodSync(file, 0o777),
         hook: () => fs.writeFileSync(repository + '/.git/hooks/pre-commit', 'changed'),
         config: () => fs.appendFileSync(repository + '/.git/config', 'changed'),
       };
       const tried = Object.entries(ways).map(([name, way]) => { try { way(); return [name, 'done']; } catch (error) { return [name, error.code]; } });
       console.log(JSON.stringify(Object.fromEntries(tried)));
       try { fs.mkdirSync(${quote(home)}, { recursive: true }); fs.writeFileSync(${quote(join(home, '.gitconfig'))}, 'changed'); } catch {}`,
    ),
    job(
      'changes the kernel',
      // What stands there already: the machine must not be changed where this succeeds.
      `const write = (path) => { try { fs.writeFileSync(path, fs.readFileSync(path)); return 'done'; } catch (error) { return error.code; } };
       console.log(write('/proc/sys/kernel/core_pattern'), write('/proc/sys/vm/overcommit_memory'))`,
    ),
    job(
      'signals and traces its parents',
      `const attempt = (way) => { try { way(); return 'done'; } catch (error) { return error.code; } };
       const outside = Number(process.env.OUTSIDE);
       console.log(attempt(() => process.kill(outside, 'SIGKILL')), attempt(() => fs.openSync('/proc/' + outside + '/mem', 'r+')));
       try { process.kill(-1, 'SIGTERM'); } catch {}`,
      {},
      { OUTSIDE: String(process.pid) },
    ),
    job(
      'fills the temporary folder',
      `const part = Buffer.alloc(4_000_000, 1);
       try { for (let n = 0; ; n++) fs.writeFileSync(os.tmpdir() + '/part-' + n, part); } catch (error) { console.log(error.code); }`,
    ),
    {
      ...job('forks without end', ''),
      // Not as fast as it could: on a busy machine it would take all process ids from whoever runs beside it.
      argv: [
        'sh',
        '-c',
        'fork() { sleep 0.2; fork "$1" | fork "$1" & }; fork "$1"; wait; sleep 1000',
        marker,
      ],
      limits: { ...around.limits, processes: 40 },
    },
    { ...job('asks for everything', ''), readable: ['/'] },
    { ...job('asks for what is not there', ''), writable: [join(scratch, 'gone')] },
  ];
}

function jobs({ repository, scratch, limits }: Surroundings) {
  return (
    name: string,
    code: string,
    less: Partial<DriverJob['limits']> = {},
    env: DriverJob['env'] = {},
  ): DriverJob => ({
    name,
    argv: [process.execPath, '-e', code],
    cwd: repository,
    readable: [repository],
    writable: [scratch],
    env,
    limits: { ...limits, ...less },
  });
}

function quote(text: string): string {
  return JSON.stringify(text);
}
