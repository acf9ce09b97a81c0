import { z } from 'zod';

import { together } from '../../shared/node/bulk';
import { optionsField, optionsParams, validateOnlyOption } from '../../shared/node/commonFields';
import { adAccountId, adAccountLocator, adSetLocator, objectId } from '../../shared/node/locators';
import { defineOperation } from '../../shared/node/operation';
import { createObjects, judgeCreations } from '../../shared/adObject/creation';
import { pickedId } from '../asset/pickedId';
import { labelsParam, momentParam, nameParam } from '../../shared/adObject/checks';
import { conversionDomainParam } from './checks';
import { planCreation } from './creationRequest';
import { checkPoliciesOption, conversionDomainField, creativeField, endTimeField, labelsField, nameField, pixelField, startTimeField } from './fields';
import { adKind } from './kind';

export const createParams = z.object({
	adAccount: adAccountId,
	adSet: objectId,
	name: nameParam,
	creative: objectId,
	status: z.enum(['PAUSED', 'ACTIVE']).default('PAUSED'),
	additionalFields: z
		.object({
			conversionDomain: conversionDomainParam.optional(),
			endTime: momentParam.optional(),
			labels: labelsParam.optional(),
			pixel: pickedId.optional(),
			startTime: momentParam.optional(),
		})
		.default({}),
	options: optionsParams({ checkPolicies: z.boolean().default(false), validateOnly: z.boolean().default(false) }),
});

export const create = defineOperation({
	value: 'create',
	name: 'Create',
	action: 'Create an ad',
	description: 'Create an ad from an existing creative, paused unless you choose otherwise. Meta then reviews it.',
	effect: 'write',
	fields: [
		adAccountLocator,
		{ ...adSetLocator, description: 'The ad set the ad goes into. The list shows the ad sets of the chosen ad account.' },
		nameField,
		{ ...creativeField, required: true },
		{
			displayName: 'Status',
			name: 'status',
			type: 'options',
			options: [
				{ name: 'Active', value: 'ACTIVE', description: 'Runs as soon as Meta approves it, if its ad set and campaign are active' },
				{ name: 'Paused', value: 'PAUSED', description: 'Spends nothing until you activate it' },
			],
			default: 'PAUSED',
			description: 'Whether the ad may run once it is approved',
		},
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			options: [conversionDomainField, endTimeField, labelsField, pixelField, startTimeField],
		},
		optionsField(checkPoliciesOption, validateOnlyOption),
	],
	params: createParams,
	perform: together(planCreation, createObjects(adKind), judgeCreations),
});
