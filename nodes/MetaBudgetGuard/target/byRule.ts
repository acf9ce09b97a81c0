import { uniq } from 'lodash';

import { inPercent, percentShare } from '../policy/lever';
import type { Wish } from '../policy/request';
import type { LeverState } from '../policy/state';
import { areMet, measure, unknownIn, type Condition, type Conditions, type ConditionMetric } from './condition';
import { daysThatCount, nothing, right, type Nothing } from './counted';
import type { Goal } from './level';
import { aroundRule } from './otherCounts';
import { sayIn, type Say } from './say';
import type { Surroundings } from './surroundings';
import { dayInWords, total, type ReportWindow } from './windows';

interface Side extends Conditions {
	/** Of the value, above zero. */
	readonly percent: number;
}

export interface RuleSettings {
	/** When to raise and by how much; null never raises. The same holds for a cut. */
	readonly raise: Side | null;
	readonly cut: Side | null;
	/** Days until conversions of a day have come in. */
	readonly lagDays: number;
}

const labels: Readonly<Record<ConditionMetric, string>> = {
	costPerClick: 'cost per click',
	costPerLead: 'cost per lead',
	costPerPurchase: 'cost per purchase',
	costPerResult: 'cost per result',
	costPerThousand: 'cost per 1,000 impressions',
	ctr: 'CTR',
	frequency: 'frequency',
	results: 'results',
	roas: 'ROAS',
	spend: 'spend',
};

const isAmount = (metric: ConditionMetric): boolean => metric.startsWith('cost') || metric === 'spend';

const valueInWords = ({ metric, value }: Condition, money: Say): string =>
	isAmount(metric) ? money(value) : metric === 'ctr' ? `${value} %` : String(value);

const conditionInWords = (condition: Condition, money: Say): string =>
	`${labels[condition.metric]} ${condition.metric === 'results' ? 'are' : 'is'} ${condition.operator} ${valueInWords(condition, money)}`;

const sideInWords = (verb: string, { percent: by, match, conditions }: Side, money: Say): string =>
	`${verb} by ${by} % if ${conditions
		.map((condition) => conditionInWords(condition, money))
		.join(match === 'all' ? ' and ' : ' or ')}`;

/** "raise by 15 % if cost per result is below 20.00 USD; cut by 20 % if cost per result is above 40.00 USD". */
function ruleInWords({ raise, cut }: RuleSettings, money: Say): string {
	const sides = [
		...(raise === null ? [] : [sideInWords('raise', raise, money)]),
		...(cut === null ? [] : [sideInWords('cut', cut, money)]),
	];
	return sides.join('; ');
}

const alwaysShown: readonly ConditionMetric[] = ['costPerResult', 'frequency', 'results', 'roas', 'spend'];

/** "a CTR of 1.20 %": numbers that only the rule asks for. */
function otherNumbers(windows: readonly ReportWindow[], { raise, cut }: RuleSettings, money: Say): string[] {
	const conditionMetrics = [raise, cut].flatMap((side) => side?.conditions.map(({ metric }) => metric) ?? []);
	return uniq(conditionMetrics)
		.filter((metric) => !alwaysShown.includes(metric))
		.flatMap((metric) => {
			const span = measure(windows, metric);
			if (span === null || span.high === Infinity) return [];
			return [`a ${labels[metric]} of ${isAmount(metric) ? money(span.low) : `${span.low.toFixed(2)} %`}`];
		});
}

/** "42 results for 430.00 USD, 10.24 USD each, a ROAS of 2.31 (1 Nov to 14 Nov)". */
function numbersInWords(windows: readonly ReportWindow[], settings: RuleSettings, money: Say): string {
	const [cost, results] = [total(windows, 'cost'), total(windows, 'results')];
	const [roas, frequency] = [measure(windows, 'roas'), measure(windows, 'frequency')];
	const parts = [
		`${results} result${results === 1 ? '' : 's'} for ${money(cost)}`,
		...(results > 0 ? [`${money(cost / results)} each`] : []),
		...(roas === null ? [] : [`a ROAS of ${roas.low.toFixed(2)}`]),
		...(frequency === null ? [] : [`a frequency of ${frequency.low.toFixed(2)}`]),
		...otherNumbers(windows, settings, money),
	];
	const days = [windows[0]?.since, windows.at(-1)?.until].map((day) => dayInWords(day ?? ''));
	return `${parts.join(', ')} (${days.join(' to ')})`;
}

