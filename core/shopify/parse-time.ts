import { z } from 'zod';
import { epochMs, instantOf, type Instant } from '../model/time.ts';

/** In UTC with `Z`, whatever offset it came with. */
export const instant = z.iso
  .datetime({ offset: true })
  .transform((value): Instant => (value.endsWith('Z') ? value : instantOf(epochMs(value))));
