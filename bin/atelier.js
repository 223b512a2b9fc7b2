#!/usr/bin/env node
import { launch } from './launch.js';

await launch(new URL('../src-main/headless/atelier.ts', import.meta.url));
