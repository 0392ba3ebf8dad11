import { readFileSync } from 'node:fs';

export interface ProcessFacts {
  /** What only this process, or its group, holds: not the pages of programs and files, which cost nothing twice. */
  readonly memoryBytes: number;
  /** By it and by children it has waited for, less what was taken back before it got to a disk. */
  readonly writtenBytes: number;
}

/** Reads a folder of /proc, see proc_pid_status(5) and proc_pid_io(5). All 0 for a process that has gone. */
export function readProcess(folder: string): ProcessFacts {
  const status = read(`${folder}/status`);
  const io = read(`${folder}/io`);
  return {
    memoryBytes: (field(status, 'RssAnon') + field(status, 'RssShmem')) * 1024,
    writtenBytes: Math.max(0, field(io, 'write_bytes') - field(io, 'cancelled_write_bytes')),
  };
}

function field(text: string, name: string): number {
  return Number(new RegExp(`^${name}:\\s*(\\d+)`, 'm').exec(text)?.[1] ?? 0);
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
