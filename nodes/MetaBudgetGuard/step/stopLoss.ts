import { notice, runWide, shownWhen } from '../../shared/form/field';
import { collection } from '../../shared/form/collections';
import { formOf, type ParamsIn, type SettingsIn } from '../../shared/form/form';
import { choice, money, percentage } from '../../shared/form/kinds';
import { InputProblem, isEmpty } from '../../shared/form/problem';
import { optionsField } from '../../shared/node/commonFields';
import { defineOperation } from '../../shared/node/operation';
import { adAccountLocator } from '../../shared/node/pickers/locators';
import type { AccountFacts, Session } from '../../shared/node/session/session';
import { amountIn, orNone, refuseUnlisted } from '../form/amounts';
import { lossGuards } from '../form/guardFields';
import { namedObjectOf, objectFields } from '../form/objectFields';
import { policyOf, requestOf } from '../form/policy';
import { approvalNotice, dryRunField, validForOption } from '../form/stepFields';
import { stopLossLimitsField, limitsOf } from '../form/stopLoss';
import { evidenceOf } from '../form/evidence';
import { figureField, sourcedFigure, numbers, sourceFields } from '../form/figures';
import { enteredTargetOf } from '../form/target';
import { undoField, undoOf } from '../record/undoColumn';
import { percentShare } from '../policy/lever';
import { ownBudgets } from '../state/budgets';
import { statuses } from '../state/statuses';
import { saysIncomplete } from '../../meta/evidence/known';
import { performSteps } from './performSteps';
import { APPLIED_LABEL, HELD_LABEL, MESSAGE } from '../steps/row';
import type { PreparedSteps, StepWish } from '../record/step';

const stops = { action: ['pause', 'cut'] };

const form = formOf(
	notice({
		name: 'stopNotice',
		text:
			'Connect a report: Meta Insights → Get Report, Level Ad Set, the last 28 days. Ad Set stays empty: each row names its own. ' +
			'By default, it stops without a result when 4 were expected, or at 3.5 times the target. It never stops the last active ad set, and never acts on incomplete data.',
	}),
	adAccountLocator,
	choice({
		displayName: 'What to Stop',
		name: 'objectType',
		options: [
			{ name: 'Ad Set', value: 'adSet' },
			{ name: 'Campaign', value: 'campaign' },
		],
		default: 'adSet',
		description: 'What the incoming rows are about',
	}),
	...objectFields,
	// Rows of one object are judged together: half of them must not be for a pause and half for a cut.
	runWide(
		choice({
			displayName: 'Action',
			name: 'action',
			options: [
				{ name: 'Pause', value: 'pause' },
				{ name: 'Cut Budget', value: 'cut', description: 'Cut its budget by a percentage, as far as the guards allow' },
				{ name: 'Undo', value: 'undo', description: 'Switch on again what this node has paused, within 24 hours' },
			],
			default: 'pause',
		}),
	),
	shownWhen(
		{ action: ['cut'] },
		percentage({
			displayName: 'Cut By (%)',
			name: 'cutBy',
			default: '15',
			least: 1,
			most: 99,
			description: 'How much to decrease it. One change goes only as far as the guards allow.',
		}),
	),
	shownWhen(
		{ action: ['undo'] },
		undoField('The column undo of a row that this node has paused. To undo a cut, use Adjust Budget.'),
	),
	shownWhen(
		stops,
		money({
			displayName: 'Target Cost per Result',
			name: 'target',
			required: true,
			placeholder: 'e.g. 12.50',
			description: 'What a result should cost, in the account’s currency',
		}),
	),
	...sourceFields(stops),
	...sourcedFigure(stops, numbers.cost),
	...sourcedFigure(stops, numbers.clicks),
	...sourcedFigure(
		stops,
		figureField('Since', 'since', 'date_start', 'First day of these numbers, such as 2026-11-01'),
	),
	...sourcedFigure(stops, numbers.until),
	...sourcedFigure(stops, numbers.reportComplete),
	shownWhen(stops, stopLossLimitsField),
	dryRunField,
	approvalNotice,
	collection(
		{
			displayName: 'Guards',
			name: 'guards',
			placeholder: 'Add guard',
			description: 'Limits that apply to every change. Defaults apply unless you set others.',
		},
		lossGuards,
	),
	optionsField(validForOption),
);

type Params = ParamsIn<typeof form>;
type Action = SettingsIn<typeof form>['action'];

/** @throws InputProblem at the field */
function wishOf(params: Params, action: Action, account: AccountFacts, now: number): StepWish['wish'] {
	const { cutBy, limits, target, undo } = params;
	if (undo !== undefined) return { kind: 'undo', undo: undoOf(undo) };
	if (limits === undefined || target === undefined) throw isEmpty(['target']);
	return {
		kind: 'target',
		settings: {
			goal: { kind: 'cost', target: enteredTargetOf('cost', target, account) },
			...limitsOf(limits),
			cut: action === 'cut' && cutBy !== undefined ? percentShare(cutBy) : null,
		},
		incomplete: saysIncomplete(params.reportComplete),
		repeated: false,
		...evidenceOf({ ...params, resultValue: undefined, frequency: undefined }, 'cost', now),
	};
}

/** A pause is from 1 to 0, which no budget ever is. */
function refuseOtherUndo({ undo }: Params): void {
	if (undo === undefined || undo.to === '0') return;
	throw new InputProblem(
		['undo'],
		'is not of a pause',
		'Changes of budgets are taken back by Adjust Budget, Change: Undo.',
	);
}

/** @throws InputProblem or GraphFailure */
async function prepare(session: Session, params: Params, action: Action, index: number): Promise<PreparedSteps> {
	const namedObject = namedObjectOf(session.n8n, params, index);
	const account = await session.account(params.adAccount);
	refuseUnlisted(account);
	refuseOtherUndo(params);
	const { dryRun, guards } = params;
	const optional = orNone((path, entry) => amountIn(path, entry, account));
	const bounds = { floor: optional(['guards', 'floor'], guards.floor), ceiling: null, accountCeiling: null };
	const policy = {
		...policyOf(guards, { ...bounds, ...(guards.keepLive !== undefined && { keepLive: guards.keepLive }) }),
		// A loss is no smaller because Meta is still learning from it.
		tightenWhileLearning: true,
		actOnUnknownLearning: true,
	};
	const request = requestOf(wishOf(params, action, account, session.now()), { expected: null, released: null }, guards);
	const family = action === 'cut' ? ownBudgets : statuses;
	return { steps: [{ account, named: namedObject, family, policy, dryRun, request }], held: null };
}

export const stopLoss = defineOperation({
	value: 'stopLoss',
	ownCurrencies: true,
	name: 'Stop Loss',
	action: 'Stop a loss',
	description:
		'Pause or cut an ad set or campaign that spends without results or far above target. Blocked changes come with the reason.',
	effect: 'write',
	stopsSpend: true,
	outputs: [APPLIED_LABEL, HELD_LABEL, MESSAGE],
	form,
	perform: async (session, jobs, settings) =>
		await performSteps(
			session,
			jobs,
			settings,
			async (one, params, index) => await prepare(one, params, settings.action, index),
		),
});
