import type { IDataObject } from 'n8n-workflow';

import { ACCOUNTS, AD_SETS } from '../../../emulator/world/seedIds.mts';
import type { LogName } from '../guardMonth/badMeta.mts';
import { byId } from '../support/harness.mts';
import { Budgets, type Asked, type BudgetTally } from './budgets.mts';
import { onStage, type Stage, type Time } from './hostile.mts';

/**
 * By Rule on two workers, from reports that are whole, incomplete, read twice, overlapping, old or silent, with items of
 * another currency among them and numbers that are no numbers.
 */

const DAY = 86_400_000;
/** Days until conversions of a day have come in, by default. */
const LAG = 3;
/** In a report. */
const DAYS = 7;

/** A step needs a day that is wholly after the change before it, and old enough. */
const LEAST_BETWEEN = (1 + LAG) * DAY;

interface Ruled {
	readonly id: string;
	/** Of a day that costs 50: a number, or what a report has instead of one. */
	readonly results: string;
	readonly direction: 'up' | 'down' | 'none';
	readonly rule?: IDataObject;
}

const when = (...rows: Array<readonly [metric: string, operator: string, value: string]>): IDataObject => ({
	rows: rows.map(([metric, operator, value]) => ({ metric, operator, value })),
});

const cost = {
	raiseWhen: when(['costPerResult', 'below', '10'], ['results', 'above', '3']),
	raisePercent: '12',
	cutWhen: when(['costPerResult', 'above', '20']),
	cutPercent: '20',
};

const ruled: readonly Ruled[] = [
	{ id: '120211000000750001', results: '10', direction: 'up' },
	{ id: '120211000000750002', results: '1', direction: 'down' },
	{ id: '120211000000750003', results: '4', direction: 'none' },
	{ id: '120211000000750004', results: '', direction: 'none' },
	{ id: '120211000000750005', results: 'n/a', direction: 'none' },
	// Both sides are met, or one hangs on what is not known.
	{
		id: '120211000000750006',
		results: '10',
		direction: 'none',
		rule: { raiseWhen: when(['results', 'above', '1']), cutWhen: when(['spend', 'above', '1']) },
	},
	{
		id: '120211000000750007',
		results: '10',
		direction: 'none',
		rule: { raiseWhen: when(['roas', 'above', '1']), cutWhen: when(['frequency', 'above', '1']), cutMatch: 'any' },
	},
	{ id: '120211000000750008', results: '10', direction: 'none', rule: { raiseWhen: when(['reach', 'above', '1']) } },
];

const kinds = ['incomplete', 'repeated', 'overlapping', 'old', 'silent', 'foreign', 'tomorrow'] as const;
type Report = 'whole' | (typeof kinds)[number];

export async function ruleAdversary(log: LogName, { days, everyMinutes, seed }: Time): Promise<BudgetTally> {
	// The nights on which clocks change in the account's zone are in a month from here.
	const startAt = new Date('2027-02-01');
	return await onStage({ startAt, log, seed }, async (stage) => {
		const ids = ruled.map(({ id }) => id);
		const budgets = new Budgets(stage, ids, LEAST_BETWEEN);
		stage.meanwhile = () => budgets.person();
		for (let round = 0; round < (days * 1440) / everyMinutes; round += 1) {
			if (stage.often(0.05)) budgets.person();
			if (stage.often(0.03)) stage.pass(60 * Math.floor(36 * stage.chance()));
			const report: Report = stage.often(0.3) ? stage.pick(kinds) : 'whole';
			await budgets.round(askedOf(stage, report));
			stage.pass(everyMinutes - 10 + Math.floor(20 * stage.chance()));
		}
		return budgets.close();
	});
}

function askedOf(stage: Stage, report: Report): Asked {
	const items = ruled.flatMap((one) => itemsOf(one, stage.now(), report));
	const directions = ruled.map(({ id, direction }) => [id, report === 'whole' ? direction : 'none'] as const);
	if (report === 'foreign')
		items.push({ ...items[0], adAccount: byId(ACCOUNTS.usd), adSet: byId(AD_SETS.usdNoBudgetA) });
	return { items, directions: new Map(directions) };
}

/** One item a day of its report. */
function itemsOf({ id, results, rule = {} }: Ruled, now: number, report: Report): IDataObject[] {
	const day = (ago: number): string => new Date(now - ago * DAY).toISOString().slice(0, 10);
	const item = (ago: number, more: IDataObject = {}): IDataObject => ({
		change: 'rule',
		numbersFrom: 'own',
		adSet: byId(id),
		...cost,
		...rule,
		cost: '50',
		results: report === 'silent' ? '0' : results,
		...{ clicks: '100', impressions: '', leads: '', purchases: '' },
		resultValue: '',
		frequency: '1.5',
		since: day(ago),
		until: day(ago),
		reportComplete: '',
		...more,
	});
	const oldest = report === 'old' ? 40 : DAYS;
	const items = Array.from({ length: DAYS }, (_, index) => item(oldest - index));
	if (report === 'incomplete') items[1] = item(DAYS - 1, { reportComplete: false });
	if (report === 'repeated') items.push(item(5, { results: '9' }));
	if (report === 'overlapping') items.push(item(6, { until: day(4) }));
	if (report === 'tomorrow') items.push(item(-2));
	return items;
}
