import type { StartedReport } from '../../nodes/MetaInsights/started/startedReport.ts';
import { columnSettings } from './columnSettings.mts';

const RANGE = { since: '2026-11-01', until: '2026-11-10' };
const IDENTITY = ['account_id', 'account_name', 'campaign_id', 'campaign_name'];

/** The plan that Report → Start hands on for one running part: Campaigns of the first ten days of November 2026. */
export const startedPlan = (account: string, run: string): StartedReport => ({
	version: 1,
	account: { id: account, name: 'Shop', currency: 'USD', timeZone: 'America/New_York' },
	startedAt: Date.UTC(2026, 10, 25),
	choices: {
		columns: 'all',
		several: false,
		compare: false,
		timeIncrement: 'day',
		adDetails: false,
		byCreative: false,
		tellsComplete: false,
		readableNames: false,
	},
	output: {
		kind: 'auto',
		sortBy: '',
		sortDirection: 'desc',
		alwaysOutputRow: false,
		escapeFormulas: false,
		summary: false,
		onIncomplete: 'fail',
		replacesRows: false,
	},
	asked: {
		query: {
			account,
			node: account,
			nodeLevel: 'account',
			level: 'campaign',
			fields: IDENTITY,
			breakdowns: [],
			actionBreakdowns: [],
			windows: [],
			increment: 1,
			filtering: [],
		},
		columns: columnSettings('campaign', ['delivery']),
		periods: [RANGE],
		previous: [],
		remarks: [],
	},
	entries: [
		{
			part: { period: RANGE, fields: IDENTITY },
			before: false,
			run,
			state: 'running',
			percent: 0,
			movedAt: 0,
			restarts: 0,
		},
	],
	missing: [],
	splits: { dates: 0, objects: 0, fields: 0 },
	restarts: 0,
});
