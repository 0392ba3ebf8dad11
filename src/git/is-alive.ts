/** Whether a process of this host runs. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process may not be signalled: it lives.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
