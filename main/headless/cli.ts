#!/usr/bin/env node
import { Command, Option } from 'commander';
import { longestReason } from '../../core/model/reason.ts';
import { dataFolder, sampleFolder } from '../data-folder.ts';
import { keepHeapSmall } from '../small-heap.ts';
import { version } from '../version.ts';
import { exitCodes, outputFor } from './commands/output.ts';
import { explain } from './explain.ts';
import { portNumber } from '../numbers.ts';
import { reasonArgument } from './reason-argument.ts';

type Common = { readonly data?: string; readonly json?: boolean };

// What a command needs is loaded when it runs, on a heap that was told to stay small.
keepHeapSmall();
const looking = () => import('./commands/looking.ts');
const syncing = () => import('./commands/syncing.ts');
const many = () => import('./commands/many.ts');
const pausing = () => import('./commands/pausing.ts');

const program = new Command('counterfoil')
  .description('Keeps a Shopify store and the ERP in agreement, and keeps the stub of everything it did.')
  .version(version)
  .showHelpAfterError()
  .exitOverride(error => process.exit(error.exitCode === 0 ? exitCodes.ok : exitCodes.usage))
  .addHelpText(
    'after',
    `
Exit codes: 0 all well; 1 it did not succeed; 2 the command, a setting or a mapping is not right;
            3 done, but something waits for a person; 4 another PC or program does the syncing.
Set-up:     docs/settings.md. Secrets come from the environment, or encrypted from a start with --keep-secrets.`,
  );

/** Runs one command, and says what went wrong in words. */
const doing =
  (
    work: (
      options: Common & Record<string, unknown>,
      folder: string,
      args: readonly string[],
      asked: Command,
    ) => Promise<number>,
  ) =>
  async (...given: unknown[]): Promise<void> => {
    const command = given.at(-1);
    if (!(command instanceof Command)) return;
    const options: Common & Record<string, unknown> = command.optsWithGlobals();
    try {
      process.exitCode = await work(options, dataFolder(options.data), command.args, command);
    } catch (error) {
      process.exitCode = explain(error, options.json === true);
    }
  };

const command = (name: string, description: string): Command =>
  program
    .command(name)
    .description(description)
    .option('--data <dir>', 'data folder (default: the environment’s COUNTERFOIL_DATA, else this user’s own)')
    .option('--json', 'answer as one JSON document');

command('run', 'run the agent with its page until it is stopped')
  .addOption(new Option('--port <port>', 'loopback port of the page (0: any free one)').argParser(portNumber))
  .action(
    doing(async (options, folder) => {
      const { runAgent } = await import('./agent-process.ts');
      const where = { own: folder, sample: sampleFolder(folder), first: 'own', traffic: 0 } as const;
      const running = await runAgent(where, typeof options['port'] === 'number' ? options['port'] : undefined);
      const output = outputFor(options.json === true);
      output.data({ url: running.face.url, data: folder });
      output.say(`Counterfoil runs. Its page: ${running.face.url}\nIts data: ${folder}\nCtrl+C ends it.`);
      process.once('SIGINT', () => void running.end());
      process.once('SIGTERM', () => void running.end());
      await running.ended;
      return exitCodes.ok;
    }),
  );

command('sync', 'sync once, now')
  .addOption(new Option('--flow <flow>', 'which flow').choices(['import-orders']).default('import-orders'))
  .option('--order <order>', 'only this order, by its number or Shopify id')
  .option('--preview', 'show every write it would make, and make none')
  .action(
    doing(async (options, folder) => {
      const output = outputFor(options.json === true);
      const order = typeof options['order'] === 'string' ? options['order'] : undefined;
      const { preview, retryOrder, syncOnce } = await syncing();
      if (options['preview'] === true) return preview(folder, order, output);
      return order === undefined
        ? syncOnce(folder, options.json === true, output)
        : retryOrder(folder, order, undefined, output);
    }),
  );

command('pause', 'let syncing rest for an hour; orders wait safely in Shopify')
  .option('--until-tomorrow', 'until 08:00 tomorrow, in the shop’s zone, instead')
  .action(
    doing(async (options, folder) => {
      const { pause } = await pausing();
      return pause(
        folder,
        options['untilTomorrow'] === true ? 'until-tomorrow' : 'hour',
        outputFor(options.json === true),
      );
    }),
  );

command('resume', 'end a pause before its time').action(
  doing(async (options, folder) => (await pausing()).resume(folder, outputFor(options.json === true))),
);

command('status', 'how things stand').action(
  doing(async (options, folder) => (await looking()).status(folder, outputFor(options.json === true))),
);

command('trace', 'the whole story of one order')
  .argument('<order>', 'its number (1042 or #1042) or Shopify id')
  .action(
    doing(async (options, folder, [order = '']) =>
      (await looking()).trace(folder, order, outputFor(options.json === true)),
    ),
  );

command('verify', 'check that no stub was changed, removed or added').action(
  doing(async (options, folder) =>
    (await looking()).verify(folder, options.json === true, outputFor(options.json === true)),
  ),
);

const decisionFor = { acceptRisk: 'accept-risk', postAgain: 'post-again' } as const;

command('retry', 'look at one order again and post what is missing')
  .argument('[order]', 'its number (1042 or #1042) or Shopify id')
  .option('--all', 'every order that waits: after a right, a tax or a product was added in the ERP')
  .option('--accept-risk', 'import it although Shopify thinks it may be fraud')
  .option('--post-again', 'post it anew: its document is gone from the ERP and was not entered by hand')
  .action(
    doing(async (options, folder, [order], asked) => {
      const output = outputFor(options.json === true);
      const [{ retryOrder }, { retryAll }] = await Promise.all([syncing(), many()]);
      const decisions = (['acceptRisk', 'postAgain'] as const).filter(name => options[name] === true);
      if (options['all'] === true && order === undefined && decisions.length === 0) return retryAll(folder, output);
      if (options['all'] === true || order === undefined || decisions.length > 1)
        return asked.error('error: name one order and at most one decision, or say --all', {
          exitCode: exitCodes.usage,
        });
      const decision = decisions.map(name => decisionFor[name])[0];
      return retryOrder(folder, order, decision, output);
    }),
  );

command('ignore', 'leave orders that wait for a person out of the books, and say why')
  .argument('<orders...>', 'their numbers (1042 or #1042) or Shopify ids')
  .addOption(
    new Option('--reason <why>', `kept in their history for good, so no personal data (${longestReason} characters)`)
      .argParser(reasonArgument)
      .makeOptionMandatory(),
  )
  .action(
    doing(async (options, folder, orders) =>
      (await many()).ignore(folder, orders, String(options['reason']), outputFor(options.json === true)),
    ),
  );

await program.parseAsync();
