import { z } from 'zod';

import { choice, nameParam } from '../../shared/adObject/checks';
import { createObjects } from '../../shared/adObject/creation';
import { pickedId } from '../../MetaAds/asset/pickedId';
import { together } from '../../shared/node/bulk';
import { optionsField, optionsParams, validateOnlyOption } from '../../shared/node/commonFields';
import { adAccountId, adAccountLocator, idTexts } from '../../shared/node/locators';
import { defineOperation } from '../../shared/node/operation';
import { problem } from '../../shared/node/params';
import {
	ANY_PAGE,
	ANY_VISIT,
	customerFileSources,
	engagementSources,
	instagramEvents,
	leadFormEvents,
	OTHER_EVENT,
	pageEvents,
	urlConditions,
	videoEvents,
} from './choices';
import { additionalFields, audienceTypeField, kindFields } from './createFields';
import { planCreation } from './creationRequest';
import { nameField } from './fields';
import { audienceKind } from './kind';
import type { Visit } from './rule';
import { ruleJsonParam } from './ruleJson';

/** Rows of one audience; Meta takes ten rules in all (Audience Rules: limitations). */
const MOST_RULES = 10;

const dayCount = (most: number) => z.coerce.number().int().min(1).max(most);

const visit = z
	.object({
		event: z.string().trim().min(1).default(ANY_VISIT),
		customEvent: z.string().trim().default(''),
		urlCondition: choice(urlConditions).default(ANY_PAGE),
		url: z.string().trim().default(''),
		days: dayCount(365).default(30),
		times: z.coerce.number().int().min(1).default(1),
	})
	.superRefine(({ event, customEvent, urlCondition, url }, context) => {
		if (event === OTHER_EVENT && customEvent === '') problem(context, ['customEvent'], 'is empty', 'Enter the name of the event as the pixel sends it.');
		if (urlCondition !== ANY_PAGE && url === '') problem(context, ['url'], 'is empty', 'Enter the address or a part of it, or choose Any Page.');
	})
	.transform(({ event, customEvent, ...rest }): Visit => ({ ...rest, event: event === OTHER_EVENT ? customEvent : event }));

const visits = z
	.object({ rows: z.array(visit).default([]) })
	.default({ rows: [] })
	.transform(({ rows }) => rows);

const videoIds = idTexts.superRefine((ids, context) => {
	const wrong = ids.find((id) => !/^\d{5,}$/.test(id));
	if (wrong !== undefined) problem(context, [], `cannot have “${wrong}”`, 'Enter video IDs, digits only, separated by commas.');
});

const link = z.string().trim().url({ message: 'is not a web address' });

export const createParams = z
	.object({
		adAccount: adAccountId,
		audienceType: z.enum(['customerList', 'website', 'engagement']),
		name: nameParam,
		customerFileSource: choice(customerFileSources).optional(),
		valueBased: z.boolean().optional(),
		ruleSource: z.enum(['fields', 'json']).optional(),
		pixel: pickedId.optional(),
		visits: visits.optional(),
		exclusions: visits.optional(),
		ruleJson: ruleJsonParam.optional(),
		engagedWith: z.enum(engagementSources.map(({ value }) => value) as ['page', 'instagram', 'leadForm', 'video']).optional(),
		page: pickedId.optional(),
		pageEvent: choice(pageEvents).optional(),
		instagramAccount: pickedId.optional(),
		instagramEvent: choice(instagramEvents).optional(),
		leadForm: pickedId.optional(),
		leadFormEvent: choice(leadFormEvents).optional(),
		videos: videoIds.optional(),
		videoEvent: choice(videoEvents).optional(),
		engagementDays: z.coerce.number().int().min(1).optional(),
		additionalFields: z
			.object({
				combine: z.enum(['and', 'or']).optional(),
				description: z.string().trim().optional(),
				exclusionOnly: z.boolean().optional(),
				optOutLink: link.optional(),
				prefill: z.boolean().optional(),
				retentionDays: dayCount(180).optional(),
			})
			.default({}),
		options: optionsParams({ validateOnly: z.boolean().default(false) }),
	})
	.superRefine((params, context) => {
		const missing = (field: string, advice: string): void => problem(context, [field], 'is empty', advice);
		const { audienceType, additionalFields: more, engagedWith } = params;
		if (audienceType === 'website') {
			if (params.ruleSource === 'json' && params.ruleJson === undefined) missing('ruleJson', 'Write the rule, or choose Rules: By Fields.');
			if (params.ruleSource !== 'json' && params.pixel === undefined) missing('pixel', 'Choose the pixel that sees the visitors.');
			if ((params.visits?.length ?? 0) + (params.exclusions?.length ?? 0) > MOST_RULES) {
				problem(context, ['visits'], `has more than ${MOST_RULES} rules`, 'Meta takes ten rules in all, inclusions and exclusions together.');
			}
		}
		if (audienceType === 'engagement') {
			const source = engagementSources.find(({ value }) => value === engagedWith);
			const days = params.engagementDays ?? 1;
			if (source === undefined) missing('engagedWith', 'Choose where people engaged.');
			else if (days > source.mostDays && params.pageEvent !== 'page_liked') {
				problem(context, ['engagementDays'], `cannot be ${days}`, `Meta keeps at most ${source.mostDays} days for this source.`);
			}
			if (engagedWith === 'page' && params.page === undefined) missing('page', 'Choose the page.');
			if (engagedWith === 'instagram' && params.instagramAccount === undefined) missing('instagramAccount', 'Choose the Instagram account.');
			if (engagedWith === 'leadForm' && params.leadForm === undefined) missing('leadForm', 'Choose the lead form.');
			if (engagedWith === 'video' && (params.videos ?? []).length === 0) missing('videos', 'Enter at least one video ID.');
		}
		if (audienceType !== 'customerList' && more.retentionDays !== undefined) {
			problem(context, ['additionalFields', 'retentionDays'], 'is for customer lists only', 'Remove it: here In the Last (Days) says how long people stay.');
		}
		if (audienceType === 'customerList' && more.prefill !== undefined) {
			problem(context, ['additionalFields', 'prefill'], 'is not for customer lists', 'Remove it: a customer list begins empty.');
		}
	});

export const create = defineOperation({
	value: 'create',
	name: 'Create',
	action: 'Create an audience',
	description: 'Create a customer list, or an audience of website visitors or of people who engaged',
	effect: 'write',
	fields: [
		adAccountLocator,
		audienceTypeField,
		nameField,
		...kindFields,
		additionalFields,
		optionsField({ ...validateOnlyOption, description: 'Whether to only check the values here. Meta has no check for audiences.' }),
	],
	params: createParams,
	perform: together(planCreation, createObjects(audienceKind)),
});
