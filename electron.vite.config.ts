import { join } from 'node:path';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { keepFileReferences } from './scripts/keep-file-references.ts';

const root = import.meta.dirname;
const sources = join(root, 'src-main');
/** As deep as `src-main` and with the same files: relative paths mean the same in both. */
const output = join(root, 'out');

/** The page goes to `dist/renderer`, whoever serves it; the desktop app's main process and preload go to `out`. */
export default defineConfig({
  main: {
    plugins: [keepFileReferences({ sources, output })],
    build: {
      outDir: output,
      target: 'node24',
      minify: false,
      rolldownOptions: {
        input: { main: join(sources, 'main.ts') },
        output: {
          format: 'es',
          preserveModules: true,
          preserveModulesRoot: sources,
          entryFileNames: '[name].js',
        },
      },
    },
  },
  preload: {
    build: {
      outDir: join(output, 'shell/preload'),
      minify: false,
      rolldownOptions: {
        input: { preload: join(sources, 'shell/preload/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src-renderer',
    base: './',
    plugins: [react(), tailwindcss()],
    build: {
      outDir: 'dist/renderer',
      emptyOutDir: true,
      minify: true,
      rollupOptions: {
        input: 'src-renderer/index.html',
        // What the first screen needs is one file; what pages share would otherwise be cut into dozens.
        output: { codeSplitting: { groups: [{ name: 'start', tags: ['$initial'] }] } },
      },
      // The strict content security policy allows no inline data for scripts or fonts.
      assetsInlineLimit: 0,
      // In kB. It comes from this machine: what counts is how long it is read, which the bench measures.
      chunkSizeWarningLimit: 1_000,
    },
  },
});
