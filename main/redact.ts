/**
 * Takes customer data and secrets out of what goes to the log. Structure first (a field called "email" is
 * hidden whatever it holds), then patterns. It hides too much rather than too little; a name in lower case without a label
 * is the one thing no pattern finds, so messages never carry names to begin with.
 */
export type Redactor = {
  /** From now on this value appears nowhere. */
  readonly hide: (secret: string) => void;
  readonly text: (value: string) => string;
  /** Of anything at all: errors, cycles and throwing getters included. Never throws. */
  readonly value: (value: unknown) => Json;
};

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

const SECRET = '[secret]';
const PERSONAL = '[personal]';

export function createRedactor(): Redactor {
  const hidden = new Set<string>();
  const text = (raw: string): string => {
    let safe = raw.slice(0, LONGEST);
    for (const secret of hidden) safe = safe.replaceAll(secret, SECRET);
    return RULES.reduce((at, rule) => rule(at), safe);
  };
  return {
    hide(secret) {
      if (secret.length < SHORTEST_SECRET) return;
      const inText = JSON.stringify(secret).slice(1, -1);
      const bytes = Buffer.from(secret);
      const forms = [secret, inText, encodeURIComponent(secret), bytes.toString('base64'), bytes.toString('base64url')];
      for (const form of forms.toSorted((a, b) => b.length - a.length)) hidden.add(form);
    },
    text,
    value: raw => walk(raw, text, []),
  };
}

const LONGEST = 8_000;
/** Shorter ones would blank out ordinary words. */
const SHORTEST_SECRET = 5;
const DEEPEST = 6;

type Text = (raw: string) => string;

function walk(raw: unknown, text: Text, above: readonly object[]): Json {
  try {
    if (typeof raw === 'string') return text(raw);
    if (typeof raw === 'number' || typeof raw === 'boolean') return raw;
    if (raw === null || raw === undefined) return null;
    if (typeof raw === 'bigint' || typeof raw === 'symbol') return text(raw.toString());
    if (typeof raw === 'function' || ArrayBuffer.isView(raw)) return '[data]';
    if (raw instanceof Date) return raw.toISOString();
    if (above.includes(raw) || above.length >= DEEPEST) return '...';
    if (raw instanceof Error) return walkError(raw, text, above);
    const within = [...above, raw];
    if (Array.isArray(raw)) return raw.slice(0, 100).map(item => walk(item, text, within));
    const fields = Object.entries(raw).slice(0, 100);
    return Object.fromEntries(
      fields.map(([key, value]) => [text(key), hiddenBy(key, value) ?? walk(value, text, within)]),
    );
  } catch {
    return '[unreadable]';
  }
}

/** Of an error only what helps: an HTTP client's error carries its request, with the token and the customer's data. */
function walkError(error: Error, text: Text, above: readonly object[]): Json {
  const within = [...above, error];
  const known: Readonly<Record<string, unknown>> = Object.fromEntries(Object.entries(error));
  const picked = ['category', 'code', 'system', 'status', 'details'].filter(key => known[key] !== undefined);
  const frames = (error.stack ?? '').split('\n').filter(line => /^\s+at /.test(line));
  return {
    error: text(error.name),
    message: text(error.message),
    ...Object.fromEntries(picked.map(key => [key, walk(known[key], text, within)])),
    ...(error.cause === undefined ? {} : { cause: walk(error.cause, text, within) }),
    ...(error instanceof AggregateError ? { errors: walk(error.errors, text, within) } : {}),
    stack: frames.slice(0, 8).map(frame => text(shortFrame(frame))),
  };
}

/** Paths name the person whose PC it is; the last two parts are enough to find the line. */
const shortFrame = (frame: string): string => frame.trim().replace(/[^\s()]*[\\/]([^\\/\s()]+[\\/][^\\/\s()]+)/, '$1');

const wordsOf = (key: string): readonly string[] =>
  key
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter(word => word !== '');

const set = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/));
const SECRET_WORDS = set(
  'token tokens secret secrets password passwd passphrase pwd pass authorization auth bearer cookie cookies apikey signature hmac credential credentials jwt session',
);
const SECRET_PAIRS = /\b(api|access|private|client) (key|id)\b/;
const PERSONAL_WORDS = set(
  'name names firstname lastname fullname surname email emails mail phone phones mobile tel telephone fax address addresses street city town province county zip postcode postal company customer recipient contact buyer shopper person responsible birthday iban ip latitude longitude note notes headers body query',
);
const HARMLESS_WORDS = set('id ids count counts length ms code kind state status');

function hiddenBy(key: string, value: unknown): string | undefined {
  if (typeof value === 'boolean' || value === null || value === undefined || value === '') return undefined;
  const words = wordsOf(key);
  if (words.some(word => SECRET_WORDS.has(word)) || SECRET_PAIRS.test(words.join(' '))) {
    return typeof value === 'number' && words.some(word => HARMLESS_WORDS.has(word)) ? undefined : SECRET;
  }
  if (words.some(word => HARMLESS_WORDS.has(word))) return undefined;
  return words.some(word => PERSONAL_WORDS.has(word)) ? PERSONAL : undefined;
}

type Rule = (at: string) => string;
const replace =
  (pattern: RegExp, by: string): Rule =>
  at =>
    at.replace(pattern, by);

