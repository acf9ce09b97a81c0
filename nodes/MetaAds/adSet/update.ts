import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { together } from '../../shared/node/bulk';
import { optionsField, optionsParams, validateOnlyOption } from '../../shared/node/commonFields';
import { adAccountId, adAccountLocator, adSetLocator, objectId } from '../../shared/node/locators';
import { defineOperation } from '../../shared/node/operation';
import { problem } from '../../shared/node/params';
import { allowLargeChangeOption } from '../../shared/adObject/allowLargeChange';
import { changedRow, changeObjects } from '../../shared/adObject/changes';
import { adScheduleParam } from './adSchedule';
import { amountParam, attributionParam, euNameParam, labelsParam, momentParam, nameParam, strategyParam } from './checks';
import {
	adScheduleField,
	attributionField,
	beneficiaryField,
	bidAmountField,
	bidStrategyField,
	dailyBudgetField,
	endTimeField,
	labelsField,
	lifetimeBudgetField,
	maxSpendField,
	minSpendField,
	nameField,
	payorField,
	roasFloorField,
	startTimeField,
} from './fields';
import { adSetKind } from './kind';
import { explained } from './metaAnswers';
import { advantageAudienceField, countriesField, targetingField } from './targetingFields';
import { checkTogether, countriesParam, targetingShape } from './targetingForm';
import { optionsIn, unusable } from './unusable';
import { decideUpdate } from './wantedValues';

export const updateParams = z
	.object({
		adAccount: adAccountId,
		adSet: objectId,
		updateFields: z
			.object({
				adSchedule: adScheduleParam.optional(),
				attribution: attributionParam.optional(),
				beneficiary: euNameParam.optional(),
				bidAmount: amountParam.optional(),
				bidStrategy: strategyParam.optional(),
				dailyBudget: amountParam.optional(),
				endTime: momentParam.optional(),
				labels: labelsParam.optional(),
				lifetimeBudget: amountParam.optional(),
				maxSpend: amountParam.optional(),
				minSpend: amountParam.optional(),
				name: nameParam.optional(),
				payor: euNameParam.optional(),
				roasFloor: amountParam.optional(),
				startTime: momentParam.optional(),
				status: z.enum(['ACTIVE', 'PAUSED']).optional(),
			})
			.default({}),
		targeting: z.object({ ...targetingShape, advantageAudience: z.boolean().optional(), countries: countriesParam.optional() }).default({}),
		options: optionsParams({ allowLargeChange: z.boolean().default(false), validateOnly: z.boolean().default(false) }),
	})
	.superRefine(({ updateFields, targeting }, context) => {
		if (Object.keys(updateFields).length === 0 && Object.keys(targeting).length === 0) {
			problem(context, ['updateFields'], 'has nothing to change', 'Add at least one field to change, here or under Targeting.');
		}
		if (updateFields.dailyBudget !== undefined && updateFields.lifetimeBudget !== undefined) {
			problem(context, ['updateFields', 'lifetimeBudget'], 'cannot be set together with Daily Budget', 'Keep the one this ad set has and remove the other.');
		}
		checkTogether(context, targeting);
	});

const statusField: INodeProperties = {
	displayName: 'Status',
	name: 'status',
	type: 'options',
	options: [
		{ name: 'Active', value: 'ACTIVE' },
		{ name: 'Paused', value: 'PAUSED' },
	],
	default: 'PAUSED',
};

export const update = defineOperation({
	value: 'update',
	name: 'Update',
	action: 'Update an ad set',
	description: 'Change an ad set. Only what differs is sent, and read back afterwards. Of its targeting only the parts you add are replaced.',
	effect: 'write',
	fields: [
		adAccountLocator,
		adSetLocator,
		{
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			options: [
				adScheduleField,
				attributionField,
				bidAmountField,
				bidStrategyField,
				dailyBudgetField,
				endTimeField,
				beneficiaryField,
				payorField,
				labelsField,
				lifetimeBudgetField,
				maxSpendField,
				minSpendField,
				{ ...nameField, required: undefined },
				roasFloorField,
				startTimeField,
				statusField,
			],
		},
		targetingField(
			'Each part added here replaces the present one, and without a row takes it away; all other parts stay. Meta may review the ads again and start learning anew.',
			countriesField,
			advantageAudienceField,
		),
		optionsField(allowLargeChangeOption, validateOnlyOption),
	],
	params: updateParams,
	perform: together(
		async (session, params) => {
			const account = await session.account(params.adAccount);
			return {
				id: params.adSet,
				account,
				validateOnly: params.options.validateOnly || session.dryRun,
				decide: decideUpdate(params, account, session.now()),
				method: 'POST' as const,
				exact: true,
				names: { account: account.id, options: optionsIn(params.targeting) },
			};
		},
		async (session, changes) => explained(await changeObjects(session, adSetKind, changes, changedRow(adSetKind))),
		async (session, changes) => await unusable(session, changes.map(({ names }) => names)),
	),
});
