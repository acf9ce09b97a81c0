import type { GraphParams, GraphRequest } from '../../shared/graph/request';
import type { AccountFacts, Session } from '../../shared/node/session';
import type { PlannedCreation } from '../../shared/adObject/creation';
import type { CreateParams } from './createForm';
import { creativeOf } from './kind';
import { scheduleOf } from './schedule';
import { pixelSpec } from './tracking';

/**
 * The ad's parameters as Graph takes them (Marketing API, Ad reference).
 *
 * @throws InputProblem for times that do not fit
 */
function creationParams({ additionalFields: more, ...params }: CreateParams, account: AccountFacts): GraphParams {
	const { start, end } = scheduleOf('additionalFields', more, account);
	return {
		name: params.name,
		adset_id: params.adSet,
		creative: { creative_id: params.creative },
		status: params.status,
		tracking_specs: more.pixel === undefined ? undefined : [pixelSpec(more.pixel)],
		conversion_domain: more.conversionDomain,
		ad_schedule_start_time: start,
		ad_schedule_end_time: end,
		adlabels: more.labels && more.labels.length > 0 ? more.labels.map((name) => ({ name })) : undefined,
	};
}

export const creationRequest = (params: CreateParams, account: AccountFacts): GraphRequest => ({
	method: 'POST',
	path: `${account.id}/ads`,
	params: creationParams(params, account),
	effect: 'create',
	account: account.id,
});

export async function planCreation(session: Session, params: CreateParams): Promise<PlannedCreation> {
	const account = await session.account(params.adAccount);
	const request = creationRequest(params, account);
	return {
		request,
		account,
		validateOnly: params.options.validateOnly || session.dryRun,
		alsoChecks: params.options.checkPolicies ? ['synchronous_ad_review'] : undefined,
		lookUp: {
			edge: request.path,
			account: account.id,
			name: params.name,
			noun: 'ad',
			fields: ['adset_id', 'creative'],
			matches: (ad) => ad.adset_id === params.adSet && creativeOf(ad) === params.creative,
		},
	};
}
