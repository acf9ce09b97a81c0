import { leftOut } from '../../../nodes/MetaInsights/render/notes/leftOut.ts';

describe('what a report leaves out', () => {
	const failed = (name: string, reason: string) => ({ account_id: '1', account_name: name, report_error: reason });

	it('names the ad account that a report of several could not get', () => {
		expect(leftOut([{ spend: 1, report_error: null }, { spend: 1 }, failed('Shop', 'No access')])).toEqual([
			'The report of Shop failed and is missing here: No access.',
		]);
		expect(leftOut([{ account_id: '7', report_error: 'Gone.' }])).toEqual([
			'The report of 7 failed and is missing here: Gone.',
		]);
	});

	it('names all of them, and the reason of the first', () => {
		expect(leftOut([failed('Shop', 'No access'), failed('Tokyo', 'x'.repeat(500)), failed('Oslo', 'Gone')])).toEqual([
			'The reports of Shop, Tokyo and Oslo failed and are missing here. The first of them: No access.',
		]);
	});

	it('names the columns with numbers that it cannot read', () => {
		expect(leftOut([{ spend: '12,50', clicks: '3' }, { spend: 'n/a', clicks: '' }, { spend: 4 }])).toEqual([
			'Not added up: spend. A number could not be read, such as “12,50”. Write numbers as 1234.50.',
		]);
		expect(leftOut([{ spend: '1 000' }, { spend: '€ 7', leads: '2 of 3' }, { reach: '1,5' }])).toEqual([
			'Not added up: spend, leads. 3 numbers could not be read, such as “1 000”. Write numbers as 1234.50.',
		]);
	});
});
