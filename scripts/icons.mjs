// Renders the drawings in assets/ to the PNG files that trays and windows take, into out/assets/. Runs as a step of the build.
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
  const [from, to] = [join(root, 'assets'), join(root, 'out', 'assets')];
  rmSync(to, { recursive: true, force: true });
  mkdirSync(join(to, 'tray'), { recursive: true });
  const draw = (drawing, target, width) => {
    const picture = new Resvg(readFileSync(join(from, drawing), 'utf8'), { fitTo: { mode: 'width', value: width } });
    writeFileSync(join(to, target), picture.render().asPng());
  };
  for (const { name, drawing, width } of trayFiles(readdirSync(join(from, 'tray'))))
    draw(join('tray', drawing), join('tray', name), width);
  draw('app-icon.svg', 'app-icon.png', 256);
}
