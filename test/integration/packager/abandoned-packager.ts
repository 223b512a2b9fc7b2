/** A process with a packager at work, for a test that kills it. Its argument is an empty folder. */
import { join } from 'node:path';
import { createPackager } from '../../../src-main/packager/packager.ts';
import { openObjectStore } from '../../../src-main/registry/object-store.ts';

const folder = process.argv[2] ?? '';
const objectsFolder = join(folder, 'objects');
const packager = createPackager({
  objectsFolder,
  packages: { find: () => undefined, insert: () => undefined },
  temporaryFolder: folder,
  cacheFolder: folder,
});
const digest = await openObjectStore(objectsFolder).put(new TextEncoder().encode('console.log("a");'));
await packager.package(
  { digest, content: 'source', platform: 'ASSEMBLY_SCRIPT' },
  { step: () => process.send?.('at work'), log: () => undefined },
);
