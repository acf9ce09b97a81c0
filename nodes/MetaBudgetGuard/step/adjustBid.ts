import { roasFloorAt } from '../../meta/bids';
import { mayBeEmpty, shownWhen, type Field, type FieldText } from '../../shared/form/field';
import { formOf, type ParamsIn } from '../../shared/form/form';
import { choice, decimal, money } from '../../shared/form/kinds';
import { optionsField } from '../../shared/node/commonFields';
import { adAccountLocator, adSetLocator } from '../../shared/node/pickers/locators';
import { defineOperation, type Operation } from '../../shared/node/operation';
import type { AccountFacts, Session } from '../../shared/node/session/session';
import { amountIn, orNone, refuseUnlisted, type EnteredAmount, type ReadValue } from '../form/amounts';
import { guardFields, releasedField } from '../form/guardFields';
import { policyOf, requestOf } from '../form/policy';
import { approvalNotice, dryRunField, percentField, validForOption, enteredWishOf } from '../form/stepFields';
import { undoField } from '../record/undoColumn';
import { bids, roasFloors } from '../state/bids';
import type { Family } from '../state/family';
import { performSteps } from './performSteps';
import { APPLIED_LABEL, HELD_LABEL, MESSAGE } from '../steps/row';
import type { PreparedSteps } from '../record/step';

/** In what bids and ROAS floors differ. */
interface Lever {
	readonly value: string;
	readonly name: string;
	readonly action: string;
	readonly description: string;
	readonly family: Family;
	readonly loosensUpward: boolean;
	readonly inMoney: boolean;
	/** What the new value is called. A ceiling bounds what loosens, a floor what tightens: of a ROAS floor, the lowest and the highest. */
	readonly newValue: string;
	readonly ceiling: readonly [label: string, description: string];
	readonly floor: readonly [label: string, description: string];
	/** The kind of field a value is entered in, and its placeholder. */
	readonly kind: <const Name extends string>(fieldText: FieldText<Name>) => Field<Name, EnteredAmount>;
	readonly example: string;
	readonly exact: (path: readonly string[], enteredAmount: EnteredAmount, account: AccountFacts) => bigint;
}

function formFor({ newValue, ceiling, floor, loosensUpward, kind, example }: Lever) {
	const valueField = <const Name extends string>(name: Name, displayName: string, description: string) =>
		kind({ displayName, name, placeholder: example, description });
	const { name: releasedName, displayName: releasedLabel, description: releasedWords } = releasedField('value');
	return formOf(
		adAccountLocator,
		adSetLocator,
		choice({
			displayName: 'Change',
			name: 'change',
			options: [
				{ name: 'By Percent', value: 'percent' },
				{ name: 'To an Amount', value: 'value', description: 'Move toward a value, as far as the guards allow' },
				{ name: 'Undo', value: 'undo', description: 'Undo a change that this node has made, within 24 hours' },
			],
			default: 'percent',
		}),
		shownWhen({ change: ['percent'] }, percentField('Above zero raises, below zero lowers')),
		shownWhen(
			{ change: ['value'] },
			valueField('newValue', newValue, 'One change goes only as far as the guards allow. Run it again to go further.'),
		),
		shownWhen({ change: ['undo'] }, undoField('The undo column of a row that this node has applied')),
		mayBeEmpty(valueField('ceiling', ...ceiling)),
		dryRunField,
		approvalNotice,
		...guardFields(
			loosensUpward,
			valueField('expectedValue', 'Expected Current Value', 'Act only if this is still the value'),
			valueField(releasedName, releasedLabel, releasedWords),
			valueField('floor', ...floor),
		),
		optionsField(validForOption),
	);
}

type Params = ParamsIn<ReturnType<typeof formFor>>;

const prepareFor =
	({ family, loosensUpward, inMoney, exact }: Lever) =>
	async (session: Session, params: Params): Promise<PreparedSteps> => {
		const account = await session.account(params.adAccount);
		if (inMoney) refuseUnlisted(account);
		const read: ReadValue = (path, enteredAmount) => exact(path, enteredAmount, account);
		const optional = orNone(read);
		const { adSet, dryRun, guards, ceiling } = params;
		const bounds = {
			floor: optional(['guards', 'floor'], guards.floor),
			ceiling: optional(['ceiling'], ceiling),
			accountCeiling: null,
		};
		const policy = policyOf(guards, bounds, loosensUpward);
		const values = {
			expected: optional(['guards', 'expectedValue'], guards.expectedValue),
			released: optional(['guards', 'releasedValue'], guards.releasedValue),
		};
		const request = requestOf(enteredWishOf(params, read), values, guards);
		return { steps: [{ account, named: { kind: 'adSet', id: adSet }, family, policy, dryRun, request }], held: null };
	};

const operationOf = (lever: Lever): Operation =>
	defineOperation({
		value: lever.value,
		ownCurrencies: true,
		name: lever.name,
		action: lever.action,
		description: lever.description,
		effect: 'write',
		stopsSpend: true,
		outputs: [APPLIED_LABEL, HELD_LABEL, MESSAGE],
		form: formFor(lever),
		perform: async (session, jobs, settings) => await performSteps(session, jobs, settings, prepareFor(lever)),
	});

export const adjustBid = operationOf({
	value: 'adjustBid',
	name: 'Adjust Bid',
	action: 'Adjust a bid',
	description:
		'Increase or decrease the bid cap or cost per result goal of an ad set, within guards. Blocked changes come with the reason.',
	family: bids,
	loosensUpward: true,
	inMoney: true,
	newValue: 'New Bid',
	ceiling: ['Maximum Bid', 'The highest bid allowed, in the account’s currency. Required for increases.'],
	floor: ['Minimum Bid', 'The bid is not lowered below it'],
	kind: money,
	example: 'e.g. 12.50',
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
	ceiling: ['Lowest Floor', 'The lowest ROAS floor allowed, such as 1.2. Required for decreases.'],
	floor: ['Highest Floor', 'The ROAS floor is not raised above it'],
	kind: decimal,
	example: 'e.g. 1.5',
	exact: (path, enteredAmount) => BigInt(roasFloorAt([...path], enteredAmount)),
});
