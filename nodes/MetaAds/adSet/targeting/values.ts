import { z } from 'zod';

import { InputProblem } from '../../../shared/form/problem';
import { problem } from '../../../shared/form/words';
import { idText } from '../../../shared/node/pickers/ids';
import { AUTOMATIC_PLACEMENTS } from './facts/choices';

/** The checks a targeting's values pass; together with `partsOf` they are the way from the form to Meta's structure. */

export const countryCodes = z.array(z.string().trim().toUpperCase()).superRefine((codes, context) => {
	const wrong = codes.find((code) => !/^[A-Z]{2}$/.test(code));
	if (wrong !== undefined) problem(context, [], `cannot have “${wrong}”`, 'Use two-letter country codes, such as US.');
});

/** What Meta names a place by: digits mostly, but not only. */
export const placeKey = idText.superRefine((key, context) => {
	if (key === '')
		problem(
			context,
			[],
			'is empty',
			'Choose one from the list. If an expression fills the field, it came out empty for this item.',
		);
});

export const zipKey = placeKey.superRefine((key, context) => {
	if (!/^[A-Z]{2}:.+/.test(key))
		problem(context, [], `cannot be “${key}”`, 'Write a ZIP code with its country: US:94103.');
});

/** Meta counts its languages from 1. */
export const localeKey = placeKey.superRefine((key, context) => {
	if (!/^\d+$/.test(key))
		problem(context, [], `cannot be “${key}”`, 'Choose a language from the list, or enter the number Meta gives it.');
});

export const devicesCheck = z.array(z.string().trim().min(1)).min(1);

export const placementsCheck = z.array(z.string().trim()).superRefine((placements, context) => {
	const wrong = placements.find(
		(placement) => placement !== AUTOMATIC_PLACEMENTS && !/^[a-z_]+:[a-z0-9_]+$/.test(placement),
	);
	if (wrong !== undefined)
		problem(context, [], `cannot have “${wrong}”`, 'Write platform and position, such as instagram:story.');
	if (placements.length === 0)
		problem(context, [], 'is empty', 'Choose Automatic, or the placements to show the ads in.');
	if (placements.length > 1 && placements.includes(AUTOMATIC_PLACEMENTS)) {
		problem(context, [], 'combines Automatic with others', 'Remove Automatic to choose by hand, or all others.');
	}
});

/** Meta's limits for the distance around a city (Marketing API, "Basic targeting"). */
const radiusLimits = { mile: [10, 50], kilometer: [17, 80] } as const;

interface CityRow {
	readonly city: string;
	readonly radius: number;
	readonly distanceUnit: keyof typeof radiusLimits;
}

/** A city as Meta writes it. */
export interface City {
	readonly key: string;
	readonly radius?: number;
	readonly distance_unit?: string;
}

/** @throws InputProblem at the radius */
export function cityOf({ city, radius, distanceUnit }: CityRow, at: readonly PropertyKey[]): City {
	if (radius === 0) return { key: city };
	const [least, most] = radiusLimits[distanceUnit];
	if (radius < least || radius > most) {
		const advice = `Enter ${least} to ${most} ${distanceUnit}s, or 0 for the city alone.`;
		throw new InputProblem([...at, 'radius'], `cannot be ${radius}`, advice);
	}
	return { key: city, radius, distance_unit: distanceUnit };
}
