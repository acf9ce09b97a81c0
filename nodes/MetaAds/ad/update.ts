import { z } from 'zod';

import { together } from '../../shared/node/bulk';
import { optionsField, optionsParams, validateOnlyOption } from '../../shared/node/commonFields';
import { adAccountId, adAccountLocator, adLocator, objectId } from '../../shared/node/locators';
import { defineOperation } from '../../shared/node/operation';
import { problem } from '../../shared/node/params';
import { changedRow, changeObjects } from '../../shared/adObject/changes';
import { pickedId } from '../asset/pickedId';
import { labelsParam, momentParam, nameParam } from '../../shared/adObject/checks';
import { conversionDomainParam } from './checks';
import { conversionDomainField, creativeField, endTimeField, labelsField, nameField, pixelField, startTimeField } from './fields';
import { adKind } from './kind';
import { decideUpdate } from './wantedValues';

export const updateParams = z
	.object({
		adAccount: adAccountId,
		ad: objectId,
		updateFields: z
			.object({
				conversionDomain: conversionDomainParam.optional(),
				creative: pickedId.optional(),
				endTime: momentParam.optional(),
				labels: labelsParam.optional(),
				name: nameParam.optional(),
				pixel: pickedId.optional(),
				startTime: momentParam.optional(),
				status: z.enum(['ACTIVE', 'PAUSED']).optional(),
			})
			.default({}),
		options: optionsParams({ validateOnly: z.boolean().default(false) }),
	})
	.superRefine(({ updateFields }, context) => {
		if (Object.keys(updateFields).length === 0) {
			problem(context, ['updateFields'], 'has nothing to change', 'Add at least one field to change.');
		}
	});

export const update = defineOperation({
	value: 'update',
	name: 'Update',
	action: 'Update an ad',
	description: 'Change an ad. Only what differs is sent, and read back afterwards. Another creative sends the ad to review again.',
	effect: 'write',
	fields: [
		adAccountLocator,
		adLocator,
		{
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			options: [
				conversionDomainField,
				{ ...creativeField, description: 'The creative to show instead. Meta reviews the ad again, and its ad set may start learning anew.' },
				endTimeField,
				{ ...labelsField, description: 'Names of ad labels, separated by commas, in place of the present ones' },
				{ ...nameField, required: undefined },
				{ ...pixelField, description: 'Records what people do on the website, in place of the present pixel. Other tracking stays.' },
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
			],
		},
		optionsField(validateOnlyOption),
	],
	params: updateParams,
	perform: together(
		async (session, { adAccount, ad, updateFields, options }) => {
			const account = await session.account(adAccount);
			return {
				id: ad,
				account,
				validateOnly: options.validateOnly || session.dryRun,
				decide: decideUpdate(updateFields, account),
				method: 'POST' as const,
				exact: true,
			};
		},
		async (session, changes) => await changeObjects(session, adKind, changes, changedRow(adKind)),
	),
});
