import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { campaignSpec } from '../../shared/spec';
import { campaignFields } from './row';

/** For raw answers: which of Meta's fields to read. */
export const fieldsOption: INodeProperties = {
	displayName: 'Fields',
	name: 'fields',
	type: 'multiOptions',
	options: campaignSpec.Fields.map((name) => ({ name, value: name })),
	default: [],
	description: 'Which of Meta’s fields to return when Simplify is off; the usual ones when none is chosen',
};

export const fieldsParam = z
	.array(z.enum(campaignSpec.Fields))
	.default([])
	.transform((fields): readonly string[] => (fields.length > 0 ? fields : campaignFields));
