import * as z from 'zod';
import { imageError, saveAgain } from './image-error.ts';

const digest = z.string().regex(/^sha256:[0-9a-f]{64}$/);

/** What an image says of itself, of which only this is read: as the OCI and Docker write it. */
export const imageConfigSchema = z.object({
  os: z.string(),
  architecture: z.string(),
  config: z.object({ Env: z.array(z.string()).nullish(), WorkingDir: z.string().nullish() }).nullish(),
  /** Digests of the layers as plain tar, lowest first. */
  rootfs: z.object({ diff_ids: z.array(digest).max(500) }),
});

export type ImageConfig = z.infer<typeof imageConfigSchema>;

/** `manifest.json` of an archive by Docker, one for each image in it. */
export const dockerManifestSchema = z.array(
  z.object({ Config: z.string(), Layers: z.array(z.string()).nullish() }),
);

const platform = z.object({ os: z.string(), architecture: z.string() });

/** `index.json` of an OCI layout, and each index that it leads to. */
export const ociIndexSchema = z.object({
  manifests: z.array(z.object({ digest, mediaType: z.string().nullish(), platform: platform.optional() })),
});

export const ociManifestSchema = z.object({
  config: z.object({ digest }),
  layers: z.array(z.object({ digest })),
});

/** Node's names of processors, where the OCI's differ. */
const architectures: Readonly<Record<string, string>> = { x64: 'amd64', ia32: '386', ppc64: 'ppc64le' };

/** Of this machine, as images name it. */
export const thisArchitecture = architectures[process.arch] ?? process.arch;

/** @throws GalleyError `image-unusable` for one that this machine cannot run */
export function checkPlatform({ os, architecture }: z.infer<typeof platform>): void {
  if (os === 'linux' && architecture === thisArchitecture) return;
  const own = `linux/${thisArchitecture}`;
  throw imageError(
    `It is for ${os.slice(0, 20)}/${architecture.slice(0, 20)}, and this server runs images for ${own}`,
    `docker pull --platform ${own} IMAGE, then ${saveAgain}`,
  );
}
