import { z } from 'zod';
import { SyncError, type SyncErrorOptions } from '../../errors.ts';
import type { Category } from '../../model/problem.ts';

/** What went wrong, from what Odoo or the network said. `debug` holds a traceback with data and is never looked at. */

const fault = z.object({ name: z.string().catch(''), message: z.string().catch('') });

const error = (category: Category, code: string, message: string, options: SyncErrorOptions = {}): SyncError =>
  new SyncError(category, code, message, { system: 'erp', ...options });

export const refused = (code: string, message: string, nextStep: string, said?: string): SyncError =>
  error('rejected', code, message, { nextStep, ...(said === undefined ? {} : { details: { odoo: said } }) });

export const periodLocked = (what: string, lockedTo: string, day: string): SyncError =>
  refused(
    'period-locked',
    `Odoo's books are locked up to ${lockedTo}; the ${what} is of ${day}.`,
    `Open the period in Odoo, or book this ${what} by hand.`,
  );

/** Another call is changing the same record: Odoo undid ours. */
const COLLISION = /could not serialize|concurrent update|deadlock detected|SerializationFailure|DeadlockDetected/i;
const LOCKED = /LockNotAvailable|could not obtain lock|being (upgraded|updated)|maintenance/i;
const AWAY = /OperationalError|InterfaceError|PoolError|connection already closed|server closed the connection/i;

const unreachable = (where: string, detail: string): SyncError =>
  error('transient', 'erp-unreachable', `Odoo does not answer at ${where}.`, {
    nextStep: 'See that the Odoo server is on and reachable from this PC.',
    details: { error: detail },
  });

const untrusted = (where: string, detail: string): SyncError =>
  error('auth', 'erp-certificate', `The secure connection to Odoo at ${where} could not be trusted.`, {
    nextStep: "Renew the certificate of the Odoo server, or correct Odoo's address in the settings.",
    details: { error: detail },
  });

/** No answer came, or it came too late: the request may have landed. `code`: of the network, such as ECONNREFUSED. */
export const networkFailure = (where: string, code: string): SyncError =>
  /CERT|SSL|TLS|SELF_SIGNED|UNABLE_TO_(VERIFY|GET)/.test(code) ? untrusted(where, code) : unreachable(where, code);

const needsSetUp = (code: string, message: string, nextStep: string, said: string): SyncError =>
  error('auth', code, message, { nextStep, details: { odoo: said } });

/** An answer with an HTTP status other than 200. `doing`: what was asked for, as a noun: "the sales order". */
export function httpFailure(status: number, body: unknown, doing: string, retryAfterMs: number | undefined): SyncError {
  const parsed = fault.safeParse(body);
  const { name, message } = parsed.success ? parsed.data : { name: '', message: '' };
  const said = message.slice(0, 500);
  // A rule of the business quotes names of products and people, which may say anything.
  const text = name.startsWith('odoo.exceptions.') ? name : `${name} ${message}`;
  const wait = retryAfterMs === undefined ? {} : { retryAfterMs };
  if (COLLISION.test(text)) return collision(doing);
  if (LOCKED.test(text))
    return error('busy', 'erp-locked', 'Odoo is locked or being maintained.', {
      nextStep: 'It goes on by itself when Odoo is free again.',
    });
  if (status === 408 || status === 429 || (status >= 502 && status <= 504))
    return error('transient', 'erp-unavailable', 'Odoo is not available at the moment.', {
      ...wait,
      details: { status: String(status) },
    });
  if (status === 401)
    return needsSetUp(
      'erp-key-refused',
      'Odoo does not accept the API key.',
      'Make a new API key in Odoo, put it in COUNTERFOIL_ERP_API_KEY, and start Counterfoil again.',
      said,
    );
  if (status === 403) return lacksRight(doing, said);
  if (status >= 300 && status < 400)
    return needsSetUp(
      'erp-address',
      "Odoo's address leads elsewhere.",
      "Correct Odoo's address in the settings.",
      String(status),
    );
  if (name === 'odoo.exceptions.MissingError')
    return refused('erp-record-missing', `A record for ${doing} is no longer in Odoo.`, 'Try again.', said);
  if (status === 404 && name === '')
    return needsSetUp(
      'erp-no-such-database',
      'There is no Odoo 19 with this database at the address.',
      "Correct Odoo's address and database in the settings.",
      '404',
    );
  if (status === 404)
    return needsSetUp(
      'erp-app-missing',
      'Odoo lacks an app that is needed.',
      'Install Sales, Inventory and Invoicing in Odoo.',
      said,
    );
  if (status === 422 && name.startsWith('odoo.exceptions.'))
    return refused(
      'erp-refused',
      `Odoo refused ${doing}.`,
      'Read what Odoo says in the details and put it right there.',
      said,
    );
  if (AWAY.test(text))
    return error('transient', 'erp-unreachable', "Odoo's database does not answer.", {
      nextStep: 'See that the database of the Odoo server is running.',
      details: { error: name },
    });
  return error('bug', 'erp-unexpected', `Odoo could not handle ${doing}.`, {
    nextStep: 'Report this with its details.',
    details: { status: String(status), name, odoo: said },
  });
}

/** Odoo's own words for a missing right, where a load tells it among its messages. */
const FORBIDDEN = /you are not allowed to (create|modify|access|delete)/i;

const lacksRight = (doing: string, said: string): SyncError =>
  needsSetUp(
    'erp-not-allowed',
    `The Odoo user of the API key lacks a right that is needed for ${doing}.`,
    "Give that user the rights for sales, invoicing, stock and contacts in Odoo's settings.",
    said.split('\n')[0] ?? '',
  );

const collision = (doing: string): SyncError =>
  error('transient', 'erp-collision', `Something else in Odoo was changing ${doing} at the same moment.`);

/** `load` answered 200 and wrote nothing. */
export function loadFailure(messages: readonly string[], doing: string): SyncError {
  const said = messages.join('; ').slice(0, 500);
  if (COLLISION.test(said)) return collision(doing);
  if (FORBIDDEN.test(said)) return lacksRight(doing, said);
  return refused(
    'erp-refused',
    `Odoo refused ${doing}.`,
    'Read what Odoo says in the details and put it right there.',
    said,
  );
}

/** Odoo told less than it said there is: nothing may be concluded from what is missing. */
export const halfAnswer = (doing: string, there: number, told: number): SyncError =>
  error('transient', 'erp-half-answer', `Odoo told only a part of ${doing}.`, {
    nextStep: 'It is read again by itself. If this stays, look at the Odoo server and at the rights of its user.',
    details: { there: String(there), told: String(told) },
  });

export const unexpectedAnswer = (doing: string, what: string): SyncError =>
  error('bug', 'erp-unexpected', `Odoo answered ${doing} in a way that is not known.`, {
    nextStep: 'Report this with its details.',
    details: { answer: what.slice(0, 500) },
  });
