import { logCreatedAd } from '../ads/adActivities.mts';
import { sendToReview } from '../ads/review.mts';
import { logCreatedAdSet } from '../adSets/adSetActivities.mts';
import { resetLearning, startLearning } from '../adSets/learning.mts';
import { logCreatedCampaign } from '../campaigns/campaignActivities.mts';
import type { WriteCall } from '../graph/handlers/write.mts';
import { GraphError, parameterError, ruleError } from '../graph/language/graphError.mts';
import { readObject } from '../graph/language/jsonObjects.mts';
import type { Ad, AdSet, Campaign } from '../world/adObjectModel.mts';
import type { Status } from '../world/basics.mts';
import { nameOf, readRename, type Rename } from './rename.mts';

/**
 * "The total number of children ads to copy should not exceed 3 for a synchronous call and 51 for an asynchronous call"
 * (Meta: reference/ad-campaign-group/copies). The subcode of the first: third-party hint; of the second: UNCONFIRMED 49.
 */
export const MOST_ADS = { sync: 3, async: 51 };
const TOO_LARGE = 1885194;
/** Third-party hint citing Meta: reference/ad-account; an ad set's ads. */
const MAX_ADS = 50;

interface Copied {
	ad_object_type: 'campaign' | 'ad_set' | 'ad';
	source_id: string;
	copied_id: string;
}

const STATUS_OPTIONS = ['ACTIVE', 'PAUSED', 'INHERITED_FROM_SOURCE'] as const;

/** One copy under way. */
class Copier {
	readonly copied: Copied[] = [];
	private readonly now: number;

	constructor(
		private readonly call: WriteCall,
		private readonly rename: Rename,
		private readonly statusOption: (typeof STATUS_OPTIONS)[number],
		/** Of the copied ad sets, a campaign's too; without them as the source's (spec objects Campaign and AdSet, POST copies; Meta: reference/ad-campaign/copies). */
		private readonly times: { start?: number; end?: number },
	) {
		this.now = call.world.clock.now();
	}

	/** What every copy has of its own. That `status_option` holds for the children too is UNCONFIRMED 50. */
	private own(source: { name: string; status: Status }, isTop: boolean) {
		const status: Status = this.statusOption === 'INHERITED_FROM_SOURCE' ? source.status : this.statusOption;
		return { name: nameOf(source.name, this.rename, isTop), status, createdTime: this.now, updatedTime: this.now };
	}

	private note(type: Copied['ad_object_type'], sourceId: string, copyId: string): void {
		this.copied.push({ ad_object_type: type, source_id: sourceId, copied_id: copyId });
		// A breakdown in the middle leaves what was copied; that Meta does so, too, is UNCONFIRMED 51.
		if (this.copied.length === this.call.world.copyScript.stopAfter) {
			throw new GraphError(2, 'An unexpected error has occurred. Please retry your request later.');
		}
	}

	campaign(source: Campaign): Campaign {
		const { world, token } = this.call;
		const copy: Campaign = world.add({
			...source,
			...this.own(source, true),
			id: world.newId('Campaign'),
			sourceId: source.id,
			spent: 0,
		});
		logCreatedCampaign(world, token.user, copy);
		this.note('campaign', source.id, copy.id);
		return copy;
	}

	adSet(source: AdSet, campaign: Campaign, isTop: boolean): AdSet {
		const { world, token } = this.call;
		const copy: AdSet = world.add({
			...source,
			...this.own(source, isTop),
			id: world.newId('AdSet'),
			sourceId: source.id,
			campaign,
			startTime: this.times.start ?? source.startTime,
			endTime: this.times.end ?? source.endTime,
			spent: 0,
			issues: [],
			learning: undefined,
		});
		copy.pausedAt = copy.status === 'PAUSED' ? this.now : undefined;
		startLearning(copy, this.now);
		logCreatedAdSet(world, token.user, copy);
		this.note('ad_set', source.id, copy.id);
		return copy;
	}

