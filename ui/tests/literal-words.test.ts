import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { FluentResource } from '@fluent/bundle';
import { parse, type AST } from 'svelte/compiler';
import { describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '..');
const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).map((file) => path.join(root, file));
const components = files.filter((file) => file.endsWith('.svelte'));
const code = files.filter((file) => /\.(svelte|ts)$/.test(file) && !/\.test\.ts$|\/backend\/|\/tests\//.test(file));
const catalogue = ['welcome', 'window', 'settings', 'pick', 'library', 'databases', 'activity', 'updates', 'backup']
  .map((file) => readFileSync(path.join(root, `../locales/en/${file}.ftl`), 'utf8'))
  .join('\n');

const spoken = new Set([
  'title',
  'placeholder',
  'alt',
  'label',
  'aria-label',
  'aria-description',
  'aria-valuetext',
  'aria-roledescription',
]);
const hasLetters = (text: string) => /\p{L}/u.test(text);

/** Words in markup that do not come from the catalogue: text between tags, and attributes that people read or hear. */
function literalWords(source: string): string[] {
  const found: string[] = [];
  const visit = (value: unknown, inAttribute: boolean): void => {
    if (Array.isArray(value)) return value.forEach((one) => visit(one, inAttribute));
    if (typeof value !== 'object' || value === null) return;
    const node = value as AST.BaseNode & Record<string, unknown>;
    if (node.type === 'StyleDirective') return;
    if (node.type === 'Attribute') {
      if (spoken.has(String(node.name))) visit(node.value, true);
      return;
    }
    if (node.type === 'Text' && hasLetters(String(node.data))) found.push(String(node.data).trim());
    if (node.type === 'ExpressionTag' && inAttribute) {
      const expression = node.expression as { type: string; value?: unknown };
      if (expression.type === 'Literal' && typeof expression.value === 'string') found.push(expression.value);
    }
    for (const [key, child] of Object.entries(node))
      if (key !== 'css' && key !== 'instance' && key !== 'module') visit(child, false);
  };
  visit(parse(source, { modern: true }).fragment, false);
  return found;
}

describe('no sentence is written in markup', () => {
  it.each(components.map((file) => [path.relative(root, file), file]))('%s', (_, file) => {
    expect(literalWords(readFileSync(file, 'utf8'))).toEqual([]);
  });

  it('the search finds what it looks for', () => {
    expect(literalWords('<p title="Hello">World {x}</p><i class="ok" aria-label={"Bye"}></i>')).toEqual([
      'Hello',
      'World',
      'Bye',
    ]);
  });
});

describe('the catalogue of the window', () => {
  const ids = [...new FluentResource(catalogue).body].map((message) => message.id);
  const sources = code.map((file) => readFileSync(file, 'utf8'));
  const whole = sources.join('\n');

  it('has every message once', () => {
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  it('has every message that the code names', () => {
    const named = sources.flatMap((source) =>
      [...source.matchAll(/\bt\(\s*'([a-z][\w-]*)'|<Words id="([\w-]+)"/g)].map((match) => match[1] ?? match[2]),
    );
    expect([...new Set(named)].filter((id) => !ids.includes(id) && !id.startsWith('error-'))).toEqual([]);
  });

  it('has no message that nothing names', () => {
    const families = [...whole.matchAll(/`([a-z][\w-]*-)\$\{/g)].map((match) => match[1]);
    const endings = [...whole.matchAll(/`\$\{[^}]+\}(-[\w-]+)`/g)].map((match) => match[1]);
    const named = (id: string) => whole.includes(`'${id}'`) || whole.includes(`"${id}"`);
    const unused = ids.filter(
      (id) => !named(id) && !families.some((family) => id.startsWith(family)) && !endings.some((ending) => id.endsWith(ending)),
    );
    expect(unused).toEqual([]);
  });
});
