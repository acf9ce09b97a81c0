import type { PlannedCreation } from '../../../shared/adObject/creation';
import { InputProblem } from '../../../shared/form/problem';
import type { GraphObject } from '../../../shared/graph/object';
import type { GraphParam, GraphParams } from '../../../shared/graph/request';
import type { Session } from '../../../shared/node/session/session';
import { neededValue } from '../../../shared/form/needed';
import { everyRule } from '../../../shared/form/rule';
import { ANY_PAGE, ANY_VISIT, engagementSources, PAGE_LIKED } from './choices';
import type { CreateAudienceParams } from './form';
import { engagementRule, MOST_RULES, videoRule, websiteRule, type Visit } from './rule';
import { showsWanted } from '../../../shared/reading/shown';

function rulesProblem({ visits = [], exclusions = [] }: CreateAudienceParams): InputProblem | null {
	if (visits.length + exclusions.length <= MOST_RULES) return null;
	const advice = 'Meta accepts ten rules in all, inclusions and exclusions together.';
	return new InputProblem(['visits'], `has more than ${MOST_RULES} rules`, advice);
}

function daysProblem({ engagedWith, engagementDays: days = 0, pageEvent }: CreateAudienceParams): InputProblem | null {
	const source = engagementSources.find(({ value }) => value === engagedWith);
	if (source === undefined || days <= source.mostDays || pageEvent === PAGE_LIKED) return null;
	return new InputProblem(
		['engagementDays'],
		`cannot be ${days}`,
		`Meta keeps at most ${source.mostDays} days for this source.`,
	);
}

function retentionProblem({
	audienceType,
	additionalFields: { retentionDays },
}: CreateAudienceParams): InputProblem | null {
	if (audienceType === 'customerList' || retentionDays === undefined) return null;
	const advice = 'Remove it: here In the Last (Days) says how long people stay.';
	return new InputProblem(['additionalFields', 'retentionDays'], 'is for customer lists only', advice);
}

function prefillProblem({ audienceType, additionalFields: { prefill } }: CreateAudienceParams): InputProblem | null {
	if (audienceType !== 'customerList' || prefill === undefined) return null;
	const advice = 'Remove it: a customer list begins empty.';
	return new InputProblem(['additionalFields', 'prefill'], 'is not for customer lists', advice);
}

/** What the fields have to be together. */
export const audienceProblem = everyRule<CreateAudienceParams>(
	rulesProblem,
	daysProblem,
	retentionProblem,
	prefillProblem,
);

/** Everybody who visited in the last 30 days: what a form without rules means. */
const anybody: Visit = { event: ANY_VISIT, urlCondition: ANY_PAGE, url: '', days: 30, times: 1 };

type VisitRow = NonNullable<CreateAudienceParams['visits']>[number];

/** The custom event is only there where the row is about one, the address only where it is compared. */
const visitOf = ({ event, customEvent = event, url = '', ...rest }: VisitRow): Visit => ({
	...rest,
	event: customEvent,
	url,
});

type Basis = (params: CreateAudienceParams) => GraphParams;

const text = (rule: object): string => JSON.stringify(rule);

/**
 * What makes the audience, by its type. `subtype` is for customer lists and video only: Meta infers the others from the
 * rule.
 */
const bases: Readonly<Record<CreateAudienceParams['audienceType'], Basis>> = {
	customerList: (params) => ({
		subtype: 'CUSTOM',
		customer_file_source: neededValue(params, 'customerFileSource'),
		is_value_based: params.valueBased ? true : undefined,
		retention_days: params.additionalFields.retentionDays,
	}),
	website: (params) => ({
		rule: text(params.ruleSource === 'json' ? neededValue(params, 'ruleJson') : visitorsRule(params)),
		prefill: params.additionalFields.prefill,
	}),
	engagement: (params) => ({ ...engagementBasis(params), prefill: params.additionalFields.prefill ?? true }),
};

function visitorsRule(params: CreateAudienceParams): object {
	const visits = neededValue(params, 'visits').map(visitOf);
	const exclusions = neededValue(params, 'exclusions').map(visitOf);
	const { combine } = params.additionalFields;
	return websiteRule({
		pixel: neededValue(params, 'pixel'),
		visits: visits.length > 0 ? visits : [anybody],
		exclusions,
		combine,
	});
}

/** The fields that say with what people engaged and how. */
const engagement = {
	page: ['page', 'pageEvent'],
	instagram: ['instagramAccount', 'instagramEvent'],
	leadForm: ['leadForm', 'leadFormEvent'],
} as const;

function engagementBasis(params: CreateAudienceParams): GraphParams {
	const from = neededValue(params, 'engagedWith');
	const days = neededValue(params, 'engagementDays');
	if (from === 'video') {
		const rule = text(videoRule(neededValue(params, 'videos'), neededValue(params, 'videoEvent')));
		return { subtype: 'ENGAGEMENT', rule, retention_days: days };
	}
	const [id, event] = engagement[from];
	return { rule: text(engagementRule({ from, id: neededValue(params, id), event: neededValue(params, event), days })) };
}

/** What a lost audience is told by beside its name, as far as Meta shows it as it was sent. */
const toldFields = ['description', 'customer_file_source'] as const;

function isSame(audience: GraphObject, sentParams: GraphParams): boolean {
	if (!toldFields.every((field) => showsWanted(audience[field], sentParams[field] ?? null))) return false;
	if (sentParams.subtype !== 'CUSTOM') return true;
	return audience.subtype === 'CUSTOM' && (audience.is_value_based === true) === (sentParams.is_value_based === true);
}

export async function planCreation(session: Session, params: CreateAudienceParams): Promise<PlannedCreation> {
	const account = await session.account(params.adAccount);
	const { description, exclusionOnly, optOutLink } = params.additionalFields;
	const requestParams: Record<string, GraphParam> = {
		name: params.name,
		...bases[params.audienceType](params),
		description,
		opt_out_link: optOutLink,
		usage_restriction: exclusionOnly ? 'EXCLUSION_ONLY' : undefined,
	};
	return {
		request: {
			method: 'POST',
			path: `${account.id}/customaudiences`,
			params: requestParams,
			effect: 'create',
			account: account.id,
		},
		account,
		validateOnly: params.options.validateOnly || session.dryRun,
		lookUp: {
			edge: `${account.id}/customaudiences`,
			account: account.id,
			name: params.name,
			noun: 'audience',
			fields: ['subtype', 'is_value_based', ...toldFields],
			timeField: 'time_created',
			matches: (audience) => isSame(audience, requestParams),
		},
	};
}
