import type { IDataObject } from 'n8n-workflow';

import { adSetIdentity } from '../../meta/kinds';
import { ownedObject } from '../../shared/adObject/target';
import { adSetUrl } from '../../shared/adsManager';
import { shownWhen } from '../../shared/form/field';
import { formOf, type ParamsIn } from '../../shared/form/form';
import { choice, json } from '../../shared/form/kinds';
import type { GraphObject } from '../../shared/graph/object';
import type { GraphRequest } from '../../shared/graph/request';
import { optionsField } from '../../shared/node/commonFields';
import { defineOperation, eachItem } from '../../shared/node/operation';
import { adAccountLocator, adSetLocator } from '../../shared/node/pickers/locators';
import { recordOf } from '../../shared/reading/json';
import { targetingCheck } from './targetingJson';
import { countOf } from '../../shared/reading/numbers';

const form = formOf(
	adAccountLocator,
	choice({
		displayName: 'Estimate For',
		name: 'estimateFor',
		options: [
			{ name: 'Ad Set', value: 'adSet', description: 'With the targeting and goal an ad set has now' },
			{ name: 'Targeting', value: 'targeting', description: 'A targeting that may not exist anywhere yet, as JSON' },
		],
		default: 'adSet',
		description: 'Whose audience to estimate',
	}),
	shownWhen({ estimateFor: ['adSet'] }, adSetLocator),
	shownWhen(
		{ estimateFor: ['targeting'] },
		json(
			{
				displayName: 'Targeting',
				name: 'targeting',
				default: '{\n  "geo_locations": { "countries": ["US"] }\n}',
				description:
					'As Meta writes it: the targeting of an ad set, or one made of what Targeting → Search finds. It needs at least one country.',
			},
			targetingCheck,
		),
	),
	optionsField(),
);

type Params = ParamsIn<typeof form>;

/** A targeting's size needs no goal (`reachestimate`); an ad set brings its own (`delivery_estimate`). */
function estimateRequest({ adAccount, adSet, targeting }: Params): GraphRequest {
	const request = { method: 'GET', effect: 'read', account: adAccount } as const;
	return adSet !== undefined
		? { ...request, path: `${adSet}/delivery_estimate` }
		: { ...request, path: `${adAccount}/reachestimate`, params: { targeting_spec: targeting } };
}

/** Meta gives -1 where it estimates nothing, which does not mean an empty audience (Ad Account Reachestimate reference). */

function toRow(body: unknown, { adAccount, adSet }: Params): IDataObject {
	const { data } = recordOf(body);
	// One node, which Meta has sent as an object and as a list of one.
	const estimate = recordOf(Array.isArray(data) ? data[0] : data);
	const lower = countOf(estimate.users_lower_bound ?? estimate.estimate_mau_lower_bound);
	const upper = countOf(estimate.users_upper_bound ?? estimate.estimate_mau_upper_bound);
	const ready = estimate.estimate_ready === true && lower !== null && upper !== null;
	return {
		estimateReady: ready,
		audienceLower: ready ? lower : null,
		audienceUpper: ready ? upper : null,
		note: ready ? '' : noteFor(estimate),
		adSetId: adSet ?? null,
		accountId: adAccount,
		adsManagerUrl: adSet === undefined ? null : adSetUrl(adAccount, adSet),
	};
}

const noteFor = ({ estimate_ready: ready }: GraphObject): string =>
	ready === true
		? 'Meta gives no estimate for this audience, mostly because of custom audiences in it. That does not mean it is empty.'
		: 'Meta has no estimate ready for this audience yet. Ask again in a few minutes.';

/** What tells whose ad set it is: the audience of another client's would be shown as this account's. */
const estimatedAdSet = { ...adSetIdentity, fields: ['id', 'account_id', 'name', 'optimization_goal'] };

export const estimate = defineOperation({
	value: 'estimate',
	name: 'Estimate Audience Size',
	action: 'Estimate audience size',
	description: 'Estimate how many people a targeting or an ad set can reach',
	effect: 'read',
	form,
	perform: eachItem(async (session, job) => {
		if (job.adSet !== undefined) await ownedObject(session, estimatedAdSet, job.adSet, job.adAccount);
		const { body } = await session.graph.send(estimateRequest(job));
		return [{ json: toRow(body, job) }];
	}),
});
