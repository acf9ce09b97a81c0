import { z } from 'zod';

import { json } from '../../shared/form/kinds';
import { problem } from '../../shared/form/words';
import { MINUTE_MS } from '../../shared/durations';
import { parsedJson } from '../../shared/record';
import type { Undo } from '../policy/request';

const digits = z.string().regex(/^\d{1,16}$/);

const undoShape = z.object({
	object: z.string().regex(/^\d+$/),
	from: digits,
	to: digits,
	at: z.number(),
	doneBy: z.number().optional(),
	by: z.string().nullable().default(null),
	schedule: z.string().regex(/^\d+$/).optional(),
});

/** The column `undo` of an applied row. Amounts are text in it: JSON has no exact numbers of their kind. */
export type UndoColumn = z.output<typeof undoShape>;

/** It comes back as it was, or as JSON where a table has made text of it. */
const undoCheck = z.union([z.string(), z.record(z.unknown())]).transform((value, context): UndoColumn => {
	const result = undoShape.safeParse(parsedJson(value));
	if (result.success) return result.data;
	const mend =
		'Use the column undo of a row from the output Applied: {{ $json.undo }}. Rows that changed nothing, and undone ones, have none.';
	problem(context, [], value === '' ? 'is empty' : 'is not from this node', mend);
	return z.NEVER;
});

export const undoField = (description: string) =>
	json({ displayName: 'Undo', name: 'undo', default: '={{ $json.undo }}', description }, undoCheck);

export const undoOf = ({ from, to, ...rest }: UndoColumn): Undo => ({ ...rest, from: BigInt(from), to: BigInt(to) });

/** The column of an applied row. */
export const undoColumn = ({ object, from, to, at, doneBy = at, by, schedule }: Undo): UndoColumn => ({
	object,
	from: from.toString(),
	to: to.toString(),
	at,
	by,
	...(doneBy > at + MINUTE_MS && { doneBy }),
	...(schedule !== undefined && { schedule }),
});
