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

/**
 * Icons are drawn here: the library's components put each together from a list, which takes a third of the time of the first view.
 * They take a size and a class, and are decoration.
 */
function icons(): Plugin {
  return {
    name: 'icons',
    enforce: 'pre',
    transform: {
      filter: { id: /@lucide\/svelte\/dist\/icons\/[\w-]+\.svelte$/ },
      handler(source) {
        const data = /const iconData = (\{.*\});/.exec(source)?.[1];
        if (data === undefined) throw new Error('The icons are written in another way than is known here.');
        const { size, node } = JSON.parse(data) as { size: number; node: [string, Record<string, string>][] };
        const shapes = node.map(([tag, attributes]) => {
          const written = Object.entries(attributes).map(([name, value]) => `${name}="${value}"`);
          return `<${tag} ${written.join(' ')} />`;
        });
        return `<script>let { size, class: extra } = $props();</script>
<svg xmlns="http://www.w3.org/2000/svg" width={size} height={size} viewBox="0 0 ${size} ${size}" fill="none" stroke="currentColor"
  stroke-width="2" stroke-linecap="round" stroke-linejoin="round" class={['lucide', extra]} aria-hidden="true" focusable="false">${shapes.join('')}</svg>`;
      },
    },
  };
}

// `vite build` makes the window that the shell embeds. `vite build --mode fake` makes the same window over an in-memory
// backend, so that it can be looked at and tested in an ordinary browser; it never ships.
export default defineConfig(({ command, mode }) => ({
  plugins: [icons(), svelte(), tailwindcss(), catalogues(), ...(mode === 'test' ? [svelteTesting()] : [])],
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
    // The first of a file waits until everything it reads is compiled, beside compilers of other things.
    hookTimeout: 60_000,
    // Half of the tests wait for a window to be drawn; with one worker less than cores, two cores are one.
    maxWorkers: '100%',
  },
}));
