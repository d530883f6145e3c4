/// <reference types="vitest/config" />
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { svelteTesting } from '@testing-library/svelte/vite';
import { FluentResource } from '@fluent/bundle';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig, type Plugin } from 'vite';

/** Catalogues are parsed here: an engine that has just started takes longer for that than for showing the first view. */
function catalogues(): Plugin {
  return {
    name: 'catalogues',
    transform: {
      filter: { id: /\.ftl$/ },
      handler: (source) => `export default ${JSON.stringify(JSON.stringify(new FluentResource(source).body))}`,
    },
  };
}

// `vite build` makes the window that the shell embeds. `vite build --mode fake` makes the same window over an in-memory
// backend, so that it can be looked at and tested in an ordinary browser; it never ships.
export default defineConfig(({ command, mode }) => ({
  plugins: [svelte(), tailwindcss(), catalogues(), ...(mode === 'test' ? [svelteTesting()] : [])],
  define: { __WITH_FAKE_BACKEND__: JSON.stringify(command === 'serve' || mode === 'fake' || mode === 'test') },
  clearScreen: false,
  server: { port: 1420, strictPort: true, host: '127.0.0.1', watch: { ignored: ['**/target/**', '**/src-tauri/**'] } },
  preview: { port: 4173, strictPort: true, host: '127.0.0.1' },
  build: {
    outDir: mode === 'fake' ? 'target/window-with-fake-backend' : 'dist',
    emptyOutDir: true,
    // The oldest engines we support read oklch() and light-dark() as written; a lower target would unroll them into
    // rules that ignore `data-theme`.
    target: 'es2022',
    cssTarget: 'safari18',
    // Inlined data: URLs would need `font-src` and `script-src` exceptions in the content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // They are read out of the program, not over a network.
    chunkSizeWarningLimit: 1000,
  },
  test: {
    environment: 'happy-dom',
    include: ['ui/**/*.test.ts'],
    setupFiles: ['ui/tests/setup.ts'],
    restoreMocks: true,
    testTimeout: 60_000,
    // Half of the tests wait for a window to be drawn; with one worker less than cores, two cores are one.
    maxWorkers: '100%',
  },
}));
