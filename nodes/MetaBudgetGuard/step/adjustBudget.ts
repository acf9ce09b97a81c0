import { shownWhen } from '../../shared/form/field';
import { formOf, type ParamsIn } from '../../shared/form/form';
import { choice, money } from '../../shared/form/kinds';
import { optionsField } from '../../shared/node/commonFields';
import { adAccountLocator } from '../../shared/node/pickers/locators';
import { defineOperation } from '../../shared/node/operation';
import type { AccountFacts, Session } from '../../shared/node/session/session';
import { amountIn, orNone, refuseUnlisted, signedAmountAt, type ReadValue } from '../form/amounts';
import { accountCeilingField, budgetGuards, ceilingField, guardFields } from '../form/guardFields';
import { namedObjectOf, objectFields } from '../form/objectFields';
import { forHours, forHoursOf, hoursFields } from '../form/hours';
import { policyOf, requestOf } from '../form/policy';
import { approvalNotice, dryRunField, percentField, validForOption, enteredWishOf } from '../form/stepFields';
import { planFields, spendPlanOf, refuseOtherChanges, toPlan, wholeAccount } from '../form/plan';
import { byRule, ruleFields, guardRuleOf } from '../form/rule';
import { reportNotice, ruleNotice, targetFields, targetGuards, towardOf, towardTarget } from '../form/target';
import { undoField, undoOf } from '../record/undoColumn';
import { claimantOf } from '../../meta/marks/claimant';
import { entryOf } from '../../shared/record';
import type { Keeper } from '../policy/request';
import { budgets, scheduledBudgets } from '../state/budgets';
import { metaNow } from '../state/read';
import type { NamedObject } from '../state/objects';
import { daysOfPlan, readSpend, readSpendBeside, readSpendOf } from '../state/spend/spend';
import { spendingBudgets } from '../state/spend/spendingBudgets';
import { performSteps } from './performSteps';
import { APPLIED_LABEL, HELD_LABEL, MESSAGE } from '../steps/row';
import { heldBefore, type Ending, type PreparedSteps, type StepWish, type GuardStep } from '../record/step';

const form = formOf(
	adAccountLocator,
	choice({
		displayName: 'Budget Level',
		name: 'objectType',
		options: [{ name: 'Ad Set', value: 'adSet' }, { name: 'Campaign', value: 'campaign' }, wholeAccount],
		default: 'adSet',
		description:
			'The object that has the budget. Ad sets without a budget use the campaign’s. Ad Account works only with Pace to a Monthly Budget.',
	}),
	...objectFields,
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
			towardTarget,
			toPlan,
			forHours,
			{ name: 'To an Amount', value: 'value', description: 'Move toward a budget, as far as the guards allow' },
			{ name: 'Undo', value: 'undo', description: 'Undo a change that this node has made, within 24 hours' },
		],
		default: 'percent',
	}),
	shownWhen({ change: ['percent'] }, percentField('Above zero raises, below zero cuts')),
	shownWhen(
		{ change: ['schedule'] },
		percentField(
			'How much more may be spent for a day',
			'More than 15 needs Guards → Max Step, more than 30 also Max Increase in 24 Hours',
		),
	),
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
				'In the account’s currency. One change goes only as far as the guards allow. Run it again to go further.',
		}),
	),
	shownWhen(
		{ change: ['undo'] },
		undoField(
			'The column undo of an applied row. Max Step, daily limits and cooldown don’t apply. Minimum, maximum and protected list do.',
		),
	),
	reportNotice,
	ruleNotice,
	...ruleFields,
	...targetFields,
	...planFields,
	ceilingField(
		'The highest budget allowed. For a lifetime budget, per day left. For an ad account, for each of its budgets.',
	),
	accountCeilingField,
	dryRunField,
	approvalNotice,
	...guardFields(true, ...budgetGuards, ...targetGuards),
	optionsField(validForOption),
);

type Params = ParamsIn<typeof form>;

type Asked = StepWish['wish'];

/** What goes on changing a budget, run after run. */
const keepers = { plan: 'a plan', rule: 'a rule', target: 'a target' } as const;

