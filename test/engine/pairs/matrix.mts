import { features } from './features.mts';

/** Each feature next to each other one, in both orders, and next to itself in a second workflow. */
export const existingPairs: ReadonlyArray<readonly [string, string]> = features.flatMap(({ name: one }) =>
	features.map(({ name: other }) => [one, other] as const),
);
