// Decides whether a licence expression (SPDX, with the older `/` for OR) is satisfied by a list of allowed licences.

/**
 * @param {string} expression
 * @param {Set<string>} allowed
 */
export function isAllowed(expression, allowed) {
  const tokens = expression.replaceAll('/', ' OR ').match(/\(|\)|[^\s()]+/g) ?? [];
  let at = 0;

  /** @returns {boolean} */
  function either() {
    let good = both();
    while (tokens[at] === 'OR') {
      at += 1;
      good = both() || good;
    }
    return good;
  }

  /** @returns {boolean} */
  function both() {
    let good = one();
    while (tokens[at] === 'AND') {
      at += 1;
      good = one() && good;
    }
    return good;
  }

  /** @returns {boolean} */
  function one() {
    if (tokens[at] === '(') {
      at += 1;
      const good = either();
      at += 1;
      return good;
    }
    let licence = tokens[at] ?? '';
    at += 1;
    if (tokens[at] === 'WITH') {
      licence = `${licence} WITH ${tokens[at + 1]}`;
      at += 2;
    }
    return allowed.has(licence);
  }

  return tokens.length > 0 && either() && at === tokens.length;
}
