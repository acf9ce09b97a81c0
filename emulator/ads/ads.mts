import { readLabels, resolveLabels } from '../accounts/labels.mts';
import { resetLearning } from '../adSets/learning.mts';
import { ads } from '../campaigns/adObjectEdges.mts';
import type { Domain } from '../graph/handlers/domain.mts';
import { adType } from './adFields.mts';
import { seedAds } from './seedAds.mts';
import type { WriteCall } from '../graph/handlers/write.mts';
import { notEmulated, parameterError, ruleError } from '../graph/language/graphError.mts';
import { isObject, readObject, readObjects } from '../graph/language/jsonObjects.mts';
import type { Params } from '../graph/language/params.mts';
import type { Ad, AdSet } from '../world/adObjectModel.mts';
import { type Account, STATUSES } from '../world/basics.mts';
import type { World } from '../world/world.mts';
import { logAdChanges, logCreatedAd } from './adActivities.mts';
import { checkAssetGroups, readAssetGroups, storedGroups } from './assetGroups.mts';
import { checkDynamic, checkDynamicEnd } from './dynamicRules.mts';
import { checkMessengers } from './messengersRule.mts';
import { objectionTo, sendToReview } from './review.mts';

const SUCCESS = { success: true };
/** Third-party hint citing Meta: reference/ad-account. */
const MAX_ADS = 50;
/** An ad set's limit (Meta: reference/ad-campaign); for ads UNCONFIRMED 33, the same is assumed. */
const MAX_NAME = 400;

type AdInput = Partial<
	Pick<
		Ad,
		| 'name'
		| 'status'
		| 'creativeId'
		| 'trackingSpecs'
		| 'conversionDomain'
		| 'scheduleStart'
		| 'scheduleEnd'
		| 'displaySequence'
	>
>;

/** Parameters and types: spec objects AdAccount (POST ads) and Ad (POST). Unknown ones are ignored. */
function readAdInput(params: Params, account: Account, world: World): AdInput {
	if (params.has('adset_spec')) throw notEmulated('the parameter adset_spec of ads');
	const input: AdInput = {
		name: params.text('name'),
		status: params.oneOf('status', STATUSES),
		creativeId: readCreative(params, account, world),
		trackingSpecs: readTracking(params),
		conversionDomain: params.text('conversion_domain'),
		scheduleStart: params.time('ad_schedule_start_time', account.timeZone),
		scheduleEnd: params.time('ad_schedule_end_time', account.timeZone),
		displaySequence: params.integer('display_sequence'),
	};
	return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
}

/** `{"creative_id": "…"}` of this ad account; an inline creative makes a new one at Meta (spec object Ad). */
function readCreative(params: Params, account: Account, world: World): string | undefined {
	const creative = readObject(params, 'creative');
	if (creative === undefined) return undefined;
	const id = creative.creative_id ?? creative.id;
	if (id === undefined) throw notEmulated('an inline creative of an ad');
	const node = world.find(String(id));
	if (node?.kind === 'AdCreative' && node.account?.id === account.id && node.fields.status !== 'DELETED')
		return node.id;
	// Subcode UNCONFIRMED 59.
	throw ruleError('Creative does not exist', `Creative ${String(id)} does not exist in this ad account.`, 'creative');
}

function readTracking(params: Params): unknown[] | undefined {
	const value = params.json('tracking_specs');
	if (value === undefined) return undefined;
	return isObject(value) ? [value] : readObjects(params, 'tracking_specs');
}

/** Subcodes UNCONFIRMED 59. */
function checkAd({ name, conversionDomain, scheduleStart, scheduleEnd }: AdInput): void {
	if (name?.trim() === '') throw ruleError('Name is missing', 'Please enter a name for the ad.', 'name');
	if (name !== undefined && name.length > MAX_NAME) {
		throw ruleError('Name is too long', `The name of an ad can have at most ${MAX_NAME} characters.`, 'name');
	}
	// Only the registrable domain (Meta: reference/adgroup); with a path or a scheme it is refused.
	if (conversionDomain !== undefined && /[/:\s]/.test(conversionDomain)) {
		throw ruleError(
			'Domain is not valid',
			'conversion_domain takes a domain such as example.com.',
			'conversion_domain',
		);
	}
	if (!scheduleEnd || scheduleEnd > (scheduleStart ?? 0)) return;
	throw ruleError('Schedule is not valid', 'The end of an ad must be later than its start.', 'ad_schedule_end_time');
}

