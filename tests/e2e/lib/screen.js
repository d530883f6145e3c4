// The screen's side of a window: whether it is shown, and closing it as a person does. A few requests of the X protocol
// (https://www.x.org/releases/X11R7.7/doc/xproto/x11protocol.html), because a bare screen has no window manager to ask.

import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import net from 'node:net';

const viewable = 2;

/** A connection to the screen that the tests run on; requests are answered one after the other. */
export class Screen {
  static async open() {
    const number = /:(\d+)/.exec(process.env.DISPLAY ?? '')?.[1];
    if (number === undefined) throw new Error('There is no screen');
    const socket = net.connect(`/tmp/.X11-unix/X${number}`);
    const screen = new Screen(socket);
    const key = cookie();
    const name = Buffer.from('MIT-MAGIC-COOKIE-1\0\0');
    const hello = Buffer.alloc(12);
    hello.write('l');
    hello.writeUInt16LE(11, 2);
    hello.writeUInt16LE(name.length - 2, 6);
    hello.writeUInt16LE(key.length, 8);
    socket.write(Buffer.concat([hello, name, key]));
    const head = await screen.take(8);
    const setup = await screen.take(head.readUInt16LE(6) * 4);
    if (head[0] !== 1) throw new Error(`The screen refused: ${setup}`);
    const [vendor, formats] = [setup.readUInt16LE(16), setup[21]];
    screen.root = setup.readUInt32LE(32 + Math.ceil(vendor / 4) * 4 + formats * 8);
    return screen;
  }

  /** @param {net.Socket} socket */
  constructor(socket) {
    this.socket = socket;
    this.root = 0;
  }

  close() {
    this.socket.destroy();
  }

  /**
   * The windows of the program that are on the screen, by the end of their title.
   * @param {string} title
   * @returns {Promise<number[]>}
   */
  async shown(title) {
    const { body } = await this.ask(15, 0, word(this.root));
    const found = [];
    const name = await this.atom('_NET_WM_NAME');
    for (let at = 0; at < body.length; at += 4) {
      const window = body.readUInt32LE(at);
      const { head } = await this.ask(3, 0, word(window));
      if (head[26] !== viewable) continue;
      const { head: about, body: text } = await this.ask(20, 0, word(window, name, 0, 0, 1024));
      if (text.toString('utf8', 0, about.readUInt32LE(16)).endsWith(title)) found.push(window);
    }
    return found;
  }

  /**
   * Asks a window to close, as the cross in its frame does.
   * @param {number} window
   */
  async closeWindow(window) {
    const [protocols, wish] = [await this.atom('WM_PROTOCOLS'), await this.atom('WM_DELETE_WINDOW')];
    const event = Buffer.alloc(32);
    event[0] = 33;
    event[1] = 32;
    word(window, protocols, wish).copy(event, 4);
    this.send(25, 0, Buffer.concat([word(window, 0), event]));
    // The answer to any request says that the ones before it have been read.
    await this.atom('WM_PROTOCOLS');
  }

  /** @param {string} name */
  async atom(name) {
    const text = Buffer.alloc(4 + Math.ceil(name.length / 4) * 4);
    text.writeUInt16LE(name.length);
    text.write(name, 4);
    return (await this.ask(16, 0, text)).head.readUInt32LE(8);
  }

  /**
   * @param {number} code
   * @param {number} detail
   * @param {Buffer} rest
   */
  async ask(code, detail, rest) {
    this.send(code, detail, rest);
    const head = await this.take(32);
    if (head[0] !== 1) throw new Error(`The screen answered request ${code} with error ${head[1]}`);
    const more = head.readUInt32LE(4) * 4;
    return { head, body: await this.take(more) };
  }

  /**
   * @param {number} code
   * @param {number} detail
   * @param {Buffer} rest
   */
  send(code, detail, rest) {
    const head = Buffer.alloc(4);
    head[0] = code;
    head[1] = detail;
    head.writeUInt16LE(1 + rest.length / 4, 2);
    this.socket.write(Buffer.concat([head, rest]));
  }

  /**
   * @param {number} size
   * @returns {Promise<Buffer>}
   */
  async take(size) {
    if (size === 0) return Buffer.alloc(0);
    for (;;) {
      const bytes = this.socket.read(size);
      if (bytes !== null) return bytes;
      await once(this.socket, 'readable');
    }
  }
}

/** @param {number[]} numbers */
function word(...numbers) {
  const bytes = Buffer.alloc(numbers.length * 4);
  numbers.forEach((number, index) => bytes.writeUInt32LE(number, index * 4));
  return bytes;
}

/** The key to the screen: the first in the file, which on a screen made for a test is the only one. */
function cookie() {
  if (!process.env.XAUTHORITY) return Buffer.alloc(0);
  const file = readFileSync(process.env.XAUTHORITY);
  const parts = [];
  for (let at = 2; parts.length < 4 && at < file.length;) {
    const size = file.readUInt16BE(at);
    parts.push(file.subarray(at + 2, at + 2 + size));
    at += 2 + size;
  }
  return parts[3] ?? Buffer.alloc(0);
}
