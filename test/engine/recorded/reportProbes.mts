import type { IDataObject } from 'n8n-workflow';

import { ACCOUNTS } from '../../../emulator/world/seedIds.mts';
import { byId, runNode, emulatorCredential, type NodeResult } from '../support/harness.mts';
import { dayAgo } from '../support/lives/days.mts';
import type { InsightsBench } from '../support/insights.mts';
import { bodyOf, give, type RecordedAnswer } from './answer.mts';

/** Reports, report runs and pages as others recorded them, read by the operations that ask for them. */

/** What a recorded report was asked with. */
interface ReportShape {
	readonly level: string;
	readonly breakdowns: readonly string[];
	readonly actionBreakdowns: readonly string[];
	readonly windows: readonly string[];
	readonly fieldSets?: readonly string[];
}

/** Of the ad account, and of a report run. */
const INSIGHTS = '[^/]+/insights';

/** The days of the rows, where Meta still has such days; those of an old recording are asked for as the last month. */
function daysOf(rows: readonly IDataObject[]): IDataObject {
	const days = rows.flatMap(({ date_start: from, date_stop: to }) => [String(from), String(to)]).sort();
	const [since = dayAgo(30), until = dayAgo(1)] = [days[0], days.at(-1)];
	return since < dayAgo(365)
		? { dateRange: 'custom', since: dayAgo(30), until: dayAgo(1) }
		: { dateRange: 'custom', since, until: until < since ? since : until };
}

export const recordedRows = (answer: RecordedAnswer, now: number): IDataObject[] =>
	(JSON.parse(bodyOf(answer, now)) as { data: IDataObject[] }).data;

/** The rows that Get makes of a recorded page. */
export async function reportedBy(bench: InsightsBench, answer: RecordedAnswer): Promise<NodeResult> {
	const { level, breakdowns, actionBreakdowns, windows, fieldSets } = answer.form as unknown as ReportShape;
	give(bench.emulator, answer, INSIGHTS, 'GET', 1);
	// What is asked in parts gets its rows once.
	give(bench.emulator, { ...answer, body: { data: [] } }, INSIGHTS, 'GET');
	return await bench.run('get', {
		...daysOf(recordedRows(answer, bench.emulator.world.clock.now())),
		level,
		breakdowns: [...breakdowns],
		...(fieldSets === undefined ? {} : { fieldSets: [...fieldSets] }),
		options: {
			...(actionBreakdowns.length === 0 ? {} : { actionBreakdowns: [...actionBreakdowns] }),
			...(windows.length === 0 ? {} : { attributionWindows: [...windows] }),
		},
	});
}

/** The state that Check tells of a run that answers so; a run that Meta gave up is begun again. */
export async function stateOfRun(bench: InsightsBench, answer: RecordedAnswer): Promise<string> {
	bench.emulator.control.setInsights({ jobSeconds: 600 });
	const { rows: started } = await bench.run('start', {});
	const [run = ''] = (started[0]?.report_run_ids ?? []) as string[];
	give(bench.emulator, { ...answer, body: bodyOf(answer, 0).replaceAll('{{run}}', run) }, run, 'GET');
	const { rows } = await bench.run('check', { plan: '={{ $json.plan }}' }, { items: started });
	const isAnother = !((rows[0]?.report_run_ids ?? []) as string[]).includes(run);
	return rows[0]?.state === 'running' && isAnother ? 'again' : String(rows[0]?.state);
}

/** Rows of a list whose first page is shorter than what was asked for. */
export async function pagedRows(bench: InsightsBench, answer: RecordedAnswer): Promise<IDataObject[]> {
	const { first, then } = answer.body as { first: number; then: number };
	const path = `${ACCOUNTS.usd}/campaigns`;
	const campaign = (index: number): IDataObject => ({ id: String(120210000000000100n + BigInt(index)), name: 'Any' });
	const page = (from: number, count: number, after?: string): RecordedAnswer => ({
		...answer,
		body: {
			data: Array.from({ length: count }, (_, index) => campaign(from + index)),
			paging: { cursors: { before: 'a', after: after ?? 'z' }, ...(after === undefined ? {} : { next: 'https://x/' }) },
		},
	});
	const { control, world } = bench.emulator;
	const send = (one: RecordedAnswer, nth: number): void =>
		control.addFault({
			match: { path, method: 'GET', nth },
			fault: { kind: 'http', status: 200, body: bodyOf(one, world.clock.now()), contentType: 'application/json' },
		});
	send(page(0, first, 'next'), 1);
	send(page(first, then), 2);
	const { rows } = await runNode({
		credential: emulatorCredential(bench.emulator.url),
		parameters: { resource: 'campaign', operation: 'getMany', adAccount: byId(ACCOUNTS.usd), returnAll: true },
	});
	return rows;
}
