import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { optionsField, optionsParams } from '../shared/node/commonFields';
import { adAccountId, adAccountLocator, adSetLocator, campaignLocator, objectId } from '../shared/node/locators';
import { defineOperation } from '../shared/node/operation';
import { problem } from '../shared/node/params';
import { InputProblem } from '../shared/form/problem';
import type { AccountFacts, Session } from '../shared/node/session';
import { amountIn, refuseUnlisted, shareAt, signedAmountAt } from './form/amounts';
import { budgetGuards, guardFields } from './form/guardFields';
import { amountParam, commonGuardParams, commonPolicy, optionalAmount } from './form/guardParams';
import { targetFields, targetGuardParams, targetGuards, targetParams, towardOf, towardTarget } from './form/target';
import { undoParam } from './form/undo';
import { settingsProblem } from './policy/settings';
import { budgets } from './state/budgets';
import { performSteps } from './steps/perform';
import { APPLIED, HELD } from './steps/row';
import type { Requested, Step } from './steps/step';

const shownFor = (name: string, value: string, field: INodeProperties): INodeProperties => ({ ...field, displayOptions: { show: { [name]: [value] } } });

const changes = [
	{ name: 'By Amount', value: 'amount', description: 'Add or take away an amount' },
	{ name: 'By Percent', value: 'percent', description: 'Raise or cut by a share of the budget, for a lifetime budget of what is left of it' },
	{ name: 'To Value', value: 'value', description: 'Go toward a budget, as far as the guards allow' },
	towardTarget,
	{ name: 'Undo', value: 'undo', description: 'Take a change of this node back, within 24 hours' },
];

const fields: INodeProperties[] = [
	adAccountLocator,
	{
		displayName: 'Budget Of',
		name: 'objectType',
		type: 'options',
		options: [
			{ name: 'Ad Set', value: 'adSet' },
			{ name: 'Campaign', value: 'campaign' },
		],
		default: 'adSet',
		description: 'Whose budget to change. For an ad set without a budget of its own it is the budget of its campaign.',
	},
	shownFor('objectType', 'campaign', campaignLocator),
	shownFor('objectType', 'adSet', adSetLocator),
	{
		displayName: 'Change',
		name: 'change',
		type: 'options',
		options: changes,
		default: 'percent',
	},
	shownFor('change', 'percent', {
		displayName: 'Percent',
		name: 'percent',
		type: 'number',
		default: 10,
		description: 'Above zero raises, below zero cuts',
	}),
	shownFor('change', 'amount', {
		displayName: 'Amount',
		name: 'amount',
		type: 'number',
		typeOptions: { numberPrecision: 2 },
		default: 0,
		description: 'In the account’s currency. Above zero raises, below zero cuts.',
	}),
	shownFor('change', 'value', {
		displayName: 'New Budget',
		name: 'newValue',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 2 },
		default: 0,
		description: 'In the account’s currency. One step goes only as far as the guards allow; run again to go on.',
	}),
	shownFor('change', 'undo', {
		displayName: 'Undo',
		name: 'undo',
		type: 'json',
		default: '={{ $json.undo }}',
		description: 'The column undo of a row this node has applied. It skips step, caps and cooldown; floor, ceilings and protection hold.',
	}),
	...targetFields,
	{
		displayName: 'Ceiling',
		name: 'ceiling',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 2 },
		default: '',
		placeholder: 'e.g. 100',
		description: 'The most the budget may become, in the account’s currency; for a lifetime budget per day left. Without it nothing is raised.',
	},
	{
		displayName: 'Dry Run',
		name: 'dryRun',
		type: 'boolean',
		default: true,
		description: 'Whether to only decide and let Meta check the change. Nothing is changed until this is off.',
	},
	...guardFields(true, ...budgetGuards, ...targetGuards),
	optionsField(),
];

/** A field that was left empty, which is no amount of zero. */
const emptyOr = <S extends z.ZodTypeAny>(schema: S) => z.preprocess((value) => (value === '' || value === null ? undefined : value), schema.optional());

const params = z
	.object({
		adAccount: adAccountId,
		objectType: z.enum(['adSet', 'campaign']).default('adSet'),
		campaign: objectId.optional(),
		adSet: objectId.optional(),
		change: z.enum(['amount', 'percent', 'value', 'target', 'undo']),
		percent: amountParam.optional(),
		amount: amountParam.optional(),
		newValue: amountParam.optional(),
		undo: undoParam.optional(),
		...targetParams,
		ceiling: emptyOr(amountParam),
		dryRun: z.boolean().default(true),
		guards: z
			.object({ ...commonGuardParams, ...targetGuardParams, accountCeiling: amountParam.optional(), expectedValue: amountParam.optional(), floor: amountParam.optional() })
			.default({}),
		options: optionsParams({}),
	})
	.superRefine((form, context) => {
		const needed = { amount: ['amount'], percent: ['percent'], value: ['newValue'], target: ['target'], undo: ['undo'] } as const;
		for (const name of [form.objectType, ...needed[form.change]] as const) {
			if (form[name] === undefined) problem(context, [name], 'is empty', 'Enter a value, or check the expression that fills this field: it may have come out empty for this item.');
		}
	});

type Form = z.output<typeof params>;

/** @throws InputProblem at the field */
function wishOf(form: Form, account: AccountFacts, now: number): Requested['wish'] {
	switch (form.change) {
		case 'percent':
			return { kind: 'percent', share: shareAt('percent', form.percent as string | number) };
		case 'amount':
			return { kind: 'amount', amount: signedAmountAt('amount', form.amount as string | number, account) };
		case 'value':
			return { kind: 'value', value: amountIn(['newValue'], form.newValue as string | number, account) };
		case 'target':
			return towardOf(form, form.guards, account, now);
		case 'undo':
			return { kind: 'undo', undo: form.undo as NonNullable<Form['undo']> };
	}
}

/** @throws InputProblem or GraphFailure */
async function prepare(session: Session, form: Form): Promise<Step> {
	const account = await session.account(form.adAccount);
	refuseUnlisted(account);
	const { guards } = form;
	const policy = {
		...commonPolicy(guards),
		tightest: optionalAmount(['guards', 'floor'], guards.floor, account),
		loosest: optionalAmount(['ceiling'], form.ceiling, account),
		accountCeiling: optionalAmount(['guards', 'accountCeiling'], guards.accountCeiling, account),
	};
	const refused = settingsProblem(policy);
	if (refused !== null) throw new InputProblem(['guards'], refused, 'Change the setting. The limits of the settings protect the account.');
	return {
		account,
		named: { kind: form.objectType, id: (form.objectType === 'campaign' ? form.campaign : form.adSet) as string },
		family: budgets,
		policy,
		dryRun: form.dryRun,
		request: {
			wish: wishOf(form, account, session.now()),
			expected: optionalAmount(['guards', 'expectedValue'], guards.expectedValue, account),
			evidence: guards.minimumData ?? [],
			emergency: guards.emergency ?? false,
		},
	};
}

export const adjustBudget = defineOperation({
	value: 'adjustBudget',
	name: 'Adjust Budget',
	action: 'Adjust a budget',
	description: 'Raise or cut the budget of a campaign or ad set, within guards. What they hold comes out with the reason.',
	effect: 'write',
	outputs: [APPLIED, HELD],
	fields,
	params,
	perform: async (session, jobs) => await performSteps(session, jobs, prepare),
});
