import { join } from 'node:path';
import type { Demo } from '../demo.ts';
import { keepSecrets } from '../kept-secrets.ts';
import { secretsIn } from '../secrets.ts';
import { keepHeapSmall } from '../small-heap.ts';
import { chosenShop, startChoices } from '../starting.ts';
import { openInBrowser } from './browser.ts';
import { explain } from './explain.ts';
import { userVault } from './passphrase.ts';

// The agent is loaded later, on a heap that was told to stay small.
keepHeapSmall();

const runs = (demo: Demo | undefined, traffic: number): string => {
  if (demo === undefined) return 'Counterfoil runs.';
  const orders = traffic === 0 ? 'where no new orders come' : `with a new order about every ${traffic} s`;
  return `Counterfoil runs on a made-up shop, ${orders}.`;
};

const words = (url: string, own: string, folder: string, demo: Demo | undefined, traffic: number): string =>
  [
    runs(demo, traffic),
    `Its page:  ${url}`,
    `Its data:  ${folder}`,
    ...(demo === undefined
      ? []
      : [
          `The shop:  ${demo.shopUrl}/_sample says how to place orders and make trouble.`,
          `Your own:  ${join(own, 'settings.json')} connects your shop (docs/settings.md). The one in the folder above is written anew at each start.`,
        ]),
    'Ctrl+C ends it; the next start goes on from here.\n',
  ].join('\n');

/** `npm start` where there is no desktop window: the agent with its page in the browser. */
async function main(): Promise<void> {
  const choices = startChoices(process.argv.slice(2));
  const { traffic, open, hidden = false, port } = choices;
  const { own, folder, isReal } = await chosenShop(choices);
  if (choices.keepSecrets === true) await keepSecrets(folder, userVault, isReal ? secretsIn(process.env) : new Map());
  const demo = isReal ? undefined : await (await import('../demo.ts')).openDemo(folder, traffic);
  const { runAgent } = await import('./agent-process.ts');
  const running = await runAgent(folder, port).catch(async error => {
    await demo?.close();
    throw error;
  });
  const end = (): void => void running.end().then(() => demo?.close());
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
  process.stdout.write(words(running.face.url, own, folder, demo, traffic));
  if (open && !hidden) openInBrowser(running.face.url);
  await running.ended;
}

main().catch((error: unknown) => {
  process.exitCode = explain(error, false);
});
