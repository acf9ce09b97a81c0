import { features } from './features.mts';

/** Each feature beside each other one, in both orders, and beside itself in a second workflow. */
export const existingPairs: ReadonlyArray<readonly [string, string]> = features.flatMap(({ name: one }) =>
	features.map(({ name: other }) => [one, other] as const),
);
