import type { EditableSettings } from '../../../core/model/settings.ts';

/** The settings as they stand on the screen, and how a control changes them. */
export type Draft = {
  readonly draft: EditableSettings;
  readonly change: (part: Partial<EditableSettings>) => void;
};
