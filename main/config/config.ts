import { isAbsolute, join } from 'node:path';
import { SyncError } from '../../core/errors.ts';
import type { Mappings } from '../../core/model/mappings.ts';
import { editableOf, type EditableSettings, type Settings, type SettingsChange } from '../../core/model/settings.ts';
import type { Ownership } from '../../core/model/owned-field.ts';
import { standardOwnership } from '../../core/ownership/presets.ts';
import {
  type ConfigFile,
  type Override,
  readConfig,
  readPrevious,
  writeConfig,
  writeEditorSchema,
} from './config-file.ts';
import { variableIn, type Environment } from '../environment.ts';
import { endpoint } from './fields.ts';
import { mappingsFile, mappingsSchema } from './mappings-schema.ts';
import { ownershipFile, ownershipSchema } from './ownership-schema.ts';
import { settingsFile, settingsSchema } from './settings-schema.ts';

const SECRETS_HINT =
  'Counterfoil takes secrets from the environment: COUNTERFOIL_SHOP_TOKEN, COUNTERFOIL_SHOP_CLIENT_ID, ' +
  'COUNTERFOIL_SHOP_CLIENT_SECRET and COUNTERFOIL_ERP_API_KEY.';

const settingsConfig: ConfigFile<Settings> = {
  name: 'settings',
  written: settingsFile,
  schema: settingsSchema,
  secretsHint: SECRETS_HINT,
};
const mappingsConfig: ConfigFile<Mappings> = {
  name: 'mappings',
  written: mappingsFile,
  schema: mappingsSchema,
  secretsHint: SECRETS_HINT,
};

const ownershipConfig: ConfigFile<{ readonly fields: Ownership }> = {
  name: 'ownership',
  written: ownershipFile,
  schema: ownershipSchema,
  secretsHint: SECRETS_HINT,
};

/**
 * The settings in force: settings.json with its defaults, the environment's overrides, and paths made absolute.
 * Not meant for writing back: an override would become permanent.
 */
export async function readSettings(folder: string, env: Environment = process.env): Promise<Settings> {
  const settings = await readConfig(folder, settingsConfig, withEndpoint(shopEndpoint(env)));
  if (settings === undefined) throw noSettings(folder);
  const { erp } = settings;
  if (erp.kind !== 'sample' || isAbsolute(erp.folder)) return settings;
  return { ...settings, erp: { ...erp, folder: join(folder, erp.folder) } };
}

const noSettings = (folder: string): SyncError =>
  new SyncError('rejected', 'settings-missing', `There is no settings.json in ${folder} yet.`, {
    system: 'agent',
    nextStep: 'Write one; docs/settings.md has an example to start from.',
  });

/** Where the shop answers instead of its own address. @throws SyncError naming the variable */
export function shopEndpoint(env: Environment): string | undefined {
  const value = variableIn(env, 'COUNTERFOIL_SHOP_ENDPOINT');
  if (value === undefined) return undefined;
  const { error } = endpoint.safeParse(value);
  if (error === undefined) return value;
  const words = error.issues.map(issue => issue.message).join(' or ');
  throw new SyncError('rejected', 'settings-invalid', `COUNTERFOIL_SHOP_ENDPOINT must be ${words}.`, {
    system: 'agent',
    nextStep: 'Correct this environment variable or remove it.',
  });
}

const withEndpoint =
  (origin: string | undefined): Override =>
  content => {
    if (origin === undefined || !isGroup(content) || !isGroup(content['shop'])) return content;
    return { ...content, shop: { ...content['shop'], endpoint: origin } };
  };

const isGroup = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const writeSettings = (folder: string, settings: Settings): Promise<void> =>
  writeConfig(folder, settingsConfig, settings);

/** As a person wrote them, for writing back: no override, paths as they stand. Undefined where there is no file. */
export const writtenSettings = (folder: string): Promise<Settings | undefined> => readConfig(folder, settingsConfig);

/**
 * Changes some of settings.json and leaves the rest as a person wrote it: no override of the environment, no default.
 * @throws SyncError naming the field; the file stays as it was then
 */
export async function changeSettings(folder: string, change: SettingsChange): Promise<void> {
  const written = await writtenSettings(folder);
  if (written === undefined) throw noSettings(folder);
  await writeSettings(folder, { ...written, ...editableOf({ ...written, ...withoutGaps(change) }) });
}

const withoutGaps = (change: SettingsChange): Partial<EditableSettings> =>
  Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));

/** Empty where there is no mappings.json: everything that needs one is then asked for. */
export const readMappings = async (folder: string): Promise<Mappings> =>
  (await readConfig(folder, mappingsConfig)) ?? mappingsSchema.parse({});

export const writeMappings = (folder: string, mappings: Mappings): Promise<void> =>
  writeConfig(folder, mappingsConfig, mappings);

/** The standard one where there is no ownership.json. */
export const readOwnership = async (folder: string): Promise<Ownership> =>
  (await readConfig(folder, ownershipConfig))?.fields ?? standardOwnership;

export const readPreviousOwnership = async (folder: string): Promise<Ownership | undefined> =>
  (await readPrevious(folder, ownershipConfig))?.fields;

/** Every field with its owner, so that another version's standard changes nothing of what was agreed. */
export const writeOwnership = (folder: string, fields: Ownership): Promise<void> =>
  writeConfig(folder, ownershipConfig, { fields });

/** So that an editor helps before the first write too. */
export async function writeEditorSchemas(folder: string): Promise<void> {
  await writeEditorSchema(folder, settingsConfig);
  await writeEditorSchema(folder, mappingsConfig);
  await writeEditorSchema(folder, ownershipConfig);
}
