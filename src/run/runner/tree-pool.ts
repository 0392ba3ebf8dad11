import type { OpenScratchTree } from '../scratch/open-scratch-tree.ts';

export interface TreePool {
  /** Runs `work` in a tree that nothing else uses meanwhile, and puts the tree back as it was. */
  use<T>(work: (tree: OpenScratchTree) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** Opens as many trees as there are runs at one time. */
export function createTreePool(open: () => Promise<OpenScratchTree>): TreePool {
  const all = new Set<OpenScratchTree>();
  const idle: OpenScratchTree[] = [];
  return {
    use: async (work) => {
      const tree = idle.pop() ?? (await open());
      all.add(tree);
      try {
        return await work(tree);
      } finally {
        if (await isRestored(tree)) idle.push(tree);
        else all.delete(tree);
      }
    },
    close: async () => {
      await Promise.all([...all].map((tree) => tree.close()));
      all.clear();
      idle.length = 0;
    },
  };
}

/** A tree that tests have left in disorder is given up. */
async function isRestored(tree: OpenScratchTree): Promise<boolean> {
  try {
    await tree.restore();
    return true;
  } catch {
    await tree.close();
    return false;
  }
}
