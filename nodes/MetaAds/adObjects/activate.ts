import type { IDataObject } from 'n8n-workflow';
import { groupBy } from 'lodash';

import { deliveryChecks, type DeliveryCheck, type LaunchKind } from '../../meta/gates/delivery';
import { changedRow, changeObjects, type ObjectChange } from '../../shared/adObject/change/changes';
import { gateUrl } from '../../shared/gates/gates';
import { wantedStatus } from '../../shared/adObject/change/wanted';
import type { AdObjectKind } from '../../shared/adObject/kind';
import { assumeDefault, renameField } from '../../shared/form/field';
import { formOf } from '../../shared/form/form';
import { choice } from '../../shared/form/kinds';
import { InputProblem } from '../../shared/form/problem';
import { together } from '../../shared/node/bulk';
import { optionsField, validateOnlyOption } from '../../shared/node/commonFields';
import { defineOperation, type Operation } from '../../shared/node/operation';
import { adAccountLocator } from '../../shared/node/pickers/locators';
import type { Session } from '../../shared/node/session/session';

const deliveryOption = assumeDefault(
	choice({
		displayName: 'Check Delivery',
		name: 'checkDelivery',
		options: [
			{ name: 'No', value: 'no' },
			{ name: 'Report', value: 'report', description: 'Add what keeps it from being shown' },
			{ name: 'Require', value: 'require', description: 'Activate it only if no known problem stops it' },
		],
		default: 'no',
		description: 'Whether to check payment method, spending limit, account, page, review and schedule first',
	}),
);

interface Activation extends ObjectChange {
	readonly checkDelivery: 'no' | 'report' | 'require';
	/** What was found out of it, where it asked for that. */
	checks?: readonly DeliveryCheck[];
}

/** Lets objects run; where it is asked for, says before whether Meta can show them. */
export const activateOperation = (kind: AdObjectKind, action: string, description: string): Operation =>
	defineOperation({
		value: 'activate',
		name: 'Activate',
		action,
		description,
		effect: 'write',
		form: formOf(adAccountLocator, renameField('id', kind.locator), optionsField(deliveryOption, validateOnlyOption)),
		perform: together(
			async (session, { adAccount, id, options: { validateOnly, checkDelivery } }): Promise<Activation> => ({
				id,
				account: await session.account(adAccount),
				validateOnly: validateOnly || session.dryRun,
				decide: () => [wantedStatus('ACTIVE')],
				method: 'POST',
				checkDelivery,
			}),
			async (session, activations) =>
				await changeObjects(session, kind, activations, (activation, end) => ({
					...changedRow(kind)(activation, end),
					...deliveryColumns((activation as Activation).checks),
				})),
			async (session, activations) => {
				await checkAll(session, kind, activations);
				return activations.map((one) => heldBack(kind, one));
			},
		),
	});

async function checkAll(
	{ graph, now }: Session,
	kind: AdObjectKind,
	activations: readonly Activation[],
): Promise<void> {
	const asking = activations.filter(({ checkDelivery }) => checkDelivery !== 'no');
	for (const [account, group] of Object.entries(groupBy(asking, (one) => one.account.id))) {
		const ids = [...new Set(group.map(({ id }) => id))];
		const moment = graph.serverTime() ?? now();
		const checksById = await deliveryChecks(graph, kind.edge as LaunchKind, account, ids, moment);
		for (const one of group) one.checks = checksById.get(one.id);
	}
}

const shutIn = (checks: readonly DeliveryCheck[] = []): DeliveryCheck[] =>
	checks.filter(({ state }) => state.state === 'shut');

const inSentences = (checks: readonly DeliveryCheck[]): string =>
	checks
		.map(({ state, remedy, gate }) =>
			`${state.reason}. ${remedy}${gate === undefined ? '' : ` More: ${gateUrl(gate)}`}`.trim(),
		)
		.join(' ');

/** Why an object that has to deliver is not activated; nothing where no check is shut. */
function heldBack({ locator, noun }: AdObjectKind, { checkDelivery, checks }: Activation): InputProblem | undefined {
	const shutChecks = shutIn(checks);
	if (checkDelivery !== 'require' || shutChecks.length === 0) return undefined;
	return new InputProblem(
		[locator.name],
		`was not activated: Meta would not show this ${noun}`,
		inSentences(shutChecks),
	);
}

/** One row of checks: what is unknown says why, and never passes for open. */
function deliveryColumns(checks: readonly DeliveryCheck[] | undefined): IDataObject {
	if (checks === undefined) return {};
	const shutChecks = shutIn(checks);
	const unknown = checks.filter(({ state }) => state.state === 'unknown');
	return {
		canDeliver: shutChecks.length > 0 ? 'no' : unknown.length > 0 ? 'unknown' : 'yes',
		deliveryProblems: inSentences(shutChecks),
		deliveryChecks: checks.map(({ name, state }) => `${name}: ${state.state} (${state.reason})`).join('\n'),
	};
}
