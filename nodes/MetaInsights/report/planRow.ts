import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import type { AccountFacts } from '../../shared/node/session';
import type { Asked } from './asked';
import type { ReportForm } from './params';
import { percentOf, readPlan, stateOf, type Plan, type StartedReport } from './startedReport';

/** The report under way, carried by the item. */
export const planField: INodeProperties = {
	displayName: 'Plan',
	name: 'plan',
	type: 'json',
	required: true,
	default: '={{ $json.plan }}',
	description: 'The report under way, as Start or Check returned it',
};

export const planParam = z.unknown().transform((value, context): Plan => {
	const plan = readPlan(value);
	if (plan !== null) return plan;
	const empty = value === undefined || value === null || value === '';
	context.addIssue({
		code: z.ZodIssueCode.custom,
		message: empty ? 'is empty' : 'is not a report under way',
		params: { advice: 'Use {{ $json.plan }} of the item that Report → Start or Check returned, unchanged.' },
	});
	return z.NEVER;
});

/** What a plan keeps of the form: dates are worked out already, and date objects would not survive as JSON. */
export const keptForm = (form: ReportForm): ReportForm => ({ ...form, since: undefined, until: undefined, ranges: [] });

export function planOf(form: ReportForm, asked: Asked, account: string, entries: Plan['entries'], { completeness }: StartedReport): Plan {
	return {
		version: 1,
		account,
		form: keptForm(form),
		asked,
		entries,
		missing: [...completeness.missing],
		splits: { ...completeness.splits },
		restarts: completeness.restarts,
	};
}

/** A report under way as an item: where it stands, and the plan to go on with. */
export function planRow(plan: Plan, account: AccountFacts): IDataObject {
	const { entries, asked } = plan;
	return {
		state: stateOf(entries),
		percent: percentOf(entries),
		runs: entries.length,
		runs_done: entries.filter(({ state }) => state === 'done').length,
		report_run_ids: entries.map(({ run }) => run),
		problem: entries.find(({ state }) => state === 'failed')?.problem ?? null,
		account_id: account.id.replace(/^act_/, ''),
		account_name: account.name,
		account_currency: account.currency,
		account_timezone: account.timeZone,
		date_start: asked.periods[0].since,
		date_stop: asked.periods[asked.periods.length - 1].until,
		plan: plan as unknown as IDataObject,
	};
}
