import { z } from 'zod';

import type { Undo } from '../policy/request';

const digits = z.string().regex(/^\d{1,16}$/);

const undoShape = z.object({
	object: z.string().regex(/^\d+$/),
	from: digits.transform(BigInt),
	to: digits.transform(BigInt),
	at: z.number(),
	by: z.string().nullable().default(null),
});

/** The column `undo` of an applied row, as it comes back: an object, or its JSON where a table has made text of it. */
export const undoParam = z
	.union([z.string(), z.record(z.unknown())])
	.transform((value, context): Undo => {
		const parsed = undoShape.safeParse(typeof value === 'string' ? fromJson(value) : value);
		if (parsed.success) return parsed.data;
		context.addIssue({
			code: z.ZodIssueCode.custom,
			message: value === '' ? 'is empty' : 'is not what this node gave out',
			params: { advice: 'Use the column undo of a row from the output Applied: {{ $json.undo }}. Rows that changed nothing, and undone ones, have none.' },
		});
		return z.NEVER;
	});

function fromJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined; // Then it is not what this node gave out.
	}
}

/** The column of an applied row. */
export const undoColumn = ({ object, from, to, at, by }: Undo) => ({ object, from: from.toString(), to: to.toString(), at, by });
