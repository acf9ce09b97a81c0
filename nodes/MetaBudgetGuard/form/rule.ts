import type { Entries as Added } from '../../shared/form/collections';
import { rows } from '../../shared/form/collections';
import { shownWhen } from '../../shared/form/field';
import type { ParamsOf } from '../../shared/form/form';
import { choice, decimal, percentage } from '../../shared/form/kinds';
import { InputProblem } from '../../shared/form/problem';
import { saysIncomplete } from '../../meta/evidence/known';
import type { TowardTarget } from '../record/step';
import type { RuleSettings } from '../target/byRule';
import type { Conditions } from '../target/condition';
import { defaultTarget } from '../target/toward';
import { unitMistake } from '../target/unitMistake';
import { evidenceOf } from './evidence';
import type { targetFields, targetGuards } from './target';

/** The form of a change by a rule. */

export const byRule = {
	name: 'By Rule',
	value: 'rule',
	description: 'Your own conditions: raise or cut when the numbers of a report meet them',
} as const;

const ruleOnly = { change: ['rule'] };

/** @param usual how the cost of a result compares where such a change is wanted */
const conditionFields = (usual: 'above' | 'below') =>
	[
		choice({
			displayName: 'Number',
			name: 'metric',
			options: [
				{ name: 'Amount Spent', value: 'spend' },
				{ name: 'Cost per 1,000 Impressions', value: 'costPerThousand' },
				{ name: 'Cost per Click', value: 'costPerClick' },
				{ name: 'Cost per Lead', value: 'costPerLead' },
				{ name: 'Cost per Purchase', value: 'costPerPurchase' },
				{ name: 'Cost per Result', value: 'costPerResult' },
				{ name: 'CTR (%)', value: 'ctr', description: 'Clicks per 100 impressions' },
				{ name: 'Frequency', value: 'frequency', description: 'Needs a report with Time Increment Total' },
				{ name: 'Results', value: 'results' },
				{ name: 'ROAS', value: 'roas' },
			],
			default: 'costPerResult',
		}),
		choice({
			displayName: 'Is',
			name: 'operator',
			options: [
				{ name: 'Above', value: 'above' },
				{ name: 'Below', value: 'below' },
			],
			default: usual,
		}),
		decimal({
			displayName: 'Value',
			name: 'value',
			placeholder: 'e.g. 20',
			least: 0,
			description: 'Costs and spend in the account’s currency, a ROAS such as 2.5, a CTR such as 1.2 for 1.2 %',
		}),
	] as const;

/** The conditions of one direction, how they go together, and how far to go. */
const sideFields = <const When extends string, const Match extends string, const Percent extends string>(
	verb: 'Raise' | 'Cut',
	[when, match, percent]: readonly [When, Match, Percent],
	most: number,
) =>
	[
		shownWhen(
			ruleOnly,
			rows(
				{
					displayName: `${verb} When`,
					name: when,
					placeholder: 'Add Condition',
					description: `Conditions on the days that count, taken together. Without any it is never ${verb === 'Cut' ? 'cut' : 'raised'}.`,
					row: { name: 'rows', displayName: 'Condition' },
				},
				conditionFields(verb === 'Raise' ? 'below' : 'above'),
			),
		),
		shownWhen(
			ruleOnly,
			choice({
				displayName: `Conditions Needed to ${verb}`,
				name: match,
				options: [
					{ name: 'All Conditions', value: 'all' },
					{ name: 'Any Condition', value: 'any' },
				],
				default: 'all',
			}),
		),
		shownWhen(
			ruleOnly,
			percentage({
				displayName: `${verb} By (%)`,
				name: percent,
				default: '10',
				least: 0.01,
				most,
				description: 'How far one change goes, within the guards',
			}),
		),
	] as const;

export const ruleFields = [
	...sideFields('Raise', ['raiseWhen', 'raiseMatch', 'raisePercent'], 50),
	...sideFields('Cut', ['cutWhen', 'cutMatch', 'cutPercent'], 50),
] as const;

type Rule = ParamsOf<typeof ruleFields> & ParamsOf<typeof targetFields>;

/** @throws InputProblem for a value that can only be a mistake of its unit */
function askAboutUnits({ raiseWhen = [], cutWhen = [] }: Rule): void {
	for (const [field, conditions] of Object.entries({ raiseWhen, cutWhen }))
		for (const [row, condition] of conditions.entries()) {
			const mistake = unitMistake(condition);
			const advice = 'Enter the number you mean, in that unit.';
			if (mistake !== null) throw new InputProblem([field, 'rows', row, 'value'], mistake, advice);
		}
}

type Side = NonNullable<RuleSettings['raise']>;

const sideOf = (conditions: Conditions['conditions'] = [], match: Side['match'] = 'all', percent = 0): Side | null =>
	conditions.length === 0 ? null : { conditions, match, percent };

/**
 * @param now milliseconds since 1970
 * @throws InputProblem for a rule without conditions, or with a value that cannot be meant
 */
export function guardRuleOf(
	form: Rule,
	{ conversionLag }: Added<(typeof targetGuards)[number]>,
	now: number,
): TowardTarget {
	askAboutUnits(form);
	const raise = sideOf(form.raiseWhen, form.raiseMatch, form.raisePercent);
	const cut = sideOf(form.cutWhen, form.cutMatch, form.cutPercent);
	const conditions = [raise, cut].flatMap((side) => side?.conditions ?? []);
	if (conditions.length === 0) {
		const advice = 'Add a condition under Raise When, Cut When, or both.';
		throw new InputProblem(['raiseWhen'], 'and Cut When have no condition', advice);
	}
	const kind = conditions.some(({ metric }) => metric === 'roas') ? 'roas' : 'rule';
	const settings = { raise, cut, lagDays: conversionLag ?? defaultTarget.lagDays };
	return {
		kind: 'target',
		settings,
		incomplete: saysIncomplete(form.reportComplete),
		repeated: false,
		...evidenceOf(form, kind, now),
	};
}
