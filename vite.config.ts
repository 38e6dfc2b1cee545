import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Builds the window. The server puts a fresh nonce in the placeholder's place with every answer. */
export default defineConfig({
  root: 'renderer',
  base: './',
  plugins: [react()],
  html: { cspNonce: '__CSP_NONCE__' },
  build: {
    outDir: '../out/renderer',
    emptyOutDir: true,
    target: ['chrome125', 'firefox128', 'safari18'],
    // As data: addresses they would need a weaker content policy.
    assetsInlineLimit: 0,
    // It comes from this PC.
    chunkSizeWarningLimit: 1_000,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    // Of what is bundled, whose licences ask to come along.
    license: { fileName: 'licences.md' },
  },
});
