// The window's pages over the backend in memory, served like the program serves them: with its content security policy.

import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { inRoot } from '../../../scripts/lib/place.js';

const root = inRoot('target', 'window-with-fake-backend');
const kinds = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' };

/** The policy of tauri.conf.json, as one header. */
function policy() {
  const { csp } = JSON.parse(readFileSync(inRoot('tauri.conf.json'), 'utf8')).app.security;
  return Object.entries(csp)
    .map(([directive, sources]) => `${directive} ${sources}`)
    .join('; ');
}

/** A page that shows the window in a frame of any size: smaller than a browser's own window can be. */
const stage = `<!doctype html><meta charset="utf-8"><title>Stage</title>
  <style>body { margin: 0; background: #888 } iframe { display: block; border: 0 }</style><iframe title="window"></iframe>`;

/**
 * Serves the pages built by `vite build --mode fake`.
 * @returns {Promise<{ address: string, close: () => void }>}
 */
export function serveWindow() {
  const headers = { 'Content-Security-Policy': policy(), 'Cache-Control': 'no-store' };
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    if (pathname === '/stage') return response.setHeader('Content-Type', 'text/html').end(stage);
    const name = pathname === '/' ? 'index.html' : path.basename(pathname);
    try {
      const file = pathname === '/' ? path.join(root, name) : path.join(root, 'assets', name);
      const kind = kinds[/** @type {keyof typeof kinds} */ (path.extname(name))] ?? 'application/octet-stream';
      const contents = readFileSync(file);
      response.writeHead(200, { ...headers, 'Content-Type': kind }).end(contents);
    } catch {
      response.writeHead(404).end();
    }
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      resolve({ address: `http://127.0.0.1:${port}`, close: () => server.close() });
    });
  });
}
