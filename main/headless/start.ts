import { join } from 'node:path';
import type { Host } from '../host.ts';
import { keepSecrets } from '../kept-secrets.ts';
import { secretsIn } from '../secrets.ts';
import { keepHeapSmall } from '../small-heap.ts';
import { chosenShop, startChoices, type FirstStage } from '../starting.ts';
import { openInBrowser } from './browser.ts';
import { explain } from './explain.ts';
import { userVault } from './passphrase.ts';
import type { Page } from './server.ts';

// The agent is loaded later, on a heap that was told to stay small.
keepHeapSmall();

const runs = (first: FirstStage, traffic: number): string => {
  if (first === 'own') return 'Counterfoil runs.';
  if (first === 'set-up') return 'Counterfoil waits to be set up, on its page.';
  const orders = traffic === 0 ? 'where no new orders come' : `with a new order about every ${traffic} s`;
  return `Counterfoil runs on a made-up shop, ${orders}.`;
};

const words = (running: Host<Page>, first: FirstStage, own: string, traffic: number): string => {
  const demo = running.demo();
  return [
    runs(first, traffic),
    `Its page:  ${running.face.url}`,
    `Its data:  ${running.folder()}`,
    ...(demo === undefined
      ? []
      : [
          `The shop:  ${demo.shopUrl}/_sample says how to place orders and make trouble.`,
          `Your own:  the page connects it ("Connect my store"), or ${join(own, 'settings.json')} does (docs/settings.md).`,
        ]),
    'Ctrl+C ends it; the next start goes on from here.\n',
  ].join('\n');
};

/** `npm start` where there is no desktop window: the agent with its page in the browser. */
async function main(): Promise<void> {
  const choices = startChoices(process.argv.slice(2));
  const { traffic, open, hidden = false, port } = choices;
  const { own, sample, first } = await chosenShop(choices);
  if (choices.keepSecrets === true)
    await keepSecrets(own, userVault, first === 'own' ? secretsIn(process.env) : new Map());
  const { runAgent } = await import('./agent-process.ts');
  const running = await runAgent({ own, sample, first, traffic }, port);
  const end = (): void => void running.end();
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
  process.stdout.write(words(running, first, own, traffic));
  if (open && !hidden) openInBrowser(running.face.url);
  await running.ended;
}

main().catch((error: unknown) => {
  process.exitCode = explain(error, false);
});
