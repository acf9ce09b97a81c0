import { isEmpty, partition } from 'lodash';
import { z } from 'zod';

import { givenName, matchCreativeName } from '../../meta/creativeNames';
import { changedRow, changeObjects } from '../../shared/adObject/change/changes';
import { wantedLabels, wantedText, type WantedValue } from '../../shared/adObject/change/wanted';
import { collection } from '../../shared/form/collections';
import { field, rewordField, shownWhen } from '../../shared/form/field';
import { formOf, type ParamsIn } from '../../shared/form/form';
import { choice } from '../../shared/form/kinds';
import { neededValue } from '../../shared/form/needed';
import { InputProblem } from '../../shared/form/problem';
import { together } from '../../shared/node/bulk';
import { optionsField, validateOnlyOption } from '../../shared/node/commonFields';
import { defineOperation, eachItem, type Job, type Verdict } from '../../shared/node/operation';
import { idTexts, objectId } from '../../shared/node/pickers/ids';
import { adAccountLocator } from '../../shared/node/pickers/locators';
import type { Session } from '../../shared/node/session/session';
import {
	callToActionField,
	linkDescriptionField,
	headlineField,
	labelsField,
	linkField,
	creativeNameField,
	primaryTextField,
	urlTagsField,
} from '../content/fields';
import { creativeKind, creativeLocator } from '../content/kind';
import { replaceCopy } from './replaceCopy';

const updateFields = collection({ displayName: 'Update Fields', name: 'updateFields', placeholder: 'Add field' }, [
	rewordField(labelsField, { description: 'Names of ad labels, separated by commas. They replace the current ones.' }),
	creativeNameField,
]);

const copyFields = collection(
	{
		displayName: 'New Text',
		name: 'copyFields',
		placeholder: 'Add field',
		description: 'What is left out stays as it is',
	},
	[
		callToActionField,
		linkDescriptionField,
		headlineField,
		linkField,
		rewordField(creativeNameField, { description: 'The name of the new creative. If not set, the old name.' }),
		primaryTextField,
		urlTagsField,
	],
);

const adsField = field(
	{
		displayName: 'Ad IDs',
		name: 'ads',
		type: 'string',
		default: '',
		placeholder: 'e.g. 120210000000000001, 120210000000000002',
		description:
			'The ads that get the new creative, separated by commas. They must show the current one. Leave empty to only create the creative.',
	},
	idTexts.pipe(z.array(objectId)).transform((list) => [...new Set(list)]),
);

const form = formOf(
	adAccountLocator,
	creativeLocator,
	choice({
		displayName: 'Update',
		name: 'updateType',
		options: [
			{ name: 'Name and Labels', value: 'details' },
			{
				name: 'Replace Text',
				value: 'copy',
				description: 'Create a new creative with other text and use it in ads. Meta reviews them again.',
			},
		],
		default: 'details',
		description: 'What to change',
	}),
	shownWhen({ updateType: ['details'] }, updateFields),
	shownWhen({ updateType: ['copy'] }, copyFields),
	shownWhen({ updateType: ['copy'] }, adsField),
	optionsField(
		rewordField(validateOnlyOption, {
			description:
				'Whether to only check, without changing anything. Meta checks new creatives; a new name and labels are only compared.',
		}),
	),
);

export type UpdateCreativeParams = ParamsIn<typeof form>;
type Jobs = ReadonlyArray<Job<UpdateCreativeParams>>;

/** What the fields have to be together. */
export function updateProblem(params: UpdateCreativeParams): InputProblem | null {
	const name = params.updateType === 'copy' ? 'copyFields' : 'updateFields';
	return isEmpty(params[name])
		? new InputProblem([name], 'has nothing to change', 'Add at least one field to change.')
		: null;
}

/** What Meta has written on to a name is no other name. */
const wantedName = (name: string): WantedValue => ({
	...wantedText('name', 'Name', name),
	shownBy: (creative) => matchCreativeName(creative.name, name) === 'same',
	inWords: (creative) => givenName(creative.name) ?? 'none',
});

/** Name and labels are all that Meta changes of a creative (spec object AdCreative). */
const changeDetails = together(
	async (session: Session, { adAccount, creative, options, ...params }: UpdateCreativeParams) => {
		const { name, labels } = neededValue(params, 'updateFields');
		return {
			id: creative,
			account: await session.account(adAccount),
			validateOnly: options.validateOnly || session.dryRun,
			decide: () =>
				[name !== undefined && wantedName(name), labels !== undefined && wantedLabels(labels)].filter(
					(want) => want !== false,
				),
			method: 'POST' as const,
		};
	},
	async (session, changes) => await changeObjects(session, creativeKind, changes, changedRow(creativeKind)),
);

const replace = eachItem(
	async (session, { adAccount, creative, options: { validateOnly }, ...params }: UpdateCreativeParams) => [
		{
			json: await replaceCopy(session, {
				adAccount,
				creative,
				ads: neededValue(params, 'ads'),
				copy: neededValue(params, 'copyFields'),
				validateOnly,
			}),
		},
	],
);

/** Each item says what it wants; verdicts in the order of the items. */
async function perform(session: Session, jobs: Jobs, settings: unknown): Promise<Array<Verdict | undefined>> {
	const [copying, changing] = partition(jobs, ({ params }) => params.updateType === 'copy');
	const verdicts = new Map<Job<UpdateCreativeParams>, Verdict | undefined>();
	const note = (of: Jobs, answers: ReadonlyArray<Verdict | undefined>): void =>
		of.forEach((job, index) => verdicts.set(job, answers[index]));
	note(changing, await changeDetails(session, changing, settings));
	note(copying, await replace(session, copying, settings));
	return jobs.map((job) => verdicts.get(job));
}

export const updateCreative = defineOperation({
	value: 'update',
	name: 'Update',
	action: 'Update a creative',
	description:
		'Rename a creative, or give its ads a new creative with other text. The content of a creative cannot be changed.',
	effect: 'write',
	form,
	rule: updateProblem,
	perform,
});
