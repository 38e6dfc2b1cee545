import { erpUrl } from '../../../main/config/fields.ts';
import { inspect } from 'node:util';
import { afterEach, expect, test } from 'vitest';
import { z } from 'zod';
import { SyncError } from '../../../core/errors.ts';
import { createClient } from '../../../core/erp/odoo/client.ts';
import type { Secrets } from '../../../core/ports.ts';
import { answer, fault, openOdooDouble, type OdooDouble, type Reply } from './odoo-double.ts';

const KEY = 'the-secret-key';
const secrets: Secrets = { get: () => Promise.resolve(KEY) };
const signal = (): AbortSignal => new AbortController().signal;
let double: OdooDouble | undefined;
afterEach(async () => {
  await double?.close();
  double = undefined;
});

async function failureOf(reply: Reply | 'hang', timeoutMs = 5000): Promise<SyncError> {
  double = await openOdooDouble(() => reply);
  const client = createClient({ url: double.url, database: 'shop' }, secrets, timeoutMs);
  const error: unknown = await client
    .call('the sales order', 'sale.order/action_confirm', { ids: [1] }, z.literal(true), signal())
    .catch((reason: unknown) => reason);
  if (!(error instanceof SyncError)) throw new Error(`No SyncError: ${String(error)}`);
  expect(error.system).toBe('erp');
  return error;
}

const user = 'odoo.exceptions.UserError';
test.each<[string, Reply, string, string]>([
  ['a revoked key', fault(401, 'werkzeug.exceptions.Unauthorized', 'Invalid apikey'), 'auth', 'erp-key-refused'],
  [
    'a missing right',
    fault(403, 'odoo.exceptions.AccessError', 'Not allowed\n- Zoë (id=9)'),
    'auth',
    'erp-not-allowed',
  ],
  [
    'a missing app',
    fault(404, 'werkzeug.exceptions.NotFound', "the model 'sale.order' does not exist"),
    'auth',
    'erp-app-missing',
  ],
  ['an unknown database', { status: 404, body: '<html>' }, 'auth', 'erp-no-such-database'],
  ['a redirect', { status: 303, body: '', headers: { location: 'https://elsewhere.example/' } }, 'auth', 'erp-address'],
  [
    'a deleted record',
    fault(404, 'odoo.exceptions.MissingError', 'Record does not exist'),
    'rejected',
    'erp-record-missing',
  ],
  ['a rule of the business', fault(422, user, 'No.'), 'rejected', 'erp-refused'],
  ['wrong data', fault(422, 'odoo.exceptions.ValidationError', 'No.'), 'rejected', 'erp-refused'],
  ['wrong arguments', fault(422, 'werkzeug.exceptions.UnprocessableEntity', 'missing'), 'bug', 'erp-unexpected'],
  ['a proxy without its server', { status: 502, body: 'Bad gateway' }, 'transient', 'erp-unavailable'],
  ['a full server', { status: 503, body: '' }, 'transient', 'erp-unavailable'],
  [
    'a collision',
    fault(500, 'psycopg2.errors.SerializationFailure', 'could not serialize access'),
    'transient',
    'erp-collision',
  ],
  ['a lock', fault(500, 'psycopg2.errors.LockNotAvailable', 'could not obtain lock on row'), 'busy', 'erp-locked'],
  [
    'a database that went away',
    fault(500, 'psycopg2.OperationalError', 'server closed'),
    'transient',
    'erp-unreachable',
  ],
  ['an error of its own', fault(500, 'builtins.ValueError', 'Invalid field x'), 'bug', 'erp-unexpected'],
  ['a wizard in place of the deed', answer({ type: 'ir.actions.act_window', res_id: 3 }), 'bug', 'erp-unexpected'],
  ['a page in place of an answer', { status: 200, body: '<html>' }, 'bug', 'erp-unexpected'],
])('classifies %s', async (_name, reply, category, code) => {
  const error = await failureOf(reply);
  expect({ category: error.category, code: error.code }).toEqual({ category, code });
});

