import { z } from 'zod';

import { problem } from '../../shared/node/params';
import { pickedId } from '../asset/pickedId';
import { targetingJsonParam } from '../targeting/targetingJson';
import { AUTOMATIC_PLACEMENTS } from './choices';

/** The checks a targeting's form passes; together with `partsOf` they are the way from the form to Meta's structure. */

/** What a picker holds, which n8n hands over as an object where the picker lies in a collection. */
const unwrapped = (picked: unknown): unknown => (typeof picked === 'object' && picked !== null && 'value' in picked ? (picked.value ?? '') : picked);

const pickedKey = z.preprocess(unwrapped, z.union([z.string(), z.number()]).transform((key) => String(key).trim()).pipe(z.string().min(1)));

/** Rows of a repeating field, each with one picker. */
const rowsOf = <Row extends z.ZodTypeAny>(name: string, row: Row) =>
	z
		.object({ rows: z.array(z.object({ [name]: row } as Record<string, Row>)).default([]) })
		.default({ rows: [] })
		.transform(({ rows }) => rows.map((entry) => entry[name] as z.output<Row>));

const countryCodes = z.array(z.string().trim().toUpperCase()).superRefine((codes, context) => {
	const wrong = codes.find((code) => !/^[A-Z]{2}$/.test(code));
	if (wrong !== undefined) problem(context, [], `cannot have “${wrong}”`, 'Use two-letter country codes, such as US.');
});

/** Meta targets people from 13; 65 means 65 and older (Marketing API, "Targeting restrictions"). */
const ageParam = z.coerce.number().int().min(13).max(65);

const zipKey = pickedKey.superRefine((key, context) => {
	if (!/^[A-Z]{2}:.+/.test(key)) problem(context, [], `cannot be “${key}”`, 'Write a ZIP code with its country: US:94103.');
});

/** Meta's limits for the distance around a city (Marketing API, "Basic targeting"). */
const radiusLimits = { mile: [10, 50], kilometer: [17, 80] } as const;

const cityRows = z
	.object({
		rows: z
			.array(
				z
					.object({ city: pickedKey, radius: z.coerce.number().int().min(0).default(0), distanceUnit: z.enum(['mile', 'kilometer']).default('mile') })
					.superRefine(({ radius, distanceUnit }, context) => {
						const [least, most] = radiusLimits[distanceUnit];
						if (radius !== 0 && (radius < least || radius > most)) {
							problem(context, ['radius'], `cannot be ${radius}`, `Enter ${least} to ${most} ${distanceUnit}s, or 0 for the city alone.`);
						}
					}),
			)
			.default([]),
	})
	.default({ rows: [] })
	.transform(({ rows }) => rows.map(({ city, radius, distanceUnit }) => (radius === 0 ? { key: city } : { key: city, radius, distance_unit: distanceUnit })));

const placementsParam = z.array(z.string().trim()).superRefine((placements, context) => {
	const wrong = placements.find((placement) => placement !== AUTOMATIC_PLACEMENTS && !/^[a-z_]+:[a-z0-9_]+$/.test(placement));
	if (wrong !== undefined) problem(context, [], `cannot have “${wrong}”`, 'Write platform and position, such as instagram:story.');
	if (placements.length === 0) problem(context, [], 'is empty', 'Choose Automatic, or the placements to show the ads in.');
	if (placements.length > 1 && placements.includes(AUTOMATIC_PLACEMENTS)) {
		problem(context, [], 'has Automatic beside others', 'Remove Automatic to choose by hand, or all others.');
	}
});

const locale = pickedKey.transform(Number).pipe(z.number().int());

export const targetingShape = {
	ageMax: ageParam.optional(),
	ageMin: ageParam.optional(),
	behaviors: rowsOf('behavior', pickedId).optional(),
	cities: cityRows.optional(),
	customAudiences: rowsOf('audience', pickedId).optional(),
	devices: z.array(z.string().trim().min(1)).min(1).optional(),
	excludedCities: cityRows.optional(),
	excludedCountries: countryCodes.optional(),
	excludedCustomAudiences: rowsOf('audience', pickedId).optional(),
	excludedRegions: rowsOf('region', pickedKey).optional(),
	gender: z.enum(['all', 'men', 'women']).optional(),
	interests: rowsOf('interest', pickedId).optional(),
	locales: rowsOf('locale', locale).optional(),
	placements: placementsParam.optional(),
	regions: rowsOf('region', pickedKey).optional(),
	targetingJson: targetingJsonParam.optional(),
	zips: rowsOf('zip', zipKey).optional(),
};

export const countriesParam = countryCodes;

/** What a form says of a targeting, each part under its field's name; the countries and the switch may lie elsewhere. */
export type TargetingForm = Omit<z.output<z.ZodObject<typeof targetingShape>>, 'targetingJson'> & {
	readonly countries?: readonly string[];
	readonly advantageAudience?: boolean;
};

interface AgesAndJson {
	readonly ageMin?: number;
	readonly ageMax?: number;
	readonly targetingJson?: unknown;
}

/** What holds for the collection as a whole, wherever it lies. */
export function checkTogether(context: z.RefinementCtx, targeting: AgesAndJson & object): void {
	const { ageMin, ageMax, targetingJson, ...others } = targeting;
	if (ageMin !== undefined && ageMax !== undefined && ageMin > ageMax) {
		problem(context, ['targeting', 'ageMax'], 'is below Minimum Age', 'Enter an age from Minimum Age up.');
	}
	const beside = [...Object.keys(others), ...(ageMin === undefined ? [] : ['ageMin']), ...(ageMax === undefined ? [] : ['ageMax'])];
	if (targetingJson !== undefined && beside.length > 0) {
		problem(context, ['targeting', 'targetingJson'], 'cannot be combined with other targeting fields', 'It is the whole targeting. Remove it, or the other fields.');
	}
}
