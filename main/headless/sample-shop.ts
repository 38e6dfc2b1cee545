import { existsSync, renameSync, writeFileSync } from 'node:fs';
import { Command, Option } from 'commander';
import { DEFAULT_SCOPES } from '../../core/sample/shop/access.ts';
import { PLANS, type Plan } from '../../core/sample/shop/bucket.ts';
import { startSampleShop, type SampleShop } from '../../core/sample/shop/server.ts';
import { startTraffic } from '../../core/sample/shop/traffic.ts';
import { portNumber, wholeNumber } from './numbers.ts';

/** `npm run sample-shop`: a made-up Shopify shop on this machine, to try Counterfoil against. */

interface Choices {
  readonly port: number;
  readonly seed?: string;
  readonly keep?: string;
  readonly empty?: boolean;
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
  .addOption(new Option('--plan <name>', 'Shopify plan; sets the query points').choices(plans).default('standard'))
  .option('--all-orders', 'also grant read_all_orders: orders older than 60 days can be read')
  .option('--traffic <seconds>', 'place a new order every so often', wholeNumber)
  .option('--json', 'print one line of JSON instead of words')
  .option('--with-parent', 'end when standard input ends');

async function main(): Promise<void> {
  const choices = program.parse().opts<Choices>();
  const file = choices.keep !== undefined && existsSync(choices.keep) ? choices.keep : choices.seed;
  const seed = file !== undefined ? { file } : choices.empty === true ? 'empty' : 'built-in';
  const shop = await startSampleShop({
    port: choices.port,
    plan: choices.plan,
    seed,
    ...(choices.allOrders === true ? { scopes: [...DEFAULT_SCOPES, 'read_all_orders'] } : {}),
  });
  const traffic = choices.traffic ? startTraffic(shop, { everyMs: choices.traffic * 1000 }) : null;
  console.log(choices.json === true ? JSON.stringify(facts(shop)) : words(shop, choices.traffic));
  const keeping = choices.keep === undefined ? undefined : keep(shop, choices.keep);
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
  if (choices.withParent === true) process.stdin.once('end', end).once('error', end).resume();
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

function words(shop: SampleShop, traffic: number | undefined): string {
  const post = `curl -s -X POST -H 'Content-Type: application/json' ${shop.url}/_sample`;
  return `
The sample shop "${shop.store.settings.name}" is open, with ${shop.store.allOrders().length} orders. It is made up.

  Address        ${shop.url}
  Shop           ${shop.domain}
  Access token   ${shop.accessToken}
  Client id      ${shop.clientId}
  Client secret  ${shop.clientSecret}
${traffic === undefined ? '' : `\nA new order comes about every ${traffic} s.\n`}
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

main().catch((failure: unknown) => {
  console.error(failure instanceof Error ? failure.message : failure);
  process.exitCode = 1;
});