test('keeps what Odoo says for the details, and neither its traceback nor the key', async () => {
  const error = await failureOf(fault(422, user, 'Some orders are not in a state requiring confirmation.'));
  expect(error.details['odoo']).toBe('Some orders are not in a state requiring confirmation.');
  expect(error.message).toBe('Odoo refused the sales order.');
  expect(inspect(error, { depth: 10 })).not.toMatch(/Traceback|zoe@/);
});

test('takes the server’s own wish for a pause', async () => {
  expect((await failureOf({ status: 503, body: '', headers: { 'retry-after': '7' } })).retryAfterMs).toBe(7000);
});

test('gives up on a server that does not answer: it may have done it', async () => {
  const error = await failureOf('hang', 50);
  expect(error).toMatchObject({ category: 'transient', code: 'erp-unreachable' });
  expect(inspect(error, { depth: 10 })).not.toContain(KEY);
});

test('says that nobody listens', async () => {
  double = await openOdooDouble(() => 'hang');
  const { url } = double;
  await double.close();
  const client = createClient({ url, database: 'shop' }, secrets);
  const error: unknown = await client.version(signal()).catch((reason: unknown) => reason);
  expect(error).toMatchObject({
    category: 'transient',
    code: 'erp-unreachable',
    message: `Odoo does not answer at ${new URL(url).host}.`,
    details: { error: 'ECONNREFUSED' },
  });
  expect(inspect(error, { depth: 10 })).not.toContain(KEY);
});

test('stops in the middle of a call with the reason it was given', async () => {
  double = await openOdooDouble(() => 'hang');
  const client = createClient({ url: double.url, database: 'shop' }, secrets);
  const controller = new AbortController();
  const reason = new Error('enough');
  setTimeout(() => controller.abort(reason), 30);
  await expect(client.call('x', 'y/z', {}, z.unknown(), controller.signal)).rejects.toBe(reason);
});

test('asks for the key again after it was refused', async () => {
  const keys = ['old', 'new'];
  double = await openOdooDouble((_path, nth) =>
    nth === 1 ? fault(401, 'Unauthorized', 'Invalid apikey') : answer(true),
  );
  const client = createClient({ url: double.url, database: 'shop' }, { get: () => Promise.resolve(keys.shift()) });
  const call = () => client.call('x', 'y/z', {}, z.literal(true), signal());
  await expect(call()).rejects.toMatchObject({ category: 'auth' });
  expect(await call()).toBe(true);
  expect(double.asked.map(one => one.authorization)).toEqual(['bearer old', 'bearer new']);
});

test('says that there is no key', async () => {
  const client = createClient(
    { url: 'http://127.0.0.1:1', database: 'shop' },
    { get: () => Promise.resolve(undefined) },
  );
  const call = client.call('x', 'y/z', {}, z.unknown(), signal());
  await expect(call).rejects.toMatchObject({ category: 'auth', code: 'erp-key-missing' });
});

test.each(['http://erp.example.com', 'ftp://erp.example.com', 'erp.example.com', ''])(
  'sends no key to %j: encrypted, or within the local network',
  url => {
    expect(() => createClient({ url, database: 'shop' }, secrets)).toThrow(/https/);
  },
);

test.each(['http://office-server:8069', 'http://192.168.1.4:8069', 'http://localhost:8069', 'https://erp.example.com'])(
  'takes %j, as settings.json does',
  url => {
    expect(() => createClient({ url, database: 'shop' }, secrets)).not.toThrow();
    expect(erpUrl.safeParse(url).success).toBe(true);
  },
);

test.each([
  [['could not serialize access due to concurrent update'], 'transient', 'erp-collision'],
  [['No matching record found for database id 9'], 'rejected', 'erp-refused'],
])('a load that wrote nothing: %j', async (messages, category, code) => {
  double = await openOdooDouble(() =>
    answer({ ids: false, messages: messages.map(message => ({ message })), nextrow: 0 }),
  );
  const client = createClient({ url: double.url, database: 'shop' }, secrets);
  const load = client.load('the sales order', 'sale.order', ['id'], [['counterfoil.x']], signal());
  await expect(load).rejects.toMatchObject({ category, code });
  expect(double.asked[0]?.body).toMatchObject({ context: { mode: 'update', noupdate: true, tz: 'UTC' } });
});
