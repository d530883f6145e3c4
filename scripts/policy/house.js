// Rules about the files themselves: none names a place on somebody's machine, none grows past what can be read at one
// sitting, and none leaves a note to self behind.

import { existsSync, readFileSync } from 'node:fs';
import { ask } from '../lib/command.js';
import { inRoot } from '../lib/place.js';

const longest = 450;
const source = /\.(rs|ts|js|svelte|css)$/;
const generated = /(^|\/)(bindings\.ts|Cargo\.lock|package-lock\.json)$/;
const picture = /\.(png|jpe?g|gif|webp|ico|icns|woff2?|pdf|zst|db)$/;

// Written in pieces, or this file would break its own rules.
const machinePath = new RegExp(['/home/', '/Users/', '/root/', '[A-Z]:\\\\Users\\\\'].map((at) => `${at}[\\w.-]+`).join('|'));
const noteToSelf = new RegExp(`\\b(${['TO', 'FIX'].join('DO|')}ME)\\b`);

export function checkHouse() {
  const listed = ask('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z']);
  if (!listed.ok) throw new Error(listed.errors);
  const files = listed.output.split('\0').filter((file) => file !== '' && !picture.test(file) && existsSync(inRoot(file)));
  const problems = files.flatMap((file) => complaints(file, readFileSync(inRoot(file), 'utf8')));
  if (problems.length > 0) throw new Error(problems.join('\n'));
  console.log(`${files.length} files keep the rules of the house.`);
}

/**
 * @param {string} file
 * @param {string} text
 */
export function complaints(file, text) {
  if (generated.test(file)) return [];
  const lines = text.split('\n');
  const problems = lines.flatMap((line, index) => {
    const at = `${file}:${index + 1}`;
    return [
      ...(machinePath.test(line) ? [`${at} names a path of one machine`] : []),
      ...(source.test(file) && noteToSelf.test(line) ? [`${at} leaves a note to self`] : []),
    ];
  });
  if (source.test(file) && lines.length > longest) problems.push(`${file} has ${lines.length} lines; ${longest} is the limit`);
  return problems;
}
