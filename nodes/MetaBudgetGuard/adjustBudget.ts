import { shownWhen } from '../shared/form/field';
import { formOf, type ParamsIn } from '../shared/form/form';
import { choice, money } from '../shared/form/kinds';
import { isEmpty } from '../shared/form/problem';
import { optionsField } from '../shared/node/commonFields';
import { adAccountLocator, adSetLocator, campaignLocator } from '../shared/node/pickers/locators';
import { defineOperation } from '../shared/node/operation';
import type { AccountFacts, Session } from '../shared/node/session';
import { amountIn, orNone, refuseUnlisted, signedAmountAt, type ReadValue } from './form/amounts';
import { accountCeilingField, budgetGuards, ceilingField, guardFields } from './form/guardFields';
import { forHours, forHoursOf, hoursFields } from './form/hours';
import { policyOf, requestOf } from './form/policy';
import { dryRunField, percentField, validForOption, wishOf } from './form/stepFields';
import { planFields, planOf, toPlan } from './form/plan';
import { byRule, ruleFields, ruleOf } from './form/rule';
import { targetFields, targetGuards, towardOf, towardTarget } from './form/target';
import { undoField, undoOf } from './form/undo';
import { budgets, scheduledBudgets } from './state/budgets';
import { metaNow } from './state/read';
import { readSpend } from './state/spend';
import { performSteps } from './steps/perform';
import { APPLIED, HELD, MESSAGE } from './steps/row';
import type { Step } from './steps/step';
import type { Plan } from './target/plan';

const form = formOf(
	adAccountLocator,
	choice({
		displayName: 'Budget Of',
		name: 'objectType',
		options: [
			{ name: 'Ad Set', value: 'adSet' },
			{ name: 'Campaign', value: 'campaign' },
		],
		default: 'adSet',
		description: 'Whose budget to change. For an ad set without a budget of its own, it is the campaign’s budget.',
	}),
	shownWhen({ objectType: ['campaign'] }, campaignLocator),
	shownWhen({ objectType: ['adSet'] }, adSetLocator),
	choice({
		displayName: 'Change',
		name: 'change',
		options: [
			{ name: 'By Amount', value: 'amount', description: 'Add or subtract an amount' },
			{
				name: 'By Percent',
				value: 'percent',
				description: 'Raise or cut the budget by a percentage; for a lifetime budget, of what is left of it',
			},
			byRule,
			forHours,
			toPlan,
			{ name: 'To Value', value: 'value', description: 'Move toward a budget, as far as the guards allow' },
			towardTarget,
			{ name: 'Undo', value: 'undo', description: 'Undo a change that this node has made, within 24 hours' },
		],
		default: 'percent',
	}),
	shownWhen({ change: ['percent', 'schedule'] }, percentField('Above zero raises, below zero cuts')),
	...hoursFields,
	shownWhen(
		{ change: ['amount'] },
		money({
			displayName: 'Amount',
			name: 'amount',
			placeholder: 'e.g. 5 or -5',
			description: 'In the account’s currency. Above zero raises, below zero cuts.',
		}),
	),
	shownWhen(
		{ change: ['value'] },
		money({
			displayName: 'New Budget',
			name: 'newValue',
			placeholder: 'e.g. 20.50',
			description:
				'In the account’s currency. One step goes only as far as the guards allow; run it again to go further.',
		}),
	),
	shownWhen(
		{ change: ['undo'] },
		undoField(
			'The undo column of a row that this node has applied. Step, caps and cooldown do not hold for it; floor, ceilings and protection do.',
		),
	),
	...ruleFields,
	...targetFields,
	...planFields,
	ceilingField(
		'The most the budget may become, in the account’s currency; for a lifetime budget per day left. Without it nothing is raised.',
	),
	accountCeilingField,
	dryRunField,
	...guardFields(true, ...budgetGuards, ...targetGuards),
	optionsField(validForOption),
);

type Params = ParamsIn<typeof form>;

function namedIn({ objectType: kind, campaign, adSet }: Params): Step['named'] {
	const id = kind === 'campaign' ? campaign : adSet;
	if (id === undefined) throw isEmpty([kind]);
	return { kind, id };
}

/** The stricter of two limits. */
const lower = (one: bigint | null, other: bigint | null): bigint | null =>
	one === null || (other !== null && other < one) ? other : one;

/** The plan with what was spent until now. */
async function readPlan(session: Session, params: Params, account: AccountFacts): Promise<Plan> {
	const plan = planOf(params, account, metaNow(session));
	const { id: object } = namedIn(params);
	return { ...plan, object, spent: await readSpend(session, account, object, plan.since) };
}

/** @throws InputProblem or GraphFailure */
async function prepare(session: Session, params: Params): Promise<Step> {
	const account = await session.account(params.adAccount);
	refuseUnlisted(account);
	const read: ReadValue = (path, entered) => amountIn(path, entered, account);
	const optional = orNone(read);
	const { accountCeiling, amount, ceiling, change, dryRun, guards, undo } = params;
	const policy = policyOf(guards, {
		tightest: optional(['guards', 'floor'], guards.floor),
		loosest: optional(['ceiling'], ceiling),
		accountCeiling: lower(
			optional(['accountCeiling'], accountCeiling),
			optional(['guards', 'accountCeiling'], guards.accountCeiling),
		),
	});
	const { schedule } = undo ?? {};
	const wish = async (): Promise<Step['request']['wish']> => {
		if (change === 'schedule') return forHoursOf(params, account, metaNow(session));
		if (undo !== undefined && schedule !== undefined) return { kind: 'end', undo: { ...undoOf(undo), schedule } };
		if (change === 'plan') return { kind: 'plan', plan: await readPlan(session, params, account) };
		if (change === 'rule') return ruleOf(params, guards, session.now());
		if (change === 'target') return towardOf(params, guards, account, session.now());
		if (amount !== undefined) return { kind: 'amount', amount: signedAmountAt(['amount'], amount, account) };
		return wishOf(params, read);
	};
	const named = {
		expected: optional(['guards', 'expectedValue'], guards.expectedValue),
		released: optional(['guards', 'releasedValue'], guards.releasedValue),
	};
	const request = requestOf(await wish(), named, guards);
	const family = change === 'schedule' || schedule !== undefined ? scheduledBudgets : budgets;
	return { account, named: namedIn(params), family, policy, dryRun, request };
}

export const adjustBudget = defineOperation({
	value: 'adjustBudget',
	name: 'Adjust Budget',
	action: 'Adjust a budget',
	description:
		'Raise or cut the budget of a campaign or ad set, within guards. Steps they hold come out with the reason.',
	effect: 'write',
	outputs: [APPLIED, HELD, MESSAGE],
	form,
	perform: async (session, jobs, settings) => await performSteps(session, jobs, settings, prepare),
});
