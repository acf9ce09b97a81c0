import type { IDataObject } from 'n8n-workflow';

import { givenName } from '../../meta/creativeNames';
import { reviewOf } from '../../meta/review/adReview';
import { labelNames } from '../../shared/adObject/change/wanted';
import { idOf, linkTo, textCell } from '../../shared/reading/cells';
import type { AdObjectKind } from '../../shared/adObject/kind';
import { ofAds } from '../../shared/adObject/list/comparable';
import { adUrl } from '../../shared/adsManager';
import type { GraphObject } from '../../shared/graph/object';
import { adLocator } from '../../shared/node/pickers/locators';
import type { AccountFacts } from '../../shared/node/session/session';
import { adSpec } from '../../shared/spec';
import { adSetKind } from '../adSet/kind';
import { campaignKind } from '../campaign/kind';
import { recordOf } from '../../shared/reading/json';
import { pixelsOf } from './tracking';

/** `adset_id` is a field only ads have. */
const fields = [
	'id',
	'account_id',
	'name',
	'adset_id',
	'adset{id,name}',
	'campaign_id',
	'campaign{id,name}',
	'creative{id,name}',
	'status',
	'effective_status',
	'ad_review_feedback',
	'issues_info',
	'tracking_specs',
	'conversion_domain',
	'ad_schedule_start_time',
	'ad_schedule_end_time',
	'preview_shareable_link',
	'adlabels',
	'created_time',
	'updated_time',
];

/** The name Meta gives along with an object's ID. */
const nameIn = (object: unknown): string | null => textCell(recordOf(object).name);

export const creativeIdOf = ({ creative }: GraphObject): string => idOf(recordOf(creative).id) ?? '';

/**
 * An ad as one flat row, with its review in plain words. Every row has the same columns; times as Meta gives them, in the
 * account's zone.
 */
function row(ad: GraphObject, account: AccountFacts): IDataObject {
	const review = reviewOf(ad);
	const id = idOf(ad.id);
	return {
		id,
		name: textCell(ad.name),
		status: textCell(ad.status),
		reviewState: review.state,
		nextStep: review.nextStep,
		effectiveStatus: textCell(ad.effective_status),
		reviewFeedback: review.feedback,
		issues: review.issues,
		creativeId: textCell(creativeIdOf(ad)),
		creativeName: givenName(recordOf(ad.creative).name),
		adSetId: textCell(ad.adset_id),
		adSetName: nameIn(ad.adset),
		campaignId: textCell(ad.campaign_id),
		campaignName: nameIn(ad.campaign),
		pixelIds: pixelsOf(ad).join(', '),
		conversionDomain: textCell(ad.conversion_domain),
		labels: labelNames(ad.adlabels).join(', '),
		startTime: textCell(ad.ad_schedule_start_time),
		endTime: textCell(ad.ad_schedule_end_time),
		previewUrl: textCell(ad.preview_shareable_link),
		createdTime: textCell(ad.created_time),
		updatedTime: textCell(ad.updated_time),
		accountId: account.id,
		adsManagerUrl: linkTo(id, (adId) => adUrl(account.id, adId)),
	};
}

export const adKind: AdObjectKind = {
	noun: 'ad',
	plural: 'ads',
	locator: adLocator,
	edge: 'ads',
	fields,
	allFields: adSpec.Fields,
	comparable: ofAds,
	parents: [campaignKind, adSetKind],
	row,
	mainColumns: [
		'name',
		'status',
		'effectiveStatus',
		'reviewState',
		'nextStep',
		'campaignName',
		'adSetName',
		'id',
		'creativeId',
		'adSetId',
		'campaignId',
		'adsManagerUrl',
	],
	url: adUrl,
	whereIsTheId:
		'Enter the ID of the ad itself: in Ads Manager, open the Ads tab and copy the number in the column Ad ID.',
};
