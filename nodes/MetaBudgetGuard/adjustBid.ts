import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { roasFloorAt } from '../MetaAds/adSet/bids';
import { optionsField, optionsParams } from '../shared/node/commonFields';
import { adAccountId, adAccountLocator, adSetLocator, objectId } from '../shared/node/locators';
import { defineOperation, type Operation } from '../shared/node/operation';
import { problem } from '../shared/node/params';
import { InputProblem } from '../shared/form/problem';
import type { AccountFacts, Session } from '../shared/node/session';
import { amountIn, refuseUnlisted, shareAt, type Entered } from './form/amounts';
import { guardFields } from './form/guardFields';
import { amountParam, commonGuardParams, commonPolicy } from './form/guardParams';
import { undoParam } from './form/undo';
import type { Wish } from './policy/request';
import { settingsProblem } from './policy/settings';
import { bids, roasFloors } from './state/bids';
import type { Family } from './state/family';
import { performSteps } from './steps/perform';
import { APPLIED, HELD } from './steps/row';
import type { Step } from './steps/step';

/** In what bids and ROAS floors differ. */
interface Lever {
	readonly value: string;
	readonly name: string;
	readonly action: string;
	readonly description: string;
	readonly family: Family;
	readonly loosensUpward: boolean;
	readonly inMoney: boolean;
	/** What the new value is called, and the bounds of a loosening and of a tightening. */
	readonly newValue: string;
	readonly loosest: readonly [label: string, description: string];
	readonly tightest: readonly [label: string, description: string];
	readonly exact: (path: readonly string[], entered: Entered, account: AccountFacts) => bigint;
}

const shownFor = (change: string, field: INodeProperties): INodeProperties => ({ ...field, displayOptions: { show: { change: [change] } } });

const numberField = (displayName: string, name: string, description: string): INodeProperties => ({
	displayName,
	name,
	type: 'number',
	typeOptions: { minValue: 0 },
	default: '',
	description,
});

const fieldsOf = ({ newValue, loosest, tightest, loosensUpward }: Lever): INodeProperties[] => [
	adAccountLocator,
	adSetLocator,
	{
		displayName: 'Change',
		name: 'change',
		type: 'options',
		options: [
			{ name: 'By Percent', value: 'percent' },
			{ name: 'To Value', value: 'value', description: 'Go toward a value, as far as the guards allow' },
			{ name: 'Undo', value: 'undo', description: 'Take a change of this node back, within 24 hours' },
		],
		default: 'percent',
	},
	shownFor('percent', { displayName: 'Percent', name: 'percent', type: 'number', default: 10, description: 'Above zero raises, below zero lowers' }),
	shownFor('value', numberField(newValue, 'newValue', 'One step goes only as far as the guards allow; run again to go on')),
	shownFor('undo', { displayName: 'Undo', name: 'undo', type: 'json', default: '={{ $json.undo }}', description: 'The column undo of a row this node has applied' }),
	numberField(loosest[0], 'loosest', loosest[1]),
	{
		displayName: 'Dry Run',
		name: 'dryRun',
		type: 'boolean',
		default: true,
		description: 'Whether to only decide and let Meta check the change. Nothing is changed until this is off.',
	},
	...guardFields(loosensUpward, numberField('Expected Current Value', 'expectedValue', 'Act only if it is still this'), numberField(tightest[0], 'tightest', tightest[1])),
	optionsField(),
];

const params = z
	.object({
		adAccount: adAccountId,
		adSet: objectId,
		change: z.enum(['percent', 'value', 'undo']),
		percent: amountParam.optional(),
		newValue: amountParam.optional(),
		undo: undoParam.optional(),
		loosest: z.preprocess((value) => (value === '' || value === null ? undefined : value), amountParam.optional()),
		dryRun: z.boolean().default(true),
		guards: z.object({ ...commonGuardParams, expectedValue: amountParam.optional(), tightest: amountParam.optional() }).default({}),
		options: optionsParams({}),
	})
	.superRefine((form, context) => {
		const name = ({ percent: 'percent', value: 'newValue', undo: 'undo' } as const)[form.change];
		if (form[name] === undefined) problem(context, [name], 'is empty', 'Enter a value, or check the expression that fills this field: it may have come out empty for this item.');
	});

type Form = z.output<typeof params>;

/** @throws InputProblem at the field */
function wishOf(form: Form, value: (path: readonly string[], entered: Entered) => bigint): Wish {
	if (form.change === 'percent') return { kind: 'percent', share: shareAt('percent', form.percent as Entered) };
	if (form.change === 'undo') return { kind: 'undo', undo: form.undo as NonNullable<Form['undo']> };
	return { kind: 'value', value: value(['newValue'], form.newValue as Entered) };
}

const prepareFor =
	({ family, loosensUpward, inMoney, exact }: Lever) =>
	async (session: Session, form: Form): Promise<Step> => {
		const account = await session.account(form.adAccount);
		if (inMoney) refuseUnlisted(account);
		const value = (path: readonly string[], entered: Entered): bigint => exact(path, entered, account);
		const optional = (path: readonly string[], entered: Entered | undefined): bigint | null => (entered === undefined ? null : value(path, entered));
		const { guards } = form;
		const policy = {
			...commonPolicy(guards),
			tightest: optional(['guards', 'tightest'], guards.tightest),
			loosest: optional(['loosest'], form.loosest),
			accountCeiling: null,
		};
		const refused = settingsProblem(policy, loosensUpward);
		if (refused !== null) throw new InputProblem(['guards'], refused, 'Change the setting. The limits of the settings protect the account.');
		const request = { wish: wishOf(form, value), expected: optional(['guards', 'expectedValue'], guards.expectedValue), evidence: guards.minimumData ?? [], emergency: guards.emergency ?? false };
		return { account, named: { kind: 'adSet', id: form.adSet }, family, policy, dryRun: form.dryRun, request };
	};

const operationOf = (lever: Lever): Operation =>
	defineOperation({
		value: lever.value,
		name: lever.name,
		action: lever.action,
		description: lever.description,
		effect: 'write',
		outputs: [APPLIED, HELD],
		fields: fieldsOf(lever),
		params,
		perform: async (session, jobs) => await performSteps(session, jobs, prepareFor(lever)),
	});

export const adjustBid = operationOf({
	value: 'adjustBid',
	name: 'Adjust Bid',
	action: 'Adjust a bid',
	description: 'Raise or lower the bid cap or cost per result goal of an ad set, within guards. What they hold comes out with the reason.',
	family: bids,
	loosensUpward: true,
	inMoney: true,
	newValue: 'New Bid',
	loosest: ['Ceiling', 'The most the bid may become, in the account’s currency. Without it nothing is raised.'],
	tightest: ['Floor', 'The bid is not lowered below it'],
	exact: amountIn,
});

export const adjustRoasFloor = operationOf({
	value: 'adjustRoasFloor',
	name: 'Adjust ROAS Floor',
	action: 'Adjust a ROAS floor',
	description: 'Raise or lower the ROAS floor of an ad set, within guards. A lower floor lets Meta spend more.',
	family: roasFloors,
	loosensUpward: false,
	inMoney: false,
	newValue: 'New ROAS Floor',
	loosest: ['Lowest Floor', 'The least the ROAS floor may become, such as 1.2. Without it no floor is lowered.'],
	tightest: ['Highest Floor', 'The ROAS floor is not raised above it'],
	exact: (path, entered) => BigInt(roasFloorAt([...path], entered)),
});
