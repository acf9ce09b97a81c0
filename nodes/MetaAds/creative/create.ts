import { unlessThere } from '../../shared/adObject/ifItExists/unlessThere';
import { InputProblem } from '../../shared/form/problem';
import type { GraphObject } from '../../shared/graph/object';
import { defineOperation } from '../../shared/node/operation';
import type { Session } from '../../shared/node/session/session';
import { createCreatives, creativeProblem, planCreative } from '../content/createCreatives';
import { createCreativeForm, type CreativeParams } from '../content/createForm';
import { creativeKind } from '../content/kind';
import { isCarousel } from '../content/sameContent';
import { updateCreative, type UpdateCreativeParams } from './update';

/** Labels are all that the form has and Meta changes. */
function asUpdate(params: CreativeParams, creative: string): UpdateCreativeParams | null {
	const { adAccount, options } = params;
	const { labels } = params.additionalFields;
	if (labels === undefined) return null;
	const hiddenFields = { copyFields: undefined, ads: undefined };
	return { adAccount, creative, updateType: 'details', updateFields: { labels }, ...hiddenFields, options };
}

async function judge(session: Session, params: CreativeParams, object: GraphObject): Promise<InputProblem | null> {
	const { lookUp } = await planCreative(session, params);
	if (lookUp.matches(object)) return null;
	return new InputProblem(
		['options', 'ifItExists'],
		`The creative “${params.name}” (${String(object.id)}) shows something else, as far as that can be compared, and cannot be changed`,
		'Give the new creative another name, or choose Use Existing to take the one that is there.',
	);
}

export const createCreative = defineOperation({
	value: 'create',
	name: 'Create',
	action: 'Create a creative',
	description: 'Combine images, text and a link into what an ad shows. Costs nothing until an ad uses it.',
	effect: 'write',
	form: createCreativeForm,
	rule: creativeProblem,
	perform: unlessThere({
		kind: creativeKind,
		form: createCreativeForm,
		create: createCreatives,
		update: updateCreative,
		asUpdate,
		judge,
		isIt: async (session, params, object) => isCarousel(object) && (await judge(session, params, object)) === null,
	}),
});
