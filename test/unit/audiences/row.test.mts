import { audienceRow } from '../../../nodes/MetaAudiences/audience/kind.ts';

const account = { id: 'act_1', name: 'Shop', currency: 'EUR', timeZone: 'Europe/Berlin' };
const cellsOf = (retentionDays: unknown, size: unknown, ratio?: unknown): unknown[] => {
	const row = audienceRow(
		{
			id: '23850000000000001',
			retention_days: retentionDays,
			approximate_count_lower_bound: size,
			lookalike_spec: { ratio },
		},
		account,
	);
	return [row.retentionDays, row.sizeFrom, row.lookalikeSize];
};

it.each([
	['as Meta sends them', [30, 1000, 0.01], [30, 1000, '1%']],
	['all as text', ['30', '1000', '0.01'], [30, 1000, '1%']],
	['none yet', [-1, -1], [null, null, null]],
	['nothing', [undefined, undefined], [null, null, null]],
	['numbers beyond all numbers', [Infinity, Infinity, Infinity], [null, null, null]],
	['what is no number', [{}, '1,000', 'one percent'], [null, null, null]],
	['what could pass for one', [true, [1000]], [null, null, null]],
])('days, people and size of an audience: %s', (_, [days, size, ratio], cells) => {
	expect(cellsOf(days, size, ratio)).toEqual(cells);
});
