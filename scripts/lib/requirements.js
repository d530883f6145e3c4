// What this project needs from the system, and what that is called elsewhere. Each entry is looked for by what it
// provides, not by a package name, so that a machine set up in another way is left alone.
//
// `core` builds the library and the terminal program, `window` adds the desktop window, `tests` what drives it, `packages` what takes packages apart.

import { existsSync } from 'node:fs';
import { ask, hasCommand } from './command.js';

/** @param {string} name */
const library = (name) => () => ask('pkg-config', ['--exists', name]).ok;
/** @param {string} name */
const command = (name) => () => hasCommand(name);

/** A Python that can ask the accessibility bus; the system's own where another one comes first. */
export const pythonWithAccessibility = () =>
  ['python3', '/usr/bin/python3'].find(
    (python) => ask(python, ['-c', "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"]).ok,
  ) ?? null;

/**
 * @typedef {'core' | 'window' | 'tests' | 'packages'} Purpose
 * @typedef {'debian' | 'fedora' | 'arch'} Family
 * @typedef {{ what: string, purpose: Purpose, found: () => boolean, packages: Record<Family, string[]> }} Requirement
 */

/** @type {Requirement[]} */
export const requirements = [
  {
    what: 'a C compiler',
    purpose: 'core',
    found: command('cc'),
    packages: { debian: ['build-essential'], fedora: ['gcc', 'gcc-c++', 'make'], arch: ['base-devel'] },
  },
  {
    what: 'pkg-config',
    purpose: 'window',
    found: command('pkg-config'),
    packages: { debian: ['pkg-config'], fedora: ['pkgconf-pkg-config'], arch: ['pkgconf'] },
  },
  {
    what: 'WebKitGTK 4.1 with its headers',
    purpose: 'window',
    found: library('webkit2gtk-4.1'),
    packages: { debian: ['libwebkit2gtk-4.1-dev'], fedora: ['webkit2gtk4.1-devel'], arch: ['webkit2gtk-4.1'] },
  },
  {
    what: 'Xvfb, a screen without a screen',
    purpose: 'tests',
    found: () => hasCommand('xvfb-run') && hasCommand('xauth'),
    packages: { debian: ['xvfb', 'xauth'], fedora: ['xorg-x11-server-Xvfb', 'xauth'], arch: ['xorg-server-xvfb', 'xorg-xauth'] },
  },
  {
    what: 'WebKitWebDriver',
    purpose: 'tests',
    found: command('WebKitWebDriver'),
    packages: { debian: ['webkit2gtk-driver'], fedora: ['webkitgtk6.0'], arch: ['webkit2gtk-4.1'] },
  },
  {
    what: 'a D-Bus session',
    purpose: 'tests',
    found: () => hasCommand('dbus-run-session') && hasCommand('dbus-send'),
    packages: { debian: ['dbus'], fedora: ['dbus-daemon'], arch: ['dbus'] },
  },
  {
    what: 'gnome-keyring, a Secret Service',
    purpose: 'tests',
    found: command('gnome-keyring-daemon'),
    packages: { debian: ['gnome-keyring'], fedora: ['gnome-keyring'], arch: ['gnome-keyring'] },
  },
  {
    what: 'Python with venv',
    purpose: 'tests',
    found: () => ask('python3', ['-c', 'import ensurepip, venv']).ok,
    packages: { debian: ['python3-venv'], fedora: ['python3'], arch: ['python'] },
  },
  {
    what: 'the accessibility bus, and what asks it as a screen reader does',
    purpose: 'tests',
    found: () => existsSync('/usr/share/dbus-1/services/org.a11y.Bus.service') && pythonWithAccessibility() !== null,
    packages: {
      debian: ['at-spi2-core', 'python3-gi', 'gir1.2-atspi-2.0'],
      fedora: ['at-spi2-core', 'python3-gobject'],
      arch: ['at-spi2-core', 'python-gobject'],
    },
  },
  {
    what: 'the tool rpm',
    purpose: 'packages',
    found: () => ['rpm', 'rpmbuild', 'rpm2cpio', 'cpio'].every(hasCommand),
    packages: { debian: ['rpm', 'cpio'], fedora: ['rpm-build', 'cpio'], arch: ['rpm-tools', 'cpio'] },
  },
  {
    what: 'debootstrap, which fetches a bare system',
    purpose: 'packages',
    found: command('debootstrap'),
    packages: { debian: ['debootstrap'], fedora: ['debootstrap'], arch: ['debootstrap'] },
  },
  {
    what: 'fonts for text and emoji',
    purpose: 'tests',
    found: () => ask('fc-list', [':lang=en']).output !== '' && ask('fc-list', [':lang=und-zsye']).output !== '',
    packages: {
      debian: ['fontconfig', 'fonts-dejavu-core', 'fonts-noto-color-emoji'],
      fedora: ['fontconfig', 'dejavu-sans-fonts', 'google-noto-color-emoji-fonts'],
      arch: ['fontconfig', 'ttf-dejavu', 'noto-fonts-emoji'],
    },
  },
];

/** What a person types where packages are not ours to install. */
export const advice = {
  darwin: 'Install the command line tools: xcode-select --install',
  win32:
    'Install "Desktop development with C++" of the Visual Studio Build Tools ' +
    '(winget install Microsoft.VisualStudio.2022.BuildTools) and, before Windows 11, the WebView2 runtime ' +
    '(winget install Microsoft.EdgeWebView2Runtime).',
};

/** Whether the parts that are not packages are there on macOS and Windows. */
export const present = {
  darwin: () => ask('xcode-select', ['-p']).ok,
  // link.exe is found by cargo itself through the registry; only its installer can be asked for.
  win32: () => existsSync('C:\\Program Files (x86)\\Microsoft Visual Studio\\Installer\\vswhere.exe'),
};
