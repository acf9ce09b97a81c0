import { z } from 'zod';

import type { Measured } from '../measured.mts';

/** What each part measured last, by its name, with when and where. */
export const keptParts = z.record(z.string(), z.object({ setting: z.string(), measured: z.unknown() }));
type KeptParts = z.infer<typeof keptParts>;

/** This program wrote it: a part's figures have the shape that the part gives. */
export const measuredOf = (kept: KeptParts): Partial<Measured> =>
	Object.fromEntries(Object.entries(kept).map(([name, { measured }]) => [name, measured]));

export const settingsOfParts = (kept: KeptParts): Array<readonly [part: string, setting: string]> =>
	Object.entries(kept).map(([name, { setting }]) => [name, setting]);
