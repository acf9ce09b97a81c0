import { castArray } from 'lodash';
import { z } from 'zod';

import { weekHoursField } from '../../meta/hours/weekFields';
import { rows } from '../../shared/form/collections';
import { readDecimal } from '../../shared/form/decimal';
import { field, type Field } from '../../shared/form/field';
import { decimal, note } from '../../shared/form/kinds';
import { problem } from '../../shared/form/words';
import { idText } from '../../shared/node/pickers/ids';

/** Guards that are more than a number or a switch. */

export const allowedHoursField = weekHoursField(
	'Allowed Hours',
	'allowedHours',
	'When changes are allowed, in the ad account’s time zone. If not set, at any hour.',
	'Add the hours in which changes are allowed, or remove the field.',
);

/** A list as it is typed, as an expression gives it, or one ID alone. */
const asLines = (enteredValue: unknown): unknown[] =>
	typeof enteredValue === 'string' ? enteredValue.split('\n') : castArray(enteredValue);

/** What expressions make of nothing: separators without anything between them, an empty list, a missing value as text. */
const NOTHING = /^(?:[\s,;]*|\[\s*\]|null|undefined)$/;

/**
 * One entry a line. A line with commas counts as a whole and in parts, since names can contain commas and lists can be
 * written with them.
 */
const protectedEntries = z
	.preprocess(asLines, z.array(idText))
	.transform((lines) => lines.flatMap((line) => [line, ...line.split(',')]))
	.transform((entries) => entries.map((entry) => entry.trim()).filter((entry) => !NOTHING.test(entry)))
	.superRefine((entries, context) => {
		// A list that came out empty protects nothing, and nobody would see it.
		const mend =
			'Enter what must not be touched, or check the expression that fills this field. To protect nothing, remove it.';
		if (entries.length === 0) problem(context, [], 'is empty', mend);
	});

export const protectedField = field(
	{
		displayName: 'Protected',
		name: 'protected',
		type: 'string',
		typeOptions: { rows: 3 },
		default: '',
		placeholder: 'e.g. Brand campaign',
		description: 'IDs, names or labels of campaigns and ad sets that are never touched, one per line',
	},
	protectedEntries,
);

/** A figure of the item. What is no number, or could be two, is unknown, which is something else than small. */
function figureOf(enteredValue: unknown): number | null {
	if (typeof enteredValue === 'number') return Number.isFinite(enteredValue) ? enteredValue : null;
	const reading = typeof enteredValue === 'string' ? readDecimal(enteredValue) : undefined;
	return reading !== undefined && 'value' in reading ? Number(reading.value) : null;
}

const figureField: Field<'value', number | null> = {
	name: 'value',
	property: { displayName: 'Value', name: 'value', type: 'string', default: '', placeholder: 'e.g. {{ $json.spend }}' },
	// An item without the figure is held with the reason, as one with too little of it is; it is no mistake of the form.
	read: figureOf,
};

export const minimumDataField = rows(
	{
		displayName: 'Minimum Data',
		name: 'minimumData',
		placeholder: 'Add Figure',
		description: 'Numbers in the item that must be large enough to act on',
		row: { name: 'rows', displayName: 'Number' },
	},
	[
		note({
			displayName: 'Name',
			name: 'name',
			placeholder: 'e.g. Amount Spent',
			description: 'What to call the number in the output’s reason',
		}),
		figureField,
		decimal({ displayName: 'At Least', name: 'least', default: '0' }),
	],
);
