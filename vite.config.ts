/// <reference types="vitest/config" />
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { svelteTesting } from '@testing-library/svelte/vite';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig, type Plugin } from 'vite';

/** What shows the first view is fetched together with what asks the core, which alone is waited for before it runs. */
function windowAtOnce(): Plugin {
  return {
    name: 'window-at-once',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle = {} }) {
        const chunks = Object.values(bundle).filter((part) => part.type === 'chunk');
        const window = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith('/ui/window.ts'));
        if (window === undefined) throw new Error('ui/window.ts is not a chunk of its own');
        const parts = chunks.filter((chunk) => chunk === window || window.imports.includes(chunk.fileName));
        const styles = parts.flatMap(({ viteMetadata }) => [...(viteMetadata?.importedCss ?? [])]);
        const links = [
          ...parts.map(({ fileName }) => ({ rel: 'modulepreload', href: `/${fileName}` })),
          ...styles.map((file) => ({ rel: 'stylesheet', href: `/${file}` })),
        ];
        return links
          .filter(({ href }) => !html.includes(href))
          .map((link) => ({ tag: 'link', attrs: { ...link, crossorigin: true }, injectTo: 'head' }));
      },
    },
  };
}

// `vite build` makes the window that the shell embeds. `vite build --mode fake` makes the same window over an in-memory
// backend, so that it can be looked at and tested in an ordinary browser; it never ships.
export default defineConfig(({ command, mode }) => ({
  plugins: [svelte(), tailwindcss(), windowAtOnce(), ...(mode === 'test' ? [svelteTesting()] : [])],
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
