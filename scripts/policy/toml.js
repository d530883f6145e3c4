// Reads the part of TOML that deny.toml is written in: tables, arrays of tables, strings, booleans, numbers,
// arrays and inline tables. Anything else is refused with its place, so a policy is never half read.

/**
 * @param {string} text
 * @returns {Record<string, any>}
 */
export function parseToml(text) {
  const reader = new Reader(text);
  /** @type {Record<string, any>} */
  const document = {};
  let table = document;
  while (!reader.done()) {
    if (reader.take('[[')) {
      table = {};
      append(document, reader.keys(']]'), table);
    } else if (reader.take('[')) {
      table = open(document, reader.keys(']'));
    } else {
      const keys = reader.keys('=');
      const last = keys.pop() ?? reader.refuse('a key');
      open(table, keys)[last] = reader.value();
    }
  }
  return document;
}

/**
 * @param {Record<string, any>} from
 * @param {string[]} keys
 */
function open(from, keys) {
  return keys.reduce((table, key) => (table[key] ??= {}), from);
}

/**
 * @param {Record<string, any>} document
 * @param {string[]} keys
 * @param {Record<string, any>} table
 */
function append(document, keys, table) {
  const last = /** @type {string} */ (keys.pop());
  const parent = open(document, keys);
  (parent[last] ??= []).push(table);
}

class Reader {
  /** @param {string} text */
  constructor(text) {
    this.text = text;
    this.at = 0;
  }

  /** @param {RegExp} pattern sticky */
  match(pattern) {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (found) this.at = pattern.lastIndex;
    return found;
  }

  skip() {
    this.match(/(?:\s|#[^\n]*)*/y);
  }

  done() {
    this.skip();
    return this.at >= this.text.length;
  }

  /** @param {string} token */
  take(token) {
    this.skip();
    if (!this.text.startsWith(token, this.at)) return false;
    this.at += token.length;
    return true;
  }

  /**
   * A dotted key up to its end.
   * @param {string} end
   */
  keys(end) {
    const keys = [];
    do {
      this.skip();
      const key = this.match(/[\w-]+|"([^"\\\n]*)"/y) ?? this.refuse('a key');
      keys.push(key[1] ?? key[0]);
    } while (this.take('.'));
    if (!this.take(end)) this.refuse(`"${end}"`);
    return keys;
  }

  /** @returns {any} */
  value() {
    this.skip();
    const text = this.match(/"((?:[^"\\\n]|\\.)*)"/y);
    if (text) return JSON.parse(text[0]);
    const word = this.match(/true|false|-?\d+(?:\.\d+)?/y);
    if (word) return JSON.parse(word[0]);
    if (this.take('[')) {
      const list = [];
      while (!this.take(']')) {
        list.push(this.value());
        if (!this.take(',')) this.skipTo(']');
      }
      return list;
    }
    if (this.take('{')) {
      /** @type {Record<string, any>} */
      const table = {};
      while (!this.take('}')) {
        const keys = this.keys('=');
        table[keys.join('.')] = this.value();
        if (!this.take(',')) this.skipTo('}');
      }
      return table;
    }
    return this.refuse('a value');
  }

  /**
   * Only the closing token may come next.
   * @param {string} token
   */
  skipTo(token) {
    this.skip();
    if (!this.text.startsWith(token, this.at)) this.refuse(`"," or "${token}"`);
  }

  /**
   * @param {string} wanted
   * @returns {never}
   */
  refuse(wanted) {
    const line = this.text.slice(0, this.at).split('\n').length;
    throw new Error(`line ${line}: expected ${wanted}`);
  }
}
