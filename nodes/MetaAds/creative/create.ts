import { z } from 'zod';

import { together } from '../../shared/node/bulk';
import { optionsField, optionsParams, validateOnlyOption } from '../../shared/node/commonFields';
import { adAccountId, adAccountLocator, objectId } from '../../shared/node/locators';
import { defineOperation } from '../../shared/node/operation';
import { problem } from '../../shared/node/params';
import { labelsParam, nameParam } from '../../shared/adObject/checks';
import { createObjects } from '../../shared/adObject/creation';
import { pickedId } from '../asset/pickedId';
import { callToActionParam, featuresParam, jsonParam, linesParam, linkParam, pickedHash, postId, urlTagsParam } from './checks';
import { planCreation } from './creationRequest';
import { contentFields, moreFields } from './fields';
import { creativeKind } from './kind';
import { tellPages } from './refusedPage';

const emptyIsNone = (value: unknown): unknown => {
	const picked = typeof value === 'object' && value !== null && 'value' in value ? value.value : value;
	return picked === '' || picked === null ? undefined : value;
};

const textParam = z.string().trim();

const card = z.object({
	image: z.preprocess(emptyIsNone, pickedHash.optional()),
	video: z.preprocess(emptyIsNone, pickedId.optional()),
	headline: textParam.default(''),
	description: textParam.default(''),
	link: z.preprocess(emptyIsNone, linkParam.optional()),
});

/** Carousels have 2 to 10 cards (Marketing API, Ad Creative Link Data). */
const cards = z
	.object({ rows: z.array(card).default([]) })
	.default({ rows: [] })
	.superRefine(({ rows }, context) => {
		if (rows.length < 2 || rows.length > 10) problem(context, [], `has ${rows.length === 1 ? '1 card' : `${rows.length} cards`}`, 'A carousel has two to ten cards.');
		rows.forEach(({ image, video }, index) => {
			if (image === undefined && video === undefined) problem(context, ['rows', index, 'image'], 'is empty', 'Choose an image or a video for this card.');
		});
	})
	.transform(({ rows }) => rows);

const moreParams = {
	labels: labelsParam.optional(),
	featuresOff: featuresParam.default([]),
	featuresOn: featuresParam.default([]),
	otherParameters: jsonParam.optional(),
	urlTags: urlTagsParam.optional(),
};

const shownParams = {
	...moreParams,
	displayLink: textParam.min(1).optional(),
	instagramAccount: pickedId.optional(),
	leadForm: objectId.optional(),
};

const common = { adAccount: adAccountId, name: nameParam, options: optionsParams({ validateOnly: z.boolean().default(false) }) };
const destination = { page: objectId, link: linkParam, callToAction: callToActionParam.default('LEARN_MORE') };
const more = <Shape extends z.ZodRawShape>(shape: Shape) => z.object(shape).default({} as never);

const byFormat = z.discriminatedUnion('format', [
	z.object({
		format: z.literal('singleImage'),
		...common,
		...destination,
		image: pickedHash,
		primaryText: textParam.default(''),
		headline: textParam.default(''),
		additionalFields: more({ ...shownParams, description: textParam.optional() }),
	}),
	z.object({
		format: z.literal('singleVideo'),
		...common,
		...destination,
		video: objectId,
		primaryText: textParam.default(''),
		headline: textParam.default(''),
		additionalFields: more({ ...shownParams, description: textParam.optional(), thumbnail: pickedHash.optional() }),
	}),
	z.object({
		format: z.literal('carousel'),
		...common,
		...destination,
		cards,
		primaryText: textParam.default(''),
		additionalFields: more({ ...shownParams, endCard: z.boolean().default(true), optimizeOrder: z.boolean().default(true) }),
	}),
	z.object({
		format: z.literal('dynamic'),
		...common,
		...destination,
		images: linesParam(10, 'images').pipe(z.array(pickedHash)).default([]),
		videos: linesParam(10, 'videos').pipe(z.array(objectId)).default([]),
		primaryTexts: linesParam(5, 'primary texts').default([]),
		headlines: linesParam(5, 'headlines').default([]),
		additionalFields: more({ ...shownParams, descriptions: linesParam(5, 'descriptions').default([]) }),
	}),
	z.object({ format: z.literal('existingPost'), ...common, postId, additionalFields: more(moreParams) }),
	z.object({
		format: z.literal('instagramMedia'),
		...common,
		page: objectId,
		instagramAccount: objectId,
		instagramMediaId: objectId,
		link: z.preprocess(emptyIsNone, linkParam.optional()),
		callToAction: callToActionParam.default('LEARN_MORE'),
		additionalFields: more(moreParams),
	}),
	z.object({ format: z.literal('json'), ...common, creativeJson: jsonParam, additionalFields: more(moreParams) }),
]);

export type CreateParams = z.output<typeof byFormat>;

/** Meta combines at most thirty assets in all, the format counted (Marketing API, Asset feed options). */
const MOST_ASSETS = 30;

export const createParams = byFormat.superRefine((params, context) => {
	const on = new Set(params.additionalFields.featuresOn);
	const both = params.additionalFields.featuresOff.find((name) => on.has(name));
	if (both !== undefined) problem(context, ['additionalFields', 'featuresOff'], `switches ${both} off, and Advantage+ Features On switches it on`, 'Take it out of one of the two lists.');
	if (params.format !== 'dynamic') return;
	const { images, videos, primaryTexts, headlines, additionalFields } = params;
	if (images.length + videos.length === 0) problem(context, ['images'], 'is empty', 'Enter at least one image or one video.');
	const assets = images.length + videos.length + primaryTexts.length + headlines.length + additionalFields.descriptions.length + 3;
	if (assets > MOST_ASSETS) problem(context, ['images'], `makes ${assets} assets with the other lists`, `Meta combines at most ${MOST_ASSETS}, link, button and format included. Leave some out.`);
});

export const create = defineOperation({
	value: 'create',
	name: 'Create',
	action: 'Create a creative',
	description: 'Put pictures, texts and a link together into what an ad shows. Costs nothing: an ad has to use it.',
	effect: 'write',
	fields: [
		adAccountLocator,
		...contentFields,
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			options: moreFields,
		},
		optionsField(validateOnlyOption),
	],
	params: createParams,
	perform: together(planCreation, async (session, plans) => await tellPages(session, plans, await createObjects(creativeKind)(session, plans))),
});