	ad(source: Ad, adSet: AdSet, isTop: boolean): Ad {
		const { world, token } = this.call;
		if (world.adsOf(adSet).length >= MAX_ADS)
			throw ruleError('Too many ads', `An ad set can have at most ${MAX_ADS} ads.`, 'adset_id');
		const copy: Ad = world.add({
			...source,
			...this.own(source, isTop),
			id: world.newId('Ad'),
			sourceId: source.id,
			adSet,
			campaign: adSet.campaign,
			review: { state: 'APPROVED' },
			issues: [],
		});
		logCreatedAd(world, token.user, copy);
		sendToReview(world, copy, token.user);
		resetLearning(world, token.user, adSet);
		this.note('ad', source.id, copy.id);
		return copy;
	}
}

const lives = ({ status }: Campaign | AdSet | Ad): boolean => status !== 'DELETED' && status !== 'ARCHIVED';

function begin(call: WriteCall, source: Campaign | AdSet | Ad, ads: number): Copier {
	if (source.status === 'DELETED') throw parameterError('A deleted object cannot be copied'); // wording UNCONFIRMED 49
	const rename = readRename(readObject(call.params, 'rename_options'));
	const statusOption = call.params.oneOf('status_option', STATUS_OPTIONS) ?? 'PAUSED';
	const most = call.isAsync ? MOST_ADS.async : MOST_ADS.sync;
	if (ads > most) {
		throw ruleError(
			'Copy request too large',
			`The copy would contain ${ads} ads; at most ${most} can be copied in one ${call.isAsync ? 'asynchronous' : 'synchronous'} request.`,
			'deep_copy',
			TOO_LARGE,
		);
	}
	const { timeZone } = source.account;
	const times = { start: call.params.time('start_time', timeZone), end: call.params.time('end_time', timeZone) };
	return new Copier(call, rename, statusOption, times);
}

const adsIn = (call: WriteCall, isIn: (ad: Ad) => boolean): Ad[] =>
	call.params.boolean('deep_copy') ? call.world.all('Ad').filter((ad) => isIn(ad) && lives(ad)) : [];

/** `POST /{campaign}/copies`; all of it, or the campaign alone without `deep_copy`. */
export function copyCampaign(call: WriteCall, campaign: Campaign): Record<string, unknown> {
	const ads = adsIn(call, (ad) => ad.campaign.id === campaign.id);
	const copier = begin(call, campaign, ads.length);
	const copy = copier.campaign(campaign);
	const adSets = call.params.boolean('deep_copy')
		? call.world.all('AdSet').filter((adSet) => adSet.campaign.id === campaign.id && lives(adSet))
		: [];
	for (const adSet of adSets) {
		const adSetCopy = copier.adSet(adSet, copy, false);
		for (const ad of ads) if (ad.adSet.id === adSet.id) copier.ad(ad, adSetCopy, false);
	}
	return { copied_campaign_id: copy.id, ad_object_ids: copier.copied };
}

/** `POST /{adset}/copies`, into its own campaign or `campaign_id`. */
export function copyAdSet(call: WriteCall, adSet: AdSet): Record<string, unknown> {
	const target = parent(call, 'campaign_id', 'Campaign', adSet.campaign);
	const ads = adsIn(call, (ad) => ad.adSet.id === adSet.id);
	const copier = begin(call, adSet, ads.length);
	const copy = copier.adSet(adSet, target, true);
	for (const ad of ads) copier.ad(ad, copy, false);
	return { copied_adset_id: copy.id, ad_object_ids: copier.copied };
}

/** `POST /{ad}/copies`, into its own ad set or `adset_id`. */
export function copyAd(call: WriteCall, ad: Ad): Record<string, unknown> {
	const target = parent(call, 'adset_id', 'AdSet', ad.adSet);
	const copier = begin(call, ad, 0);
	const copy = copier.ad(ad, target, true);
	return { copied_ad_id: copy.id, ad_object_ids: copier.copied };
}

function parent<K extends 'Campaign' | 'AdSet'>(
	{ world, params }: WriteCall,
	name: string,
	kind: K,
	parentCopy: Extract<Campaign | AdSet, { kind: K }>,
): typeof parentCopy {
	const id = params.text(name);
	if (id === undefined) return parentCopy;
	const node = world.find(id);
	if (node?.kind === kind && node.account.id === parentCopy.account.id && lives(node as Campaign | AdSet))
		return node as typeof parentCopy;
	throw parameterError(`Param ${name} must be one of this ad account`, name); // wording UNCONFIRMED 25
}
