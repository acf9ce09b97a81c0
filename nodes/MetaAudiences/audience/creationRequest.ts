import type { z } from 'zod';

import type { PlannedCreation } from '../../shared/adObject/creation';
import type { GraphParam, GraphParams } from '../../shared/graph/request';
import type { Session } from '../../shared/node/session';
import { ANY_PAGE, ANY_VISIT } from './choices';
import type { createParams } from './create';
import { engagementRule, videoRule, websiteRule, type Visit } from './rule';

type CreateParams = z.output<typeof createParams>;

/** Everybody who visited in the last 30 days: what a form without rules means. */
const anybody: Visit = { event: ANY_VISIT, urlCondition: ANY_PAGE, url: '', days: 30, times: 1 };

type Basis = (params: CreateParams) => GraphParams;

const text = (rule: object): string => JSON.stringify(rule);

/** What makes the audience, by its type. `subtype` is for customer lists and video only: Meta infers the others from the rule. */
const bases: Readonly<Record<CreateParams['audienceType'], Basis>> = {
	customerList: ({ customerFileSource, valueBased, additionalFields: { retentionDays } }) => ({
		subtype: 'CUSTOM',
		customer_file_source: customerFileSource ?? 'USER_PROVIDED_ONLY',
		is_value_based: valueBased ? true : undefined,
		retention_days: retentionDays,
	}),
	website: ({ ruleSource, ruleJson, pixel, visits = [], exclusions = [], additionalFields: { combine = 'or', prefill } }) => ({
		rule: text(ruleSource === 'json' ? (ruleJson ?? {}) : websiteRule({ pixel: pixel ?? '', visits: visits.length > 0 ? visits : [anybody], exclusions, combine })),
		prefill,
	}),
	engagement: (params) => ({ ...engagementBasis(params), prefill: params.additionalFields.prefill ?? true }),
};

function engagementBasis({ engagedWith = 'page', engagementDays: days = 90, ...params }: CreateParams): GraphParams {
	if (engagedWith === 'video') {
		return { subtype: 'ENGAGEMENT', rule: text(videoRule(params.videos ?? [], params.videoEvent ?? 'video_watched')), retention_days: days };
	}
	const chosen = {
		page: { id: params.page, event: params.pageEvent ?? 'page_engaged' },
		instagram: { id: params.instagramAccount, event: params.instagramEvent ?? 'ig_business_profile_all' },
		leadForm: { id: params.leadForm, event: params.leadFormEvent ?? 'lead_generation_opened' },
	}[engagedWith];
	return { rule: text(engagementRule({ from: engagedWith, id: chosen.id ?? '', event: chosen.event, days })) };
}

/** What a lost audience is told by beside its name, as far as Meta shows it as it was sent. */
const told = ['description', 'customer_file_source'] as const;

export async function planCreation(session: Session, params: CreateParams): Promise<PlannedCreation> {
	const account = await session.account(params.adAccount);
	const { description, exclusionOnly, optOutLink } = params.additionalFields;
	const sent: Record<string, GraphParam> = {
		name: params.name,
		...bases[params.audienceType](params),
		description,
		opt_out_link: optOutLink,
		usage_restriction: exclusionOnly ? 'EXCLUSION_ONLY' : undefined,
	};
	return {
		request: { method: 'POST', path: `${account.id}/customaudiences`, params: sent, effect: 'create', account: account.id },
		account,
		validateOnly: params.options.validateOnly || session.dryRun,
		lookUp: {
			edge: `${account.id}/customaudiences`,
			account: account.id,
			name: params.name,
			noun: 'audience',
			fields: ['subtype', 'is_value_based', ...told],
			timeField: 'time_created',
			matches: (audience) =>
				told.every((field) => String(audience[field] ?? '') === String(sent[field] ?? '')) &&
				(sent.subtype !== 'CUSTOM' || (audience.subtype === 'CUSTOM' && (audience.is_value_based === true) === (sent.is_value_based === true))),
		},
	};
}
