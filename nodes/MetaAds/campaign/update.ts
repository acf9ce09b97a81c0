import { z } from 'zod';

import { together } from '../../shared/node/bulk';
import { optionsField, optionsParams, validateOnlyOption } from '../../shared/node/commonFields';
import { adAccountId, adAccountLocator, campaignLocator, objectId } from '../../shared/node/locators';
import { defineOperation } from '../../shared/node/operation';
import { problem } from '../../shared/node/params';
import { allowLargeChangeOption } from '../../shared/adObject/allowLargeChange';
import { changedRow, changeObjects } from '../../shared/adObject/changes';
import { amountParam, bidStrategyParam, countriesParam, labelsParam, momentParam, nameParam, specialAdCategoriesParam } from './checks';
import {
	bidStrategyField,
	dailyBudgetField,
	labelsField,
	lifetimeBudgetField,
	nameField,
	specialAdCategoriesField,
	specialAdCategoryCountryField,
	spendCapField,
	startTimeField,
	stopTimeField,
} from './fields';
import { campaignKind } from './kind';
import { decideUpdate, wantedOf } from './wantedValues';

const optional = <Field extends { required?: boolean }>(field: Field): Field => {
	const { required, ...rest } = field;
	return (required === undefined ? field : rest) as Field;
};

export const updateParams = z
	.object({
		adAccount: adAccountId,
		campaign: objectId,
		updateFields: z
			.object({
				bidStrategy: bidStrategyParam.optional(),
				dailyBudget: amountParam.optional(),
				labels: labelsParam.optional(),
				lifetimeBudget: amountParam.optional(),
				name: nameParam.optional(),
				removeSpendCap: z.boolean().optional(),
				specialAdCategories: specialAdCategoriesParam.optional(),
				specialAdCategoryCountry: countriesParam.optional(),
				spendCap: amountParam.optional(),
				startTime: momentParam.optional(),
				status: z.enum(['ACTIVE', 'PAUSED']).optional(),
				stopTime: momentParam.optional(),
			})
			.default({}),
		options: optionsParams({ allowLargeChange: z.boolean().default(false), validateOnly: z.boolean().default(false) }),
	})
	.superRefine(({ updateFields }, context) => {
		if (Object.keys(updateFields).length === 0) {
			problem(context, ['updateFields'], 'has nothing to change', 'Add at least one field to change.');
		}
		if (updateFields.dailyBudget !== undefined && updateFields.lifetimeBudget !== undefined) {
			problem(context, ['updateFields', 'lifetimeBudget'], 'cannot be set together with Daily Budget', 'Keep the one this campaign has and remove the other.');
		}
		if (updateFields.spendCap !== undefined && updateFields.removeSpendCap) {
			problem(context, ['updateFields', 'spendCap'], 'cannot be set and removed at once', 'Remove one of the two fields.');
		}
	});

export const update = defineOperation({
	value: 'update',
	name: 'Update',
	action: 'Update a campaign',
	description: 'Change a campaign. Only what differs is sent, and read back afterwards.',
	effect: 'write',
	fields: [
		adAccountLocator,
		campaignLocator,
		{
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			options: [
				bidStrategyField,
				optional(specialAdCategoryCountryField),
				dailyBudgetField,
				labelsField,
				lifetimeBudgetField,
				optional(nameField),
				{
					displayName: 'Remove Spending Limit',
					name: 'removeSpendCap',
					type: 'boolean',
					default: true,
					description: 'Whether to take the campaign’s spending limit away',
				},
				optional(specialAdCategoriesField),
				spendCapField,
				startTimeField,
				{
					displayName: 'Status',
					name: 'status',
					type: 'options',
					options: [
						{ name: 'Active', value: 'ACTIVE' },
						{ name: 'Paused', value: 'PAUSED' },
					],
					default: 'PAUSED',
				},
				stopTimeField,
			],
		},
		optionsField(allowLargeChangeOption, validateOnlyOption),
	],
	params: updateParams,
	perform: together(
		async (session, { adAccount, campaign, updateFields, options }) => {
			const account = await session.account(adAccount);
			const wanted = wantedOf(updateFields, account);
			return {
				id: campaign,
				account,
				validateOnly: options.validateOnly || session.dryRun,
				decide: decideUpdate(wanted, options.allowLargeChange),
				method: 'POST' as const,
				exact: true,
			};
		},
		async (session, changes) => await changeObjects(session, campaignKind, changes, changedRow(campaignKind)),
	),
});
