import { join } from 'node:path';
import { Command, Option } from 'commander';
import { dataFolder, sampleFolder } from './data-folder.ts';
import { exists } from './exists.ts';
import { portNumber, wholeNumber } from './numbers.ts';

/** What `npm start` takes; the desktop app and the page in the browser understand the same. */
const program = (): Command =>
  new Command('counterfoil-start')
    .description(
      'Runs Counterfoil: on the shop that settings.json in the data folder connects (docs/settings.md), and until there is one, on a made-up shop and a small ERP on this PC. With its window and tray where Electron is there, else with its page in the browser.',
    )
    .option('--data <dir>', 'data folder (default: this user’s own)')
    .option('--sample', 'the made-up shop, although a real one is connected')
    .addOption(
      new Option('--traffic <seconds>', 'a new order in the made-up shop about every so often (0: none)')
        .default(30)
        .argParser(wholeNumber),
    )
    .option('--set-up', 'open with the set-up instead of a shop, until one is connected')
    .option('--hidden', 'start in the tray, for a start at login; the first start of all shows the window')
    .option(
      '--keep-secrets',
      'keep the secrets of the environment for later starts, encrypted: by this PC’s key store, headless with COUNTERFOIL_PASSPHRASE',
    )
    .option('--headless', 'the page in the browser, although the window could be opened')
    // So the installer starts us after an update.
    .addOption(new Option('--updated').hideHelp())
    .addOption(new Option('--port <port>', 'loopback port of the page (0: any free one)').argParser(portNumber))
    .option('--no-open', 'do not open the page in the browser')
    .showHelpAfterError()
    .exitOverride(error => process.exit(error.exitCode === 0 ? 0 : 2));

export type StartChoices = {
  readonly data?: string;
  readonly sample?: boolean;
  readonly setUp?: boolean;
  readonly traffic: number;
  readonly hidden?: boolean;
  readonly keepSecrets?: boolean;
  readonly port?: number;
  readonly open: boolean;
};

export const startChoices = (args: readonly string[]): StartChoices =>
  program().parse(args, { from: 'user' }).opts<StartChoices>();

/** What is there when Counterfoil opens: a person's own shop, the made-up one, or the set-up alone. */
export type FirstStage = 'own' | 'sample' | 'set-up';

/**
 * The connected shop; until there is one, the made-up shop or the set-up.
 * @param unconnected what comes first where no shop is connected and nothing else was asked for
 */
export async function chosenShop(
  { data, sample = false, setUp = false }: StartChoices,
  unconnected: Exclude<FirstStage, 'own'> = 'sample',
): Promise<{
  /** Where settings.json of a real shop belongs. */
  readonly own: string;
  readonly sample: string;
  readonly first: FirstStage;
}> {
  const own = dataFolder(data);
  const isReal = !sample && (await exists(join(own, 'settings.json')));
  const first = isReal ? 'own' : sample ? 'sample' : setUp ? 'set-up' : unconnected;
  return { own, sample: sampleFolder(own), first };
}
