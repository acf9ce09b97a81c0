import { isEmpty, isUndefined, omitBy } from 'lodash';

import { createObjects } from '../../shared/adObject/creation';
import { unlessThere } from '../../shared/adObject/ifItExists/unlessThere';
import { InputProblem } from '../../shared/form/problem';
import type { GraphObject } from '../../shared/graph/object';
import { together } from '../../shared/node/bulk';
import { defineOperation } from '../../shared/node/operation';
import type { Session } from '../../shared/node/session/session';
import { createAudienceForm, type CreateAudienceParams } from './creation/form';
import { audienceProblem, planCreation } from './creation/request';
import { audienceKind } from './kind';
import { updateAudience, type UpdateAudienceParams } from './update';

/** The form's values as Update has them. */
function asUpdate(params: CreateAudienceParams, audience: string): UpdateAudienceParams | null {
	const { adAccount, customerFileSource, options } = params;
	const { description, retentionDays, optOutLink } = params.additionalFields;
	const updateFields = omitBy({ customerFileSource, description, retentionDays, optOutLink }, isUndefined);
	return isEmpty(updateFields) ? null : { adAccount, audience, updateFields, options };
}

/** What may differ from the form all the same, a sentence each. */
const uncomparedFields = ({ audienceType, additionalFields: { exclusionOnly } }: CreateAudienceParams): string[] => [
	...(audienceType === 'customerList'
		? []
		: ['Who is in it was not compared: the rules of an audience are not changed here.']),
	...(exclusionOnly === undefined
		? []
		: ['Use for Exclusion Only was neither compared nor changed: Meta does not show it.']),
];

/** What Meta calls audiences of each type of the form; one it gives another name is not taken for any of them. */
const subtypes: Readonly<Record<CreateAudienceParams['audienceType'], readonly unknown[]>> = {
	customerList: ['CUSTOM'],
	engagement: ['ENGAGEMENT', 'VIDEO'],
	website: ['WEBSITE'],
};

/** A rule in JSON can be of any source. */
const OF_ANY_RULE: readonly unknown[] = ['APP', 'ENGAGEMENT', 'OFFLINE_CONVERSION', 'VIDEO', 'WEBSITE'];

const isOfOtherType = ({ audienceType, ruleSource }: CreateAudienceParams, subtype: unknown): boolean =>
	!(ruleSource === 'json' ? OF_ANY_RULE : subtypes[audienceType]).includes(subtype);

/** What an audience is made of stays; Meta shows rules in other words than it took them. */
async function judge(
	_session: Session,
	params: CreateAudienceParams,
	{ id, subtype, is_value_based: isValueBased }: GraphObject,
): Promise<InputProblem | string | null> {
	const { name, audienceType, valueBased } = params;
	const isList = audienceType === 'customerList';
	const isOther = isOfOtherType(params, subtype);
	if (!isOther && (!isList || (isValueBased === true) === (valueBased === true)))
		return uncomparedFields(params).join(' ') || null;
	return new InputProblem(
		[isOther ? 'audienceType' : 'valueBased'],
		`is another than that of the audience “${name}” (${String(id)}), and cannot be changed`,
		'Change it here, choose Use Existing under If It Exists to take it as it is, or give the new one another name.',
	);
}

export const createAudience = defineOperation({
	value: 'create',
	name: 'Create',
	action: 'Create an audience',
	description: 'Create a customer list, or an audience of website visitors or of people who engaged',
	effect: 'write',
	form: createAudienceForm,
	rule: audienceProblem,
	perform: unlessThere({
		kind: audienceKind,
		form: createAudienceForm,
		create: together(planCreation, createObjects(audienceKind)),
		update: updateAudience,
		asUpdate,
		judge,
	}),
});
