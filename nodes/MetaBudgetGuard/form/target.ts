import { saysIncomplete } from '../../meta/evidence/known';
import type { Entries as Added } from '../../shared/form/collections';
import type { Decimal } from '../../shared/form/decimal';
import { notice, shownWhen } from '../../shared/form/field';
import type { ParamsOf } from '../../shared/form/form';
import { choice, decimal, money, percentage } from '../../shared/form/kinds';
import { InputProblem } from '../../shared/form/problem';
import { currencyDecimals } from '../../shared/money';
import type { AccountFacts } from '../../shared/node/session/session';
import { quoteValue } from '../../shared/words';
import type { TowardTarget } from '../record/step';
import type { Goal } from '../target/level';
import { defaultTarget } from '../target/toward';
import { amountIn } from './amounts';
import { evidenceOf, LARGEST } from './evidence';
import { figureField, figureIfAny, sourcedFigure, numbers, OTHER_COUNTS, sourceFields } from './figures';
import type { CommonGuards } from './guardFields';

/** The form of a step toward a target; its figures are filled as the rows of a report name them. */

export const towardTarget = {
	name: 'Move Toward Target CPA or ROAS',
	value: 'target',
	description: 'Toward a target cost per result or ROAS: raise or cut when it is clearly off',
} as const;

const targetOnly = { change: ['target'] };
const byReport = { change: ['target', 'rule'] };

/** Nothing else in the form tells where its numbers come from. */
export const reportNotice = shownWhen(
	byReport,
	notice({
		name: 'reportNotice',
		text: 'Put Meta Insights → Get Report before it: Level Ad Set, Date Range Last 7, 14 or 28 Days. Time Increment stays Automatic: a row for each day, added up here. Leave the rest as it is unless a note below says otherwise. Ad Set stays empty: each row names its own.',
	}),
);

/** Conditions are added one by one, so the form cannot follow which of them there are. */
export const ruleNotice = shownWhen(
	{ change: ['rule'] },
	notice({
		name: 'ruleNotice',
		text: `Conditions on leads, purchases, clicks, CTR or frequency need more columns. ${OTHER_COUNTS} Frequency also needs Time Increment Total.`,
	}),
);

export const targetFields = [
	shownWhen(
		targetOnly,
		choice({
			displayName: 'Target Kind',
			name: 'targetKind',
			options: [
				{
					name: 'Cost per Result',
					value: 'cost',
					description: 'Such as cost per purchase: set Results Are to Purchases',
				},
				{ name: 'ROAS', value: 'roas' },
			],
			default: 'cost',
		}),
	),
	shownWhen(
		targetOnly,
		money({
			displayName: 'Target',
			name: 'target',
			placeholder: 'e.g. 2.50',
			description: 'What a result should cost, in the account’s currency, or the return per unit spent, such as 2.5',
		}),
	),
	...sourceFields(byReport),
	...sourcedFigure(byReport, numbers.cost),
	...sourcedFigure(byReport, numbers.clicks),
	...sourcedFigure(
		{ ...targetOnly, targetKind: ['roas'] },
		figureField('Value', 'resultValue', 'purchase_value', 'What the results were worth, in the account’s currency'),
	),
	...sourcedFigure(
		{ change: ['rule'] },
		figureIfAny(
			'Value',
			'resultValue',
			'purchase_value',
			'What the results were worth, in the account’s currency; needed for ROAS',
		),
	),
	...sourcedFigure({ change: ['rule'] }, numbers.impressions),
	...sourcedFigure({ change: ['rule'] }, numbers.leads),
	...sourcedFigure({ change: ['rule'] }, numbers.purchases),
	...sourcedFigure(
		{ change: ['rule'] },
		figureIfAny(
			'Frequency',
			'frequency',
			'frequency',
			'Average times each person saw it. It can’t be summed over days: use a report with Time Increment Total.',
		),
	),
	...sourcedFigure(
		byReport,
		figureField(
			'Since',
			'since',
			'date_start',
			'First day of these numbers, such as 2026-11-01. Days up to the last change of the object do not count.',
		),
	),
	...sourcedFigure(byReport, numbers.until),
	...sourcedFigure(byReport, numbers.reportComplete),
] as const;

type Numbers = ParamsOf<typeof targetFields>;

const MOST = { deadBand: 100, lag: 28 } as const;

const onlyForTarget = { '/change': ['target'] };
const onlyByReport = { '/change': ['target', 'rule'] };

export const targetGuards = [
	shownWhen(
		onlyByReport,
		decimal({
			displayName: 'Conversion Delay (Days)',
			name: 'conversionLag',
			default: String(defaultTarget.lagDays),
			least: 0,
			most: MOST.lag,
			description: 'How long conversions take to come in: more recent days do not count. Default 3.',
		}),
	),
	shownWhen(
		onlyForTarget,
		percentage({
			displayName: 'Target Tolerance (%)',
			name: 'deadBand',
			default: String(defaultTarget.deadBandPercent),
			least: 0,
			most: MOST.deadBand,
			description: 'How far off the target a result may be before anything changes. Default 10.',
		}),
	),
] as const;

type TargetGuards = Added<(typeof targetGuards)[number]> & Pick<CommonGuards, 'largestStep'>;

/**
 * @param now milliseconds since 1970
 * @throws InputProblem at the target's field
 */
export function towardOf(form: Numbers, guards: TargetGuards, account: AccountFacts, now: number): TowardTarget {
	const { targetKind: kind = 'cost', target = '' } = form;
	const settings = {
		goal: { kind, target: enteredTargetOf(kind, target, account) },
		stepPercent: guards.largestStep ?? defaultTarget.stepPercent,
		deadBandPercent: guards.deadBand ?? defaultTarget.deadBandPercent,
		lagDays: guards.conversionLag ?? defaultTarget.lagDays,
	};
	return {
		kind: 'target',
		settings,
		incomplete: saysIncomplete(form.reportComplete),
		repeated: false,
		...evidenceOf(form, kind, now),
	};
}

/** A cost is an amount like any other; a return is a plain number. */
export function enteredTargetOf(kind: Goal['kind'], enteredTarget: Decimal, account: AccountFacts): number {
	const target =
		kind === 'cost'
			? Number(amountIn(['target'], enteredTarget, account)) / 10 ** currencyDecimals(account.currency)
			: Number(enteredTarget);
	if (target > 0 && target <= LARGEST) return target;
	throw new InputProblem(
		['target'],
		target === 0 ? 'is zero' : `cannot be “${quoteValue(enteredTarget)}”`,
		'Enter a number above zero.',
	);
}
