import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

/** Only the renderer for now: `atelier serve` hands it to the browser. Main and preload join with the desktop shell. */
export default defineConfig({
  renderer: {
    root: 'src-renderer',
    base: './',
    plugins: [react(), tailwindcss()],
    build: {
      outDir: 'dist/renderer',
      emptyOutDir: true,
      minify: true,
      rollupOptions: { input: 'src-renderer/index.html' },
      // The strict content security policy allows no inline data for scripts or fonts.
      assetsInlineLimit: 0,
    },
  },
});
