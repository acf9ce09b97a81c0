import { omit } from 'lodash';

import { createObjects, judgeCreations, type PlannedCreation } from '../../shared/adObject/creation';
import { unlessThere } from '../../shared/adObject/ifItExists/unlessThere';
import type { GraphParams } from '../../shared/graph/request';
import { pairLists } from '../../shared/lists';
import { together } from '../../shared/node/bulk';
import { defineOperation } from '../../shared/node/operation';
import type { AccountFacts, Session } from '../../shared/node/session/session';
import { adSetKind } from '../adSet/kind';
import { onceProblem, type Once } from '../adObjects/judged';
import { labelsSent } from '../adObjects/labels';
import { wantedOthers, withOthers } from '../adObjects/otherParameters';
import { createAdForm, type CreateAdParams } from './createForm';
import { tellDynamic } from './dynamic';
import { flexibleCampaignProblem, groupsProblem, groupsSent, wantedGroups } from './flexible';
import { adKind, creativeIdOf } from './kind';
import { scheduleOf } from './schedule';
import { pixelSpec } from './tracking';
import { updateAd } from './update';
import type { UpdateAdParams } from './updateForm';

/**
 * The ad's parameters as Graph takes them (Marketing API, Ad reference).
 *
 * @throws InputProblem for times that do not fit
 */
function creationParams({ additionalFields: more, ...params }: CreateAdParams, account: AccountFacts): GraphParams {
	const { start, end } = scheduleOf('additionalFields', more, account);
	return {
		name: params.name,
		adset_id: params.adSet,
		creative: { creative_id: params.creative },
		status: params.status,
		tracking_specs: more.pixel === undefined ? undefined : [pixelSpec(more.pixel)],
		conversion_domain: more.conversionDomain,
		creative_asset_groups_spec: more.assetGroups === undefined ? undefined : groupsSent(more.assetGroups),
		ad_schedule_start_time: start,
		ad_schedule_end_time: end,
		adlabels: labelsSent(more.labels),
	};
}

async function planCreation(session: Session, params: CreateAdParams): Promise<PlannedCreation> {
	const account = await session.account(params.adAccount);
	const path = `${account.id}/ads`;
	const { otherParameters: others, assetGroups: groups } = params.additionalFields;
	const problem = groups === undefined ? null : await flexibleCampaignProblem(session, params.adSet, account.id);
	if (problem) throw problem;
	const requestParams = withOthers(creationParams(params, account), others);
	return {
		request: { method: 'POST', path, params: requestParams, effect: 'create', account: account.id },
		account,
		validateOnly: params.options.validateOnly || session.dryRun,
		alsoChecks: params.options.checkPolicies ? ['synchronous_ad_review'] : undefined,
		proves: [...(groups === undefined ? [] : [wantedGroups(groups)]), ...wantedOthers(adKind, others)],
		lookUp: {
			edge: path,
			account: account.id,
			name: params.name,
			noun: 'ad',
			parents: { adset_id: params.adSet },
			fields: ['creative'],
			matches: (ad) => creativeIdOf(ad) === params.creative,
		},
	};
}

/** Makes the ad of each item, or has it checked. */
export const createAds = together<CreateAdParams, unknown, PlannedCreation>(
	planCreation,
	async (session, plans) => {
		const verdicts = await createObjects(adKind)(session, plans);
		return await tellDynamic(session, pairLists(plans, verdicts));
	},
	judgeCreations,
);

/** The form's values as Update has them. What runs goes on running: the status is for new ads. */
const asUpdate = ({ adAccount, creative, additionalFields, options }: CreateAdParams, ad: string): UpdateAdParams => ({
	adAccount,
	ad,
	updateFields: { creative, ...omit(additionalFields, 'assetGroups') },
	options,
});

const once: readonly Once[] = [{ field: 'creative_asset_groups_spec', at: ['additionalFields', 'assetGroups'] }];

export const createAd = defineOperation({
	value: 'create',
	name: 'Create',
	action: 'Create an ad',
	description: 'Create an ad from an existing creative, paused unless you choose otherwise. Meta then reviews it.',
	effect: 'write',
	form: createAdForm,
	rule: ({ additionalFields: { assetGroups } }) => (assetGroups === undefined ? null : groupsProblem(assetGroups)),
	perform: unlessThere({
		kind: adKind,
		form: createAdForm,
		parent: ({ adSet }) => ({ kind: adSetKind, id: adSet }),
		create: createAds,
		update: updateAd,
		asUpdate,
		judge: async (session, params, object) => onceProblem(await planCreation(session, params), object, once),
		judgedBy: ['creative_asset_groups_spec'],
	}),
});
