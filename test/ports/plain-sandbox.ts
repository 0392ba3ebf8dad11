import { spawn } from 'node:child_process';
import type { Sandbox, SandboxResult } from '../../src/run/sandbox/sandbox.ts';

/** No sandbox: a process group that is killed at its time limit. For commands that a test itself has written. */
export function plainSandbox(): Sandbox {
  return {
    level: 'none',
    description: 'none',
    run: ({ argv: [program = '', ...args], cwd, env, limits, signal }) =>
      new Promise<SandboxResult>((resolve) => {
        const start = performance.now();
        const { PATH = '' } = process.env;
        const child = spawn(program, args, {
          cwd,
          env: { PATH, ...env },
          stdio: ['ignore', 'pipe', 'pipe'],
          detached: true,
        });
        const printed = { stdout: '', stderr: '' };
        child.stdout.on('data', (data: Buffer) => (printed.stdout += data.toString()));
        child.stderr.on('data', (data: Buffer) => (printed.stderr += data.toString()));
        let stopped: SandboxResult['stopped'] = '';
        const stop = (reason: SandboxResult['stopped']): void => {
          stopped = reason;
          if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
        };
        const timer = setTimeout(() => stop('time'), limits.ms);
        const interrupt = (): void => stop('interrupted');
        signal.addEventListener('abort', interrupt);
        child.on('close', (exitCode) => {
          clearTimeout(timer);
          signal.removeEventListener('abort', interrupt);
          resolve({ exitCode, stopped, ...printed, ms: performance.now() - start });
        });
      }),
  };
}
