// Which browser the tests use: one that is there, from the most explicit wish to the most common place.
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Path of a Chromium, Chrome or Edge, or undefined. Needs nothing installed. */
export async function findChromium(env = process.env, platform = process.platform) {
  if (env.COUNTERFOIL_CHROMIUM) return existsSync(env.COUNTERFOIL_CHROMIUM) ? env.COUNTERFOIL_CHROMIUM : undefined;
  return [...places(env, platform), await playwrightsOwn()].find(path => path !== undefined && existsSync(path));
}

function places(env, platform) {
  if (platform === 'darwin') {
    const names = ['Chromium', 'Google Chrome', 'Microsoft Edge'];
    return names.map(name => `/Applications/${name}.app/Contents/MacOS/${name}`);
  }
  if (platform === 'win32') {
    const roots = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA].filter(Boolean);
    const names = ['Chromium/Application/chrome.exe', 'Google/Chrome/Application/chrome.exe'];
    return [...names, 'Microsoft/Edge/Application/msedge.exe'].flatMap(name => roots.map(base => join(base, name)));
  }
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
  return names.map(name => `/usr/bin/${name}`);
}

async function playwrightsOwn() {
  try {
    const { chromium } = await import('playwright-core');
    return chromium.executablePath();
  } catch {
    return undefined; // not installed yet, or a platform it has no browser for
  }
}