/** What makes a metric unknown, and what to do. */
const whyUnknown: Readonly<Record<ConditionMetric, string>> = {
	costPerClick: 'too little was spent for a cost per click, or a row has no clicks',
	costPerLead: 'too little was spent for a cost per lead, or a row has no leads column (Metric Groups Leads)',
	costPerPurchase:
		'too little was spent for a cost per purchase, or a row has no purchases column (Metric Groups E-Commerce)',
	costPerThousand: 'too little was spent for a cost per 1,000 impressions, or a row has no impressions',
	ctr: 'a row has no clicks or impressions, or there were none',
	costPerResult: 'too little was spent for a cost per result',
	frequency:
		'there is no frequency of the whole time: it needs one row an object (Time Increment Total), with the column frequency',
	results: 'the results are not known',
	roas: 'the ROAS is not known: hardly anything was spent, or Value is empty',
	spend: 'the spend is not known',
};

/**
 * What a rule wants of a value: to raise it, to cut it, or nothing, in words that read the rule back. It goes by
 * the same days as a step toward a target. Where a condition hangs on what is not known, or both sides are met, nothing is
 * wanted.
 *
 * @param now milliseconds since 1970
 */
export function wishByRule(
	reportWindows: readonly ReportWindow[],
	settings: RuleSettings,
	state: LeverState,
	around: Surroundings,
	now: number,
): Wish {
	const countedDays = daysThatCount(reportWindows, settings.lagDays, state, aroundRule(settings, around), now);
	if ('kind' in countedDays) return countedDays;
	// The only day that counts is not the whole time, and of its frequency nothing follows for that.
	const windows =
		reportWindows.length === 1 ? countedDays : countedDays.map((window) => ({ ...window, frequency: undefined }));
	const money = sayIn(state.currency);
	const numbers = numbersInWords(windows, settings, money);
	const common = `The rule: ${ruleInWords(settings, money)}.`;
	const none = (why: string, of: (because: string) => Nothing = right): Wish => ({
		...of(`${numbers}. ${why}`),
		common,
	});
	const [raise, cut] = [settings.raise, settings.cut].map((side) => (side === null ? false : areMet(side, windows)));
	if (raise === null || cut === null) {
		const sides = [settings.raise, settings.cut].filter((side) => side !== null);
		const [unknown = 'results'] = sides.flatMap((side) => unknownIn(side, windows));
		return none(`It is unknown: ${whyUnknown[unknown]}.`, unknownMetric);
	}
	if (raise && cut) return none('Raise When and Cut When are both met, so nothing changes.');
	if (raise && settings.raise !== null)
		return {
			kind: 'percent',
			share: percentShare(settings.raise.percent),
			because: `${numbers}: raise by ${sideWords(settings.raise)}.`,
			common,
		};
	if (cut && settings.cut !== null)
		return {
			kind: 'percent',
			share: -percentShare(settings.cut.percent),
			because: `${numbers}: cut by ${sideWords(settings.cut)}.`,
			common,
		};
	return none('That is not met: it stays.');
}

const unknownMetric = (because: string): Nothing => nothing('metricUnknown', because);

const sideWords = ({ percent: by }: Side): string => inPercent(percentShare(by));

/** What the days of several objects are compared by: the cost that the rule names, or none. */
export function goalOf({ raise, cut }: RuleSettings): Goal {
	const conditions = [raise, cut].flatMap((side) => side?.conditions ?? []);
	const cost = conditions.find(({ metric, value }) => metric === 'costPerResult' && value > 0);
	return cost === undefined ? { kind: 'roas', target: 1 } : { kind: 'cost', target: cost.value };
}
