import { z } from 'zod';

import { together } from '../../shared/node/bulk';
import { optionsField, optionsParams, validateOnlyOption } from '../../shared/node/commonFields';
import { adAccountId, adAccountLocator, idTexts, objectId } from '../../shared/node/locators';
import { defineOperation, eachItem, type Job, type Verdict } from '../../shared/node/operation';
import { problem } from '../../shared/node/params';
import type { Session } from '../../shared/node/session';
import { changedRow, changeObjects } from '../../shared/adObject/changes';
import { labelsParam, nameParam } from '../../shared/adObject/checks';
import { wantedLabels, wantedText } from '../../shared/adObject/wanted';
import { callToActionParam, linkParam, urlTagsParam } from './checks';
import { callToActionField, descriptionField, headlineField, labelsField, linkField, nameField, primaryTextField, urlTagsField } from './fields';
import { creativeKind, creativeLocator } from './kind';
import { replaceCopy } from './replaceCopy';

const common = { adAccount: adAccountId, creative: objectId, options: optionsParams({ validateOnly: z.boolean().default(false) }) };

const ids = idTexts.pipe(z.array(objectId)).transform((list) => [...new Set(list)]);

const text = z.string().trim().min(1).optional();

const details = z.object({ updateType: z.literal('details'), ...common, updateFields: z.object({ labels: labelsParam.optional(), name: nameParam.optional() }).default({}) });

const copy = z.object({
	updateType: z.literal('copy'),
	...common,
	ads: ids.default([]),
	copyFields: z
		.object({
			callToAction: callToActionParam.optional(),
			description: text,
			headline: text,
			link: linkParam.optional(),
			name: nameParam.optional(),
			primaryText: text,
			urlTags: urlTagsParam.optional(),
		})
		.default({}),
});

export const updateParams = z.discriminatedUnion('updateType', [details, copy]).superRefine((params, context) => {
	const [name, fields] = params.updateType === 'copy' ? ['copyFields', params.copyFields] : ['updateFields', params.updateFields];
	if (Object.keys(fields).length === 0) problem(context, [name as string], 'has nothing to change', 'Add at least one field to change.');
});

type UpdateParams = z.output<typeof updateParams>;
type Jobs<P> = ReadonlyArray<Job<P>>;

const isDetails = (job: Job<UpdateParams>): job is Job<z.output<typeof details>> => job.params.updateType === 'details';
const isCopy = (job: Job<UpdateParams>): job is Job<z.output<typeof copy>> => job.params.updateType === 'copy';

/** Name and labels are all that Meta changes of a creative (spec object AdCreative). */
const changeDetails = together(
	async (session: Session, { adAccount, creative, updateFields: { name, labels }, options }: z.output<typeof details>) => ({
		id: creative,
		account: await session.account(adAccount),
		validateOnly: options.validateOnly || session.dryRun,
		decide: () => [name !== undefined && wantedText('name', 'Name', name), labels !== undefined && wantedLabels(labels)].filter((want) => want !== false),
		method: 'POST' as const,
	}),
	async (session, changes) => await changeObjects(session, creativeKind, changes, changedRow(creativeKind)),
);

const replace = eachItem(async (session, { options, copyFields, ...params }: z.output<typeof copy>) => [
	{ json: await replaceCopy(session, { ...params, copy: copyFields, validateOnly: options.validateOnly }) },
]);

/** Each item says what it wants; verdicts in the order of the items. */
async function perform(session: Session, jobs: Jobs<UpdateParams>): Promise<Array<Verdict | undefined>> {
	const [changing, copying] = [jobs.filter(isDetails), jobs.filter(isCopy)];
	const verdicts = new Map<Job<unknown>, Verdict | undefined>();
	const note = (of: Jobs<unknown>, answers: ReadonlyArray<Verdict | undefined>): void => of.forEach((job, index) => verdicts.set(job, answers[index]));
	note(changing, await changeDetails(session, changing));
	note(copying, await replace(session, copying));
	return jobs.map((job) => verdicts.get(job));
}

export const update = defineOperation({
	value: 'update',
	name: 'Update',
	action: 'Update a creative',
	description: 'Rename a creative, or give ads a new creative with other words. What a creative shows cannot be changed.',
	effect: 'write',
	fields: [
		adAccountLocator,
		creativeLocator,
		{
			displayName: 'Update',
			name: 'updateType',
			type: 'options',
			options: [
				{ name: 'Name and Labels', value: 'details' },
				{ name: 'Replace Copy', value: 'copy', description: 'Make a new creative with other words and give it to ads. Meta reviews them again.' },
			],
			default: 'details',
			description: 'What to change',
		},
		{
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			options: [{ ...labelsField, description: 'Names of ad labels, separated by commas, in place of the present ones' }, { ...nameField, required: undefined }],
			displayOptions: { show: { updateType: ['details'] } },
		},
		{
			displayName: 'New Copy',
			name: 'copyFields',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			description: 'What is left out stays as it is',
			options: [
				callToActionField,
				descriptionField,
				headlineField,
				linkField,
				{ ...nameField, required: undefined, description: 'What the new creative is called; as the old one if left out' },
				primaryTextField,
				urlTagsField,
			],
			displayOptions: { show: { updateType: ['copy'] } },
		},
		{
			displayName: 'Ad IDs',
			name: 'ads',
			type: 'string',
			default: '',
			placeholder: 'e.g. 120210000000000001, 120210000000000002',
			description: 'The ads that get the new creative, separated by commas. They must show the present one. Leave it empty to only make the creative.',
			displayOptions: { show: { updateType: ['copy'] } },
		},
		optionsField(validateOnlyOption),
	],
	params: updateParams,
	perform,
});