/** `key: value` and `key=value` within a text: JSON, headers, forms. */
const pairs: Rule = at =>
  at.replace(
    /(\\*["']?)([A-Za-z][\w-]*)\1(\s*[:=]\s*)(\[(?:secret|personal|email|phone|query)\]|\\*"(?:[^"\\]|\\(?!")|\\.)*?\\*"|'[^'\n]*'|[^\s,;&"'}\]]+)/g,
    (whole: string, quote: string, key: string, mark: string, value: string) => {
      const by = hiddenBy(key, value);
      return by === undefined ? whole : `${quote}${key}${quote}${mark}${by}`;
    },
  );

/** Words of our own that start with a capital; two others in a row are taken for a name. */
const OUR_WORDS = set(
  `counterfoil shopify erp api admin graphql http https get post put patch delete json url utc gmt sku vat tax sql tls ssl dns
  id ok pc node the a an of in to and or not no sales order orders invoice invoices payment payments credit note line lines run
  flow cursor journal settings mappings data shop store sample error syntaxerror typeerror rangeerror syncerror axioserror
  january february march april may june july august september october november december
  monday tuesday wednesday thursday friday saturday sunday secret personal email phone gb uk us eu gbp usd eur`,
);
const names: Rule = at =>
  at.replace(
    /(?<![\p{L}\d_[/])\p{Lu}[\p{L}'’-]*\.?(?:,? (?:(?:van|von|der|den|de|la|le|di|da|bin|al|y) )*\p{Lu}[\p{L}'’-]*)+/gu,
    run => {
      const others = run.split(/[\s,]+/).filter(word => !OUR_WORDS.has(word.toLowerCase().replace(/\.$/, '')));
      return others.length >= 2 ? PERSONAL : run;
    },
  );

const RULES: readonly Rule[] = [
  replace(/:\/\/[^/\s@"']*@/g, `://${SECRET}@`),
  replace(/\b(bearer|basic|digest|negotiate)\s+[\w.~+/=-]{6,}/gi, `$1 ${SECRET}`),
  replace(/\bshp[a-z]{2,4}_\w+/gi, SECRET),
  replace(/\beyJ[\w-]+\.[\w-]+\.?[\w-]*/g, SECRET),
  replace(/(:\/\/[^\s"'?#]*|\s\/[^\s"'?#]*)[?#](?!\[query\])[^\s"')\]]*/g, '$1?[query]'),
  replace(/(?:\/home|\/Users|\b[A-Za-z]:\\+Users)[/\\]+[^/\\'":,;]+/g, '~'),
  pairs,
  replace(/[^\s"'<>()[\]{},;:=|/]+(?:@|%40)[^\s"'<>()[\]{},;|/]+/gi, '[email]'),
  replace(/(?<![\w-])(?=[a-z\d]*\d)[a-f\d]{32,}(?![\w-])/gi, SECRET),
  replace(/(?<![\w/+=-])(?=[\w+/=-]*\d)(?=[\w+/=-]*[a-z])(?=[\w+/=-]*[A-Z])[\w+/=-]{40,}/g, SECRET),
  replace(/(?<![\w.:/#-])(?:\+|00)\d[\d\s().-]{6,17}\d(?![\w-])/g, '[phone]'),
  replace(/(?<![\w.:/#-])\(?0[1-9]\d{0,4}\)?[\s./-]?\d{2,5}[\s.-]?\d{2,6}(?:[\s.-]?\d{2,4})?(?![\w-])/g, '[phone]'),
  replace(/(?<![\w.:/#-])\(?\d{3}\)?[\s.-]\d{3}[\s.-]\d{4}(?![\w-])/g, '[phone]'),
  replace(/(?<![\w.:/#-])\d{10,15}(?![\w.-])/g, '[phone]'),
  replace(/\b(?:P\.?\s?O\.? ?Box|Flat|Apt\.?|Apartment|Suite) \w+/gi, PERSONAL),
  replace(
    /\b\d{1,5}[A-Za-z]?,? (?:[\p{L}'’.-]+ ){0,3}(?:street|st|road|rd|lane|ln|avenue|ave|drive|dr|close|court|crescent|square|place|terrace|gardens|mews|hill|park|boulevard|blvd|highway)\b\.?/giu,
    PERSONAL,
  ),
  replace(/\b[\p{L}-]+(?:stra(?:ß|ss)e|str\.|weg|platz|gasse|laan|straat) \d+\w?/giu, PERSONAL),
  replace(/\b(?:rue|avenue|boulevard|via|calle|place) (?:[\p{L}'’]+ ){0,3}[\p{L}'’]+,? \d+/giu, PERSONAL),
  replace(/\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b/g, PERSONAL),
  replace(/\b[A-Z]{2} \d{5}(?:-\d{4})?\b/g, PERSONAL),
  names,
  replace(
    /\b(Mrs?|Ms|Miss|Dr|Prof|Herr|Frau|Dear|[Cc]ustomer|[Nn]ame|[Rr]ecipient|[Bb]uyer)\.?:? ["'“]?\p{Lu}[\p{L}'’-]+["'”]?/gu,
    `$1 ${PERSONAL}`,
  ),
  replace(/\p{Lo}[\p{Lo}\p{M} ]*/gu, PERSONAL),
];
