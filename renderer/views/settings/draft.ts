import type { EditableSettings } from '../../../core/model/settings.ts';

/** The settings as they stand on the screen, and how a control changes them. */
export type Draft = {
  readonly draft: EditableSettings;
  readonly change: (part: Partial<EditableSettings>) => void;
};

let left: { readonly known: string; readonly draft: EditableSettings } | undefined;

/** What was changed and not saved when the screen was left; nothing once the settings are others. */
export const leftDraft = (known: EditableSettings): EditableSettings | undefined =>
  left?.known === JSON.stringify(known) ? left.draft : undefined;
export const leaveDraft = (known: EditableSettings, draft: EditableSettings): void => {
  left = { known: JSON.stringify(known), draft };
};