/** Two nodes of one workflow with rules for one budget are one keeper, and wait for each other as for any change. */
function keeperOf({ n8n }: Session, change: string, takenOver: readonly string[] = []): Keeper | undefined {
	const how = entryOf(keepers, change);
	return how === undefined ? undefined : { ...claimantOf(n8n, change), how, takenOver };
}

/** The plan of one object, with what was spent until now. */
async function planWish(session: Session, params: Params, account: AccountFacts, object: string): Promise<Asked> {
	const plan = spendPlanOf(params, account, metaNow(session));
	return { kind: 'plan', plan: { ...plan, object, ...(await readSpendBeside(session, account, object, plan.since)) } };
}

/** The same of all budgets of the account. */
async function accountWish(
	session: Session,
	params: Params,
	account: AccountFacts,
	budgetsOf: readonly NamedObject[],
): Promise<Asked> {
	const plan = spendPlanOf(params, account, metaNow(session));
	const spentBy = await readSpendOf(session, account, budgetsOf, daysOfPlan(session, account, plan.since));
	const spendByDay = await readSpend(session, account, account.id, plan.since);
	return { kind: 'accountPlan', plan: { ...plan, spent: spendByDay, spentBy } };
}

/** @throws InputProblem or GraphFailure */
async function prepare(session: Session, params: Params, index: number): Promise<PreparedSteps> {
	const chosenObject = params.objectType === 'account' ? null : namedObjectOf(session.n8n, params, index);
	const account = await session.account(params.adAccount);
	refuseUnlisted(account);
	const read: ReadValue = (path, enteredAmount) => amountIn(path, enteredAmount, account);
	const optional = orNone(read);
	const { accountCeiling, amount, ceiling, change, dryRun, guards, undo } = params;
	const policy = policyOf(guards, {
		floor: optional(['guards', 'floor'], guards.floor),
		ceiling: optional(['ceiling'], ceiling),
		accountCeiling: optional(['accountCeiling'], accountCeiling),
	});
	const { schedule } = undo ?? {};
	const names = chosenObject === null ? await spendingBudgets(session, account, policy.keptToHours) : [chosenObject];
	const wish = async (): Promise<Asked> => {
		if (chosenObject === null) return await accountWish(session, params, account, names);
		if (change === 'schedule') return forHoursOf(params, account, metaNow(session));
		if (undo !== undefined && schedule !== undefined) return { kind: 'end', undo: { ...undoOf(undo), schedule } };
		if (change === 'plan') return await planWish(session, params, account, chosenObject.id);
		if (change === 'rule') return guardRuleOf(params, guards, session.now());
		if (change === 'target') return towardOf(params, guards, account, session.now());
		if (amount !== undefined) return { kind: 'amount', amount: signedAmountAt(['amount'], amount, account) };
		return enteredWishOf(params, read);
	};
	const values = {
		expected: optional(['guards', 'expectedValue'], guards.expectedValue),
		released: optional(['guards', 'releasedValue'], guards.releasedValue),
	};
	const keeper = keeperOf(session, change, guards.takeOverFrom);
	const request = { ...requestOf(await wish(), values, guards), ...(keeper && { keeper }) };
	const family = change === 'schedule' || schedule !== undefined ? scheduledBudgets : budgets;
	const steps = names.map((namedObject): GuardStep => ({
		account,
		named: namedObject,
		family,
		policy,
		dryRun,
		request,
	}));
	return { steps, held: steps.length === 0 ? [nothingToStep(account, dryRun || session.dryRun)] : null };
}

/** A plan for an account in which nothing can be spent. */
const nothingToStep = (account: AccountFacts, dryRun: boolean): Ending =>
	heldBefore(
		{ account, named: { kind: 'account', id: account.id }, dryRun },
		account.name,
		'noValue',
		'No campaign or ad set of this ad account that is switched on has a budget.',
	);

export const adjustBudget = defineOperation({
	value: 'adjustBudget',
	ownCurrencies: true,
	name: 'Adjust Budget',
	action: 'Adjust a budget',
	description:
		'Increase or decrease the budget of a campaign or ad set, within guards. Blocked changes come with the reason.',
	effect: 'write',
	stopsSpend: true,
	outputs: [APPLIED_LABEL, HELD_LABEL, MESSAGE],
	form,
	rule: refuseOtherChanges,
	perform: async (session, jobs, settings) => await performSteps(session, jobs, settings, prepare),
});
