/** Writes resources/atelier.schema.json from the manifest's schema; a test says when it has to be run again. */
import { writeFileSync } from 'node:fs';
import { manifestJsonSchema } from '../src-main/contract/manifest.ts';

const file = new URL('../resources/atelier.schema.json', import.meta.url);
writeFileSync(file, `${JSON.stringify(manifestJsonSchema(), null, 2)}\n`);
