// Looking at what an engine has painted: when it is done painting, and what axe says about it.

import { readFileSync } from 'node:fs';
import { inRoot } from '../../../scripts/lib/place.js';

const axe = readFileSync(inRoot('node_modules', 'axe-core', 'axe.min.js'), 'utf8');

/** WCAG 2.2 AA, contrast included: this is a real engine that paints. */
export const standard = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** The rules that a theme can break: the rest of a screen is the same in both. */
export const ofThemes = ['color-contrast', 'link-in-text-block'];

/** Waits until movements that end have ended, pictures are there, and what is there now has been painted. */
export const painted = `
  const [done] = arguments;
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const ends = (one) => one.effect?.getComputedTiming().endTime !== Infinity;
  const moving = () => document.getAnimations().filter((one) => one.playState === 'running' && ends(one));
  Promise.all([...document.images].map((image) => image.decode().catch(() => {})))
    .then(() => Promise.all(moving().map((one) => one.finished.catch(() => {}))))
    .then(frame).then(frame).then(frame).then(() => done());`;

/**
 * What axe finds, each with the elements that break the rule.
 * @param {import('./webdriver.js').Browser} browser
 * @param {string[]} [rules] names or tags of rules
 * @returns {Promise<string[]>}
 */
export async function accessibilityFaults(browser, rules = standard) {
  if (!(await browser.run("return typeof axe !== 'undefined'"))) await browser.run(axe);
  const { violations, passes } = await browser.runAsync(
    `const [rules, done] = arguments;
     // A rule that stumbles is listed as incomplete and would pass for one that found nothing.
     const stumbled = (rules) => rules.filter((rule) => rule.error).map((rule) => ({
       ...rule, help: rule.help + ': ' + rule.error.message,
       nodes: [{ html: rule.error.errorNode?.html ?? JSON.stringify(rule.nodes).slice(0, 300), failureSummary: '' }],
     }));
     axe.run(document, { runOnly: rules, resultTypes: ['violations', 'incomplete'] }).then(
       ({ violations, incomplete, passes }) =>
         done({ violations: [...violations, ...stumbled(incomplete)], passes: passes.length }),
       (error) => done({ violations: [{ id: 'axe itself', help: String(error), nodes: [] }], passes: 0 }));`,
    [rules],
  );
  if (passes === 0) return ['axe looked at nothing', ...violations.map(describe)];
  return violations.map(describe);
}

/** @param {{ id: string, help: string, nodes: { html: string, failureSummary: string }[] }} violation */
function describe({ id, help, nodes }) {
  return `${id}: ${help}\n${nodes.map((node) => `  ${node.html}\n  ${node.failureSummary}`).join('\n')}`;
}
