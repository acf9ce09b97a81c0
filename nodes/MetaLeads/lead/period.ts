import { LEADS_KEPT_DAYS, type LeadSpan } from '../../meta/leads/leads';
import { mayBeEmpty, shownWhen } from '../../shared/form/field';
import { choice, moment, wholeNumber } from '../../shared/form/kinds';
import { InputProblem } from '../../shared/form/problem';
import { toInstant } from '../../shared/accountTime';

const HOURS_KEPT = LEADS_KEPT_DAYS * 24;

export const periodFields = [
	choice({
		displayName: 'Period',
		name: 'period',
		options: [
			{ name: 'All Available Data', value: 'all', description: 'The last 90 days' },
			{ name: 'Between Two Times', value: 'between' },
			{ name: 'Last Hours', value: 'lastHours' },
		],
		default: 'lastHours',
		description: 'When the leads were sent. Meta keeps leads for 90 days.',
	}),
	shownWhen(
		{ period: ['lastHours'] },
		wholeNumber({ displayName: 'Hours', name: 'hours', default: '24', least: 1, most: HOURS_KEPT }),
	),
	shownWhen(
		{ period: ['between'] },
		moment({
			displayName: 'Since',
			name: 'since',
			required: true,
			description: 'In n8n’s time zone, unless the value has a time zone of its own',
		}),
	),
	shownWhen(
		{ period: ['between'] },
		mayBeEmpty(
			moment({
				displayName: 'Until',
				name: 'until',
				description: 'A date alone means the end of that day. If empty, until now.',
			}),
		),
	),
] as const;

interface PeriodParams {
	readonly period: 'all' | 'between' | 'lastHours';
	readonly hours?: number;
	readonly since?: string;
	readonly until?: string;
}

/**
 * @param zone of n8n
 * @param now milliseconds since 1970
 * @throws InputProblem, TimeProblem
 */
export function spanOf({ period, hours = 24, since, until }: PeriodParams, zone: string, now: number): LeadSpan {
	if (period === 'all') return {};
	const second = (milliseconds: number): number => Math.floor(milliseconds / 1000);
	if (period === 'lastHours') return { since: second(now - hours * 3_600_000) };
	const from = toInstant(since ?? '', zone).toMillis();
	const to = until === undefined ? undefined : toInstant(until, zone, 'end').toMillis();
	if (from < now - (HOURS_KEPT + 24) * 3_600_000)
		throw new InputProblem(['since'], 'is more than 90 days ago', 'Meta keeps leads for 90 days. Enter a later time.');
	if (to !== undefined && to < from)
		throw new InputProblem(['until'], 'is before Since', 'Enter a time after Since, or leave it empty.');
	return { since: second(from), until: to === undefined ? undefined : second(to) };
}
