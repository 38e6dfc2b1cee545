import { join } from 'node:path';
import { TextFile } from 'lowdb/node';
import { z } from 'zod';
import { missingSchema } from '../../core/agent/missing-schema.ts';
import { setupSteps } from '../../core/model/setup.ts';
import { inDataFolder } from '../data-folder.ts';

/** Set-up as far as it has come, in setup.json of the data folder: it can be left at any step. Never a secret. */
const draft = z.object({
  step: z.enum(setupSteps).default('welcome'),
  store: z
    .object({
      address: z.string().default(''),
      signIn: z.enum(['admin-token', 'client-credentials']).default('client-credentials'),
    })
    .prefault({}),
  erp: z.object({ kind: z.string().optional(), fields: z.record(z.string(), z.string()).default({}) }).prefault({}),
  /** What was matched up and is not yet in mappings.json. */
  chosen: z.array(z.object({ missing: missingSchema, code: z.string().nullable() })).default([]),
  from: z.iso.date().nullable().optional(),
});
export type Draft = z.output<typeof draft>;

const fileOf = (folder: string): TextFile => new TextFile(join(folder, 'setup.json'));

/** One that cannot be read counts as none: at worst something is typed once more. */
export async function readDraft(folder: string): Promise<Draft> {
  const text = await fileOf(folder)
    .read()
    .catch(() => null);
  try {
    return draft.parse(JSON.parse(text ?? '{}'));
  } catch {
    return draft.parse({});
  }
}

export const writeDraft = (folder: string, value: Draft): Promise<void> =>
  inDataFolder(folder, () => fileOf(folder).write(`${JSON.stringify(value, null, 2)}\n`));
