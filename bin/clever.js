#!/usr/bin/env node
import { launch } from './launch.js';

await launch(new URL('../src-main/headless/clever.ts', import.meta.url));
