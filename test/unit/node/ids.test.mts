import * as fc from 'fast-check';

import { adAccountId, idTexts, objectId } from '../../../nodes/shared/node/pickers/ids.ts';

describe('ids', () => {
	it('take digits of any length, as text or exact number, and never a number that lost some', () => {
		fc.assert(
			fc.property(fc.bigInt({ min: 10_000n, max: 10n ** 25n }), (id) => {
				expect(objectId.parse(` ${id} `)).toBe(String(id));
				for (const given of [`${id}`, `act_${id}`, `ACT_${id}`]) expect(adAccountId.parse(given)).toBe(`act_${id}`);
				const asNumber = Number(id);
				const read = objectId.safeParse(asNumber);
				if (Number.isSafeInteger(asNumber)) expect(read.data).toBe(String(id));
				else if (read.success) expect(read.data).toBe(String(id));
			}),
		);
	});

	it.each(['', '  ', '1234', '12a45', '1.2021e17', '-12345', '12345.0', 'act_12345', '12 345'])(
		'refuse %p for an object',
		(id) => {
			expect(objectId.safeParse(id).success).toBe(false);
		},
	);
});

it.each<[unknown, string[]]>([
	['12345, 67890;1 ,', ['12345', '67890', '1']],
	['', []],
	[' ', []],
	[12345, ['12345']],
	[
		['12345', 67890, ''],
		['12345', '67890'],
	],
])('%j is a list of %j', (given, ids) => {
	expect(idTexts.parse(given)).toEqual(ids);
});

it.each([null, undefined, {}, true, [null], [1.2021e17]])('%j is no list of ids', (given) => {
	expect(idTexts.safeParse(given).success).toBe(false);
});
