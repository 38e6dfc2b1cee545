#!/usr/bin/env node
import { Argument, Command, Option } from 'commander';
import { flowNames } from '../../core/model/write.ts';
import { longestReason } from '../../core/model/reason.ts';
import { dataFolder, sampleFolder } from '../data-folder.ts';
import { keepHeapSmall } from '../small-heap.ts';
import { version } from '../version.ts';
import { exitCodes, outputFor } from './commands/output.ts';
import { explain } from './explain.ts';
import { portNumber } from '../numbers.ts';
import { reasonArgument } from './reason-argument.ts';
import { flowNamed, stubNumber, syncWish } from './sync-flags.ts';

type Common = { readonly data?: string; readonly json?: boolean };

// What a command needs is loaded when it runs, on a heap that was told to stay small.
keepHeapSmall();
const looking = () => import('./commands/looking.ts');
const syncing = () => import('./commands/syncing.ts');
const deciding = () => import('./commands/deciding.ts');
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
  .addOption(new Option('--flow <flow>', 'this flow alone (default: all)').choices([...flowNames, 'all']))
  .option('--order <order>', 'only this order, by its number or Shopify id')
  .option('--preview', 'show every write it would make, and make none')
  .option('--record <record>', 'with --preview: only this record, by order number, SKU or Shopify id')
  .option('--csv <file>', 'with --preview: write the whole list to this file, for a spreadsheet')
  .action(
    doing(async (options, folder, _args, asked) => {
      const output = outputFor(options.json === true);
      const wish = syncWish(options);
      switch (wish.kind) {
        case 'refused':
          return asked.error(`error: ${wish.why}`, { exitCode: exitCodes.usage });
        case 'preview':
          return (await import('./commands/previewing.ts')).preview(folder, wish, output);
        case 'order':
          return (await syncing()).retryOrder(folder, wish.order, undefined, output);
        case 'all':
          return (await syncing()).syncOnce(folder, false, options.json === true, output);
        case 'flow':
          return wish.flow === 'import-orders'
            ? (await syncing()).syncOnce(folder, true, options.json === true, output)
            : (await deciding()).again(folder, wish.flow, output);
      }
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

command('trace', 'the whole story of one order, product or stock level')
  .argument('<record>', 'an order’s number (1042 or #1042), a SKU, a product’s title, or Shopify’s id')
  .action(
    doing(async (options, folder, [record = '']) =>
      (await looking()).trace(folder, record, outputFor(options.json === true)),
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

command('undo', 'what taking back one write would do; with --yes it is done')
  .argument('<stub>', 'the number of the write’s stub, as trace shows it', stubNumber)
  .option('--yes', 'take it back, where nothing has changed since')
  .action(
    doing(async (options, folder, [stub = '']) =>
      (await deciding()).undo(folder, stubNumber(stub), options['yes'] === true, outputFor(options.json === true)),
    ),
  );

/** Orders are posted one by one: no plan of theirs is held. */
const flowArgument = () =>
  new Argument('<flow>', 'the flow').choices(flowNames.filter(name => name !== 'import-orders'));

command('approve', 'let a held plan pass, after a look at its list')
  .addArgument(flowArgument())
  .argument('<key...>', 'the plan’s key, as status shows it')
  .action(
    doing(async (options, folder, [flow, ...key]) =>
      (await deciding()).approve(folder, flowNamed(flow), key.join(' '), outputFor(options.json === true)),
    ),
  );

command('again', 'compare a flow anew: a held plan that no longer needs a person is written')
  .addArgument(flowArgument())
  .action(
    doing(async (options, folder, [flow]) =>
      (await deciding()).again(folder, flowNamed(flow), outputFor(options.json === true)),
    ),
  );

command('choose', 'decide what a product, a stock level or a location’s first stock waits for')
  .argument('<record>', 'its id, name or SKU, as status shows it')
  .argument('[choice]', 'one of the choices that status shows (left out: they are listed)')
  .action(
    doing(async (options, folder, [record = '', choice]) =>
      (await deciding()).choose(folder, record, choice, outputFor(options.json === true)),
    ),
  );

await program.parseAsync();
