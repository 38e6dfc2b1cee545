import { join } from 'node:path';
import { Command, Option } from 'commander';
import { dataFolder, sampleFolder } from '../data-folder.ts';
import { openInBrowser } from './browser.ts';
import { exitCodes } from './commands/output.ts';
import type { Demo } from './demo.ts';
import { exists } from '../exists.ts';
import { keepHeapSmall } from '../small-heap.ts';
import { explain } from './explain.ts';
import { portNumber, wholeNumber } from './numbers.ts';

// The agent is loaded later, on a heap that was told to stay small.
keepHeapSmall();

/** `npm start`: the connected shop, or a made-up one until a real one is connected. */
const program = new Command('counterfoil-start')
  .description(
    'Runs Counterfoil with its page: on the shop that settings.json in the data folder connects (docs/settings.md), and until there is one, on a made-up shop and a small ERP on this PC.',
  )
  .option('--data <dir>', 'data folder (default: this user’s own)')
  .option('--sample', 'the made-up shop, although a real one is connected')
  .addOption(new Option('--port <port>', 'loopback port of the page (0: any free one)').argParser(portNumber))
  .addOption(
    new Option('--traffic <seconds>', 'a new order in the made-up shop about every so often (0: none)')
      .default(30)
      .argParser(wholeNumber),
  )
  .option('--no-open', 'do not open the page in the browser')
  .showHelpAfterError()
  .exitOverride(error => process.exit(error.exitCode === 0 ? exitCodes.ok : exitCodes.usage));

type Choices = {
  readonly data?: string;
  readonly sample?: boolean;
  readonly port?: number;
  readonly traffic: number;
  readonly open: boolean;
};

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

async function main(): Promise<void> {
  const { data, sample = false, port, traffic, open } = program.parse().opts<Choices>();
  const own = dataFolder(data);
  const isReal = !sample && (await exists(join(own, 'settings.json')));
  const folder = isReal ? own : sampleFolder(own);
  const demo = isReal ? undefined : await (await import('./demo.ts')).openDemo(folder, traffic);
  const { runAgent } = await import('./agent-process.ts');
  const running = await runAgent(folder, port).catch(async error => {
    await demo?.close();
    throw error;
  });
  const end = (): void => void running.end().then(() => demo?.close());
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
  process.stdout.write(words(running.page.url, own, folder, demo, traffic));
  if (open) openInBrowser(running.page.url);
  await running.ended;
}

main().catch((error: unknown) => {
  process.exitCode = explain(error, false);
});