/** `POST /act_X/ads`. In an app in development mode this fails with 100/1885183: script it as a fault. */
export function createAd({ world, params, token }: WriteCall, account: Account): Record<string, unknown> {
	for (const name of ['name', 'adset_id', 'creative']) params.required(name);
	const adSet = findAdSet(world.find(params.text('adset_id') ?? ''), account);
	const input = readAdInput(params, account, world);
	if (input.status !== undefined && input.status !== 'ACTIVE' && input.status !== 'PAUSED') {
		throw parameterError('Param status must be one of {ACTIVE, PAUSED}', 'status');
	}
	checkAd(input);
	if (world.adsOf(adSet).length >= MAX_ADS) {
		throw ruleError('Too many ads', `An ad set can have at most ${MAX_ADS} ads.`, 'adset_id');
	}
	checkDynamic(world, adSet, input.creativeId ?? '');
	checkMessengers(world, adSet, input.creativeId ?? '');
	const groups = readAssetGroups(params);
	if (groups) checkAssetGroups({ world, account }, adSet.campaign.objective, groups);
	const labels = readLabels(params);
	checkSynchronousReview(params, input, world);
	if (params.isValidateOnly()) return SUCCESS;
	const now = world.clock.now();
	const ad: Ad = world.add({
		kind: 'Ad',
		id: world.newId('Ad'),
		account,
		campaign: adSet.campaign,
		adSet,
		name: '',
		status: 'ACTIVE', // the default of a new ad (Meta: reference/adgroup)
		creativeId: '',
		labels: resolveLabels(world, account, labels),
		review: { state: 'APPROVED' },
		issues: [],
		createdTime: now,
		updatedTime: now,
		assetGroups: groups && storedGroups(groups),
		...input,
	});
	logCreatedAd(world, token.user, ad);
	sendToReview(world, ad, token.user);
	resetLearning(world, token.user, adSet); // a new ad is a significant edit of its ad set
	return { id: ad.id };
}

/**
 * Quick checks of the words, no review: always together with `validate_only` (Meta: reference/adgroup, execution_options).
 * What a violation is answered with is UNCONFIRMED 59.
 */
function checkSynchronousReview(params: Params, { creativeId = '', name }: AdInput, world: World): void {
	if (!(params.list('execution_options') ?? []).includes('synchronous_ad_review')) return;
	if (!params.isValidateOnly())
		throw parameterError('synchronous_ad_review must be used with validate_only', 'execution_options');
	const [objection] = Object.entries(objectionTo(world, creativeId, name)?.global ?? {});
	if (objection) throw ruleError('This ad does not follow our policies', objection.join(': '), 'creative');
}

function findAdSet(node: ReturnType<World['find']>, account: Account): AdSet {
	if (
		node?.kind === 'AdSet' &&
		node.account.id === account.id &&
		node.status !== 'DELETED' &&
		node.status !== 'ARCHIVED'
	) {
		return node;
	}
	throw parameterError('Param adset_id must be an ad set of this ad account', 'adset_id'); // wording UNCONFIRMED 25
}

/** `POST /{ad}` (spec object Ad). The ad set cannot change: not a parameter of updates, so ignored. */
export function updateAd({ world, params, token }: WriteCall, ad: Ad): Record<string, unknown> {
	const input = readAdInput(params, ad.account, world);
	const labels = readLabels(params);
	checkEnded(input, ad);
	checkAd({ scheduleStart: ad.scheduleStart, scheduleEnd: ad.scheduleEnd, ...input });
	if (input.status === 'ARCHIVED' || input.status === 'DELETED') checkDynamicEnd(ad.adSet);
	const groups = readAssetGroups(params);
	if (groups) checkAssetGroups({ world, account: ad.account }, ad.campaign.objective, groups);
	if (params.isValidateOnly()) return SUCCESS;
	const before = { ...ad };
	Object.assign(ad, input, { updatedTime: world.clock.now() });
	if (ad.scheduleEnd === 0) ad.scheduleEnd = undefined;
	if (groups) ad.assetGroups = storedGroups(groups);
	if (labels) ad.labels = resolveLabels(world, ad.account, labels);
	logAdChanges(world, token.user, before, ad);
	if (before.creativeId !== ad.creativeId || groups) {
		sendToReview(world, ad);
		resetLearning(world, token.user, ad.adSet);
	}
	return SUCCESS;
}

/** Deleted is final; archived allows the name, and DELETED as status (Meta: manage-your-ad-object-status). Subcodes UNCONFIRMED 59. */
function checkEnded(input: AdInput, ad: Ad): void {
	if (ad.status === 'DELETED')
		throw ruleError('Ad is deleted', `Ad ${ad.id} is deleted and cannot be edited.`, 'status');
	if (ad.status !== 'ARCHIVED') return;
	const others = Object.keys(input).filter((key) => key !== 'name' && key !== 'status');
	const isAllowedStatus = input.status === undefined || input.status === 'DELETED' || input.status === 'ARCHIVED';
	if (others.length === 0 && isAllowedStatus) return;
	throw ruleError(
		'Ad is archived',
		'Only the name of an archived ad can be changed, or its status to DELETED.',
		'status',
	);
}

/** `DELETE /{ad}`. A second delete changes nothing and succeeds (UNCONFIRMED 28). */
function deleteAd({ world, token }: WriteCall, ad: Ad): Record<string, unknown> {
	if (ad.status === 'DELETED') return SUCCESS;
	checkDynamicEnd(ad.adSet);
	const before = { ...ad };
	Object.assign(ad, { status: 'DELETED', updatedTime: world.clock.now() });
	logAdChanges(world, token.user, before, ad);
	return SUCCESS;
}

export const adDomain = {
	types: { Ad: adType },
	edges: { AdAccount: { ads }, Campaign: { ads }, AdSet: { ads } },
	writes: {
		AdAccount: { 'POST ads': createAd },
		Ad: { 'POST ': updateAd, 'DELETE ': deleteAd },
	},
	firstIds: { Ad: 120212000000001001n },
	seed: seedAds,
} satisfies Domain;
