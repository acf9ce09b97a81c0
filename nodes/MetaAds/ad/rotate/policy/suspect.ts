import type { AdRecord } from './record';
import type { RotationSettings } from './rotation';
import { figures, shareInWords, times } from './words';

/**
 * Once so much is used up, in targets, an ad is a suspect from so many times the target on. Early figures are mostly luck,
 * so they have to be worse. Nothing is proven by this (`docs/development/rotation-simulation.md` shows how often it is wrong), so it
 * pauses nothing.
 */
const TIERS = [
	{ from: 7, above: 1.5 },
	{ from: 4, above: 2 },
	{ from: 2, above: 3.75 },
] as const;

/** And so much worse than most others of its group: where all are bad, the count may be at fault. */
const WORSE_THAN_OTHERS = 1.25;

/** Times the target so far. Without a result the next one is taken to come now: more is not known yet. */
const soFar = ({ expected, results }: { readonly expected: number; readonly results: number }): number =>
	expected / Math.max(1, results);

/**
 * A sentence if the ad looks bad, although too little is known to call it a loser.
 *
 * @param level what most others of its group reach, 1 = the target
 */
export function suspectOf({ counted, aside }: AdRecord, level: number, settings: RotationSettings): string | null {
	const all = { expected: counted.expected + aside.expected, results: counted.results + aside.results };
	const worse = Math.min(soFar(counted), soFar(all));
	const tier = TIERS.find(({ from }) => counted.expected >= from);
	if (tier === undefined || worse < tier.above || worse * level < WORSE_THAN_OTHERS) return null;
	return (
		`Looks bad, but that isn’t certain yet: ${figures(counted, settings)}. It used up ${times(counted.expected)} what a result may take; ` +
		`from ${tier.from} times on, ${tier.above} times the target makes a suspect.${besideOthers(level)}`
	);
}

const besideOthers = (level: number): string =>
	level < 1 ? ` Most other ads of its group bring ${shareInWords(level)} of the expected results.` : '';
