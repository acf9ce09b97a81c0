import type { IDataObject } from 'n8n-workflow';

import { recordedRows } from '../../../nodes/MetaInsights/rows/recordedRows.ts';
import { keepRecord, placeOfRow, recordsBefore, type ReportRecord } from '../../../nodes/meta/report/reportRecord.ts';
import { reportsOfOwnRow, reportsOfRow } from '../../../nodes/meta/report/rowReport.ts';

/** Which report a row is of, where an execution has got several. */

const report = (more: Partial<ReportRecord> = {}): ReportRecord => ({
	...{ account: { id: '101', name: 'One', timeZone: 'Europe/Berlin' }, currency: 'EUR', converted: null },
	...{ environment: 'meta', level: 'adset', idColumn: 'adset_id', increment: 1, rowPeriods: [], previous: [] },
	...{ periods: [{ since: '2026-11-01', until: '2026-11-28' }], asOf: 0, isComplete: true, limit: null, rowCount: 5 },
	...{
		filters: [],
		mayLackGone: false,
		isPartial: false,
		kinds: null,
		byType: {},
		counts: {},
		breakdowns: [],
		names: {},
		rowMarks: null,
	},
	...more,
});

const row = { adset_id: '7', date_start: '2026-11-03', date_stop: '2026-11-03', spend: 12 };

it('an ad set’s row is of no report by campaign, which has the campaign’s ID as well', () => {
	const byCampaign = report({ level: 'campaign', idColumn: 'campaign_id' });
	const adSetRow = { ...row, campaign_id: '3' };
	const levelsOf = (item: IDataObject, records: readonly ReportRecord[]) =>
		reportsOfRow(item, records).map((one) => one.report.level);
	expect(levelsOf(adSetRow, [byCampaign])).toEqual([]);
	expect(levelsOf({ ...adSetRow, adset_id: '' }, [byCampaign])).toEqual(['campaign']);
	expect(levelsOf(adSetRow, [byCampaign, report()])).toEqual(['adset']);
});

it('a row that may be of several reports of its account counts as of each of them', () => {
	const [cut, other] = [
		report({ limit: 3, isPartial: true }),
		report({ account: { id: '202', name: 'Two', timeZone: 'UTC' } }),
	];
	expect(reportsOfOwnRow(row, [report(), cut, other], { id: 'act_101' })).toEqual([report(), cut]);
	// Only foreign ones: the step is to say so.
	expect(reportsOfOwnRow(row, [other], { id: 'act_101' })).toEqual([other]);
	expect(reportsOfOwnRow({ answer: 'yes' }, [report()], { id: 'act_101' })).toEqual([]);
});

it('a 31st stands on the last day of a shorter month, and each of the two rows there has its own counts', () => {
	const days = ['2026-10-30', '2026-10-31'].map((before) => ({
		...{ adset_id: '7', date_start: '2026-11-28', date_stop: '2026-11-28', spend: 12, previous_date_start: before },
	}));
	const counts = Object.fromEntries(days.map((day, index) => [placeOfRow(day, 'adset_id', []), { clicks: 5 + index }]));
	const clicks = recordedRows(days, [report({ counts })], ['clicks']).map((one) => one.row.clicks);
	expect(clicks).toEqual([5, 6]);
});

describe('records of one node', () => {
	const context = {};
	const n8n = {
		getContext: () => context,
		getNode: () => ({ name: 'Get' }),
		getParentNodes: () => [{ name: 'Get' }],
	} as never;

	it.each<Partial<ReportRecord>>([{ currency: 'USD' }, { breakdowns: ['gender'] }, { limit: 5 }, { level: 'ad' }])(
		'of the same days, but with %j, stand next to each other; one that is got again takes its own place',
		(more) => {
			keepRecord(n8n, report());
			keepRecord(n8n, report(more));
			keepRecord(n8n, report({ rowCount: 6 }));
			const kept = recordsBefore(n8n);
			expect(kept).toContainEqual(report(more));
			expect(kept).toContainEqual(report({ rowCount: 6 }));
			expect(kept).not.toContainEqual(report());
		},
	);
});
