import { existsSync, renameSync, writeFileSync } from 'node:fs';
import { Command, Option } from 'commander';
import { DEFAULT_SCOPES } from '../../core/sample/shop/access.ts';
import { PLANS, type Plan } from '../../core/sample/shop/bucket.ts';
import type { Seed } from '../../core/sample/shop/seed.ts';
import { startSampleShop, type SampleShop } from '../../core/sample/shop/server.ts';
import { startTraffic } from '../../core/sample/shop/traffic.ts';
import { portNumber, wholeNumber } from '../numbers.ts';

/** `npm run sample-shop`: a made-up Shopify shop on this machine, to try Counterfoil against. */

interface Choices {
  readonly port: number;
  readonly seed?: string;
  readonly keep?: string;
  readonly empty?: boolean;
  readonly variants?: number;
  readonly plan: Plan;
  readonly allOrders?: boolean;
  readonly traffic?: number;
  readonly json?: boolean;
  readonly withParent?: boolean;
}

const plans: Plan[] = Object.keys(PLANS).filter((name): name is Plan => name in PLANS);

const program = new Command('sample-shop')
  .description("Answers Shopify's Admin API 2026-10 on 127.0.0.1 from a made-up shop.")
  .option('--port <number>', 'port to listen on; 0 takes a free one', portNumber, 0)
  .option('--seed <file>', 'a shop as a JSON file instead of the built-in one')
  .option('--keep <file>', 'go on from this file if it is there, and keep the shop in it')
  .option('--empty', 'the built-in catalogue without customers and orders')
  .option('--variants <number>', 'so many variants at two locations, without customers and orders', wholeNumber)
  .addOption(new Option('--plan <name>', 'Shopify plan; sets the query points').choices(plans).default('standard'))
  .option('--all-orders', 'also grant read_all_orders: orders older than 60 days can be read')
  .option('--traffic <seconds>', 'place a new order about every so often (0: none)', wholeNumber)
  .option('--json', 'print one line of JSON instead of words')
  .option('--with-parent', 'end when the program that started it says so, or ends');

async function main(): Promise<void> {
  const choices = program.parse().opts<Choices>();
  const file = choices.keep !== undefined && existsSync(choices.keep) ? choices.keep : choices.seed;
  const seed = file === undefined ? newShop(choices) : { file };
  const shop = await startSampleShop({
    port: choices.port,
    plan: choices.plan,
    seed,
    ...(choices.allOrders === true ? { scopes: [...DEFAULT_SCOPES, 'read_all_orders'] } : {}),
  });
  const keeping = await keptFrom(shop, choices.keep);
  const traffic = choices.traffic ? startTraffic(shop, { everyMs: choices.traffic * 1000 }) : null;
  console.log(choices.json === true ? JSON.stringify(facts(shop)) : words(shop, choices.traffic));
  const end = (): void => {
    traffic?.stop();
    keeping?.stop();
    shop.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.once('SIGTERM', end);
  process.once('SIGINT', end);
  if (choices.withParent === true) onceParentEnds(end);
}

function newShop({ empty, variants }: Choices): Seed {
  if (variants !== undefined && variants > 0) return { variants };
  return empty === true ? 'empty' : 'built-in';
}

/** A message in a process of Electron, which ends by itself with the app; elsewhere the end of standard input. */
function onceParentEnds(end: () => void): void {
  const { parentPort }: { readonly parentPort?: { once(event: 'message', heard: () => void): unknown } } = process;
  if (parentPort === undefined) process.stdin.once('end', end).once('error', end).resume();
  else parentPort.once('message', end);
}

/** A file that cannot be written is said at once, and the shop does not stay open. */
async function keptFrom(shop: SampleShop, file: string | undefined): Promise<{ stop: () => void } | undefined> {
  if (file === undefined) return undefined;
  try {
    return keep(shop, file);
  } catch (failure) {
    await shop.close();
    throw failure;
  }
}

/** Writes the shop to the file whenever it has changed, a second later at most, and once at the end. */
function keep(shop: SampleShop, file: string): { stop: () => void } {
  let written = '';
  const save = (): void => {
    const text = JSON.stringify(shop.store.toSeed());
    if (text === written) return;
    writeFileSync(`${file}.new`, text);
    renameSync(`${file}.new`, file);
    written = text;
  };
  save();
  const timer = setInterval(save, 1_000);
  return {
    stop: () => {
      clearInterval(timer);
      save();
    },
  };
}

function facts(shop: SampleShop) {
  return {
    url: shop.url,
    domain: shop.domain,
    accessToken: shop.accessToken,
    clientId: shop.clientId,
    clientSecret: shop.clientSecret,
    control: `${shop.url}/_sample`,
    locations: shop.locations,
  };
}

function trafficInWords(traffic: number | undefined): string {
  if (traffic === undefined) return '';
  return traffic === 0 ? '\nNo new orders come by themselves.\n' : `\nA new order comes about every ${traffic} s.\n`;
}

function words(shop: SampleShop, traffic: number | undefined): string {
  const post = `curl -s -X POST -H 'Content-Type: application/json' ${shop.url}/_sample`;
  return `
The sample shop "${shop.store.settings.name}" is open, with ${shop.store.allOrders().length} orders. It is made up.

  Address        ${shop.url}
  Shop           ${shop.domain}
  Access token   ${shop.accessToken}
  Client id      ${shop.clientId}
  Client secret  ${shop.clientSecret}
${trafficInWords(traffic)}
Place an order:
  ${post}/orders -d '{"lines":[{"sku":"MUG-SLT-350","quantity":2}],"guestEmail":"you@mail.example"}'

Make it misbehave (an empty list ends it):
  ${post}/faults -d '[{"kind":"http","status":503,"count":3}]'
  ${post}/faults -d '[{"kind":"lost-reply","mutationsOnly":true,"count":1}]'
  ${post}/token/revoke

All it offers: ${shop.url}/_sample
Ctrl+C closes it.
`;
}

/** What the system says in codes, for whoever mistyped a port or a file. */
function inWords(failure: unknown): string {
  if (!(failure instanceof Error)) return String(failure);
  const { code = '', port, path }: NodeJS.ErrnoException & { readonly port?: unknown } = failure;
  switch (code) {
    case 'EADDRINUSE':
      return `Another program on this PC uses port ${String(port)} already. Choose another with --port, or 0 for any free one.`;
    case 'EACCES':
    case 'EPERM':
      return path === undefined
        ? `This PC does not let the shop listen on port ${String(port)}. Choose another with --port, or 0 for any free one.`
        : `${path} may not be read or written by you. Name another file.`;
    case 'ENOENT':
    case 'ENOTDIR':
      return `There is no ${path ?? 'such file'}. Check the file's name and its folder.`;
    case 'EISDIR':
      return `${path ?? 'That'} is a folder. Name a file.`;
    default:
      return failure.message;
  }
}

main().catch((failure: unknown) => {
  console.error(inWords(failure));
  process.exitCode = 1;
});
