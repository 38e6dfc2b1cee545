// Renders the drawings in assets/ to the PNG files that trays and windows take, into out/assets/, and the app's icon to what
// installers take, into out/icons/. Runs as a step of the build.
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import { root } from './process.mjs';

/** Drawn per size, so the drawing of the same or the next larger size is taken. */
const drawnSizes = [16, 24, 32];
/** Electron finds the file for a screen's scale by this suffix: Windows at 100, 125, 150, 200, 250 and 300 %. */
const scales = { 16: [1, 1.25, 1.5, 2, 2.5, 3], 24: [1, 2] };
const suffix = scale => (scale === 1 ? '' : `@${scale}x`);

/** File name, drawing and width of everything that is rendered from the drawings in assets/tray. */
export function trayFiles(drawings) {
  const states = [...new Set(drawings.map(name => name.split('-')[0]))];
  const colours = ['light', 'dark'].flatMap(ground =>
    Object.entries(scales).flatMap(([size, each]) => each.map(scale => ({ ground, size, scale, width: size * scale }))),
  );
  return states.flatMap(state => [
    ...colours.map(({ ground, size, scale, width }) => ({
      name: `${state}-on-${ground}-${size}${suffix(scale)}.png`,
      drawing: `${state}-on-${ground}-${drawnSizes.find(drawn => drawn >= width) ?? 32}.svg`,
      width,
    })),
    ...[1, 2].map(scale => ({
      name: `${state}Template${suffix(scale)}.png`,
      drawing: `${state}-template-16.svg`,
      width: 16 * scale,
    })),
  ]);
}

export async function renderIcons() {
  const wasm = createRequire(import.meta.url).resolve('@resvg/resvg-wasm/index_bg.wasm');
  await initWasm(readFileSync(wasm));
  const [from, to, icons] = [join(root, 'assets'), join(root, 'out', 'assets'), join(root, 'out', 'icons')];
  for (const folder of [to, icons]) rmSync(folder, { recursive: true, force: true });
  for (const folder of [join(to, 'tray'), join(icons, 'linux')]) mkdirSync(folder, { recursive: true });
  const draw = (drawing, width) =>
    new Resvg(readFileSync(join(from, drawing), 'utf8'), { fitTo: { mode: 'width', value: width } }).render().asPng();
  for (const { name, drawing, width } of trayFiles(readdirSync(join(from, 'tray'))))
    writeFileSync(join(to, 'tray', name), draw(join('tray', drawing), width));
  const appIcon = width => Buffer.from(draw('app-icon.svg', width));
  writeFileSync(join(to, 'app-icon.png'), appIcon(256));
  writeFileSync(
    join(icons, 'app-icon.ico'),
    ico([16, 20, 24, 32, 40, 48, 64, 256].map(width => [width, appIcon(width)])),
  );
  writeFileSync(
    join(icons, 'app-icon.icns'),
    icns(Object.entries(icnsTypes).map(([type, width]) => [type, appIcon(width)])),
  );
  for (const width of [16, 32, 48, 64, 128, 256, 512])
    writeFileSync(join(icons, 'linux', `${width}x${width}.png`), appIcon(width));
}

/** Windows' container: a directory of the sizes, then the PNG files themselves. A size of 256 is told as 0. */
function ico(pictures) {
  const head = Buffer.alloc(6 + 16 * pictures.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(pictures.length, 4);
  let offset = head.length;
  for (const [at, [width, png]] of pictures.entries()) {
    const entry = 6 + 16 * at;
    head.writeUInt8(width % 256, entry);
    head.writeUInt8(width % 256, entry + 1);
    head.writeUInt16LE(1, entry + 4);
    head.writeUInt16LE(32, entry + 6);
    head.writeUInt32LE(png.length, entry + 8);
    head.writeUInt32LE(offset, entry + 12);
    offset += png.length;
  }
  return Buffer.concat([head, ...pictures.map(([, png]) => png)]);
}

/** Widths in pixels of the types of macOS' container that hold PNG files, those for fine screens included. */
const icnsTypes = { ic11: 32, ic12: 64, ic07: 128, ic13: 256, ic08: 256, ic14: 512, ic09: 512, ic10: 1024 };

function icns(pictures) {
  const blocks = pictures.map(([type, png]) => Buffer.concat([icnsHead(type, png.length), png]));
  return Buffer.concat([
    icnsHead(
      'icns',
      blocks.reduce((sum, { length }) => sum + length, 0),
    ),
    ...blocks,
  ]);
}

function icnsHead(type, length) {
  const head = Buffer.from(`${type}    `, 'latin1');
  head.writeUInt32BE(length + 8, 4);
  return head;
}
