import { compact, isEmpty, omitBy, pick, pickBy, uniq, without } from 'lodash';

import { pageField } from '../../../meta/assets/fields';
import { leadFormField } from '../../../meta/leads/fields';
import type { Entries } from '../../../shared/form/collections';
import { rewordField } from '../../../shared/form/field';
import { InputProblem } from '../../../shared/form/problem';
import type { GraphObject } from '../../../shared/graph/object';
import type { GraphParams } from '../../../shared/graph/request';
import type { Creation } from '../../../shared/graph/writes/create';
import { idOf, textCell } from '../../../shared/reading/cells';
import { entriesOf, recordOf } from '../../../shared/reading/json';
import { copyProblem, withCopy } from '../../content/copy';
import { keptDestination } from '../../content/destination';
import { creativeFields } from '../../content/kind';
import { isMessengerFeed } from '../../content/messengers';
import { sameContent } from '../../content/sameContent';
import { linkField, urlTagsField } from '../../content/fields';
import { doubledProblem, doubledTag } from '../../content/urlTags';
import {
	changesField,
	changeWords,
	chosenFields,
	labelsOfCopy,
	passedEnd,
	timeAhead,
	type ChangedCopy,
	type AskedCopy,
	type Changeable,
} from '../../duplicate/changedCopy';
import { adPixelField } from '../fields';
import { creativeIdOf } from '../kind';
import { pixelsOf, wantedPixel } from '../tracking';

const entries = [
	rewordField(leadFormField, { description: 'The instant form that the button opens, of the page of the copy' }),
	linkField,
	rewordField(pageField, { description: 'The page the copy is from' }),
	adPixelField,
	urlTagsField,
] as const;

export type AdChanges = Entries<(typeof entries)[number]>;

/** Settings of a creative that stand next to what it shows, and that a create takes as Meta shows them. */
const keptOfCreative = ['authorization_category', 'contextual_multi_ads'];

/** What a create takes and Meta shows, too, and the new creative does not get: the row names what the original has of it. */
const leftOfCreative = [
	...['ad_disclaimer_spec', 'applink_treatment', 'asset_feed_spec', 'branded_content'],
	...['branded_content_sponsor_page_id', 'creative_sourcing_spec', 'destination_set_id'],
	...['dynamic_ad_voice', 'facebook_branded_content', 'format_transformation_spec', 'image_crops'],
	...['instagram_branded_content', 'interactive_components_spec', 'media_sourcing_spec', 'omnichannel_link_spec'],
	...['page_welcome_message', 'place_page_set_id', 'platform_customizations', 'playable_asset_id'],
	...['portrait_customizations', 'product_set_id', 'recommender_settings', 'regional_regulation_disclaimer_spec'],
	...['template_url', 'template_url_spec', 'use_page_actor_override'],
];

/** A destination of another kind than website and shop stays behind, too. */
function leftOf(creative: GraphObject): string[] {
	const left = isEmpty(keptDestination(creative)) ? [...leftOfCreative, 'destination_spec'] : leftOfCreative;
	// Several messengers go along (`withCopy`).
	return chosenFields(creative, isMessengerFeed(creative.asset_feed_spec) ? without(left, 'asset_feed_spec') : left);
}

/** The same of an ad. */
const leftOfAd = ['bid_amount', 'creative_asset_groups_spec', 'display_sequence', 'engagement_audience'];

/** What the creative's story has in common, no matter what it shows. */
const dataOf = (story: GraphObject) => recordOf(story.video_data ?? story.link_data);

/** The page and the form of a story, as it is and as it is to be. */
function withPageAndForm(params: GraphParams, { page, leadForm }: AdChanges, changesInWords: string[]): GraphParams {
	const story = recordOf(params.object_story_spec);
	const kind = story.video_data === undefined ? 'link_data' : 'video_data';
	const data = dataOf(story);
	const button = recordOf(data.call_to_action);
	const value = recordOf(button.value);
	if (page !== undefined) {
		changesInWords.push(changeWords('Page', idOf(story.page_id), page));
		// It belongs to the page before, and people see it as the one who says the ad.
		const instagram = idOf(story.instagram_user_id);
		if (instagram !== null) changesInWords.push(`Instagram Account: stays ${instagram}`);
	}
	if (leadForm === undefined) return { ...params, object_story_spec: { ...story, page_id: page ?? story.page_id } };
	if (button.type === undefined)
		throw new InputProblem(['changes', 'leadForm'], 'needs a button, and the original has none', 'Remove Lead Form.');
	if (isMessengerFeed(params.asset_feed_spec))
		throw new InputProblem(['changes', 'leadForm'], 'has no use: the original opens a messenger', 'Remove Lead Form.');
	changesInWords.push(changeWords('Instant Form', idOf(value.lead_gen_form_id), leadForm));
	const ofForm = { ...button, value: { ...value, lead_gen_form_id: leadForm } };
	return {
		...params,
		object_story_spec: { ...story, page_id: page ?? story.page_id, [kind]: { ...data, call_to_action: ofForm } },
	};
}

/** The new creative; nothing where the copy shows the original's. */
function changedCreative(
	{ source, account, name }: AskedCopy,
	changes: AdChanges,
	changesInWords: string[],
): Creation | undefined {
	const { page, leadForm, link, urlTags } = changes;
	if ([page, leadForm, link, urlTags].every((one) => one === undefined)) return undefined;
	const creative = recordOf(source.creative);
	const copy = { name, link, urlTags };
	const problem = copyProblem(creative, copy);
	if (problem) throw new InputProblem(['ad'], `shows a creative that ${problem.message}`, problem.advice);
	const before = dataOf(recordOf(creative.object_story_spec));
	const address = before.link ?? recordOf(recordOf(before.call_to_action).value).link;
	const tag = doubledTag(textCell(urlTags ?? creative.url_tags) ?? '', compact([link ?? textCell(address)]));
	if (tag !== undefined && (link ?? urlTags) !== undefined)
		throw doubledProblem(['changes', urlTags === undefined ? 'link' : 'urlTags'], tag);
	if (link !== undefined) {
		changesInWords.push(changeWords('Link', address, link));
		if (entriesOf(before.child_attachments).length > 0) changesInWords.push('Links of the cards: stay as they are');
	}
	if (urlTags !== undefined) changesInWords.push(changeWords('URL Parameters', creative.url_tags, urlTags));
	const settings = pickBy(pick(creative, keptOfCreative), (value) => value !== null && value !== 'NONE') as GraphParams;
	const params = { ...withPageAndForm(withCopy(creative, copy), changes, changesInWords), ...settings };
	const path = `${account.id}/adcreatives`;
	return {
		request: { method: 'POST', path, params, effect: 'create', account: account.id },
		lookUp: {
			...{ edge: path, account: account.id, name, noun: 'creative', narrow: {} },
			...sameContent(params),
		},
	};
}

/** Hours of an ad that are still to come go along; an end that has passed would let it run no more. */
function scheduleOf({ source, now }: AskedCopy) {
	const { ad_schedule_start_time: start, ad_schedule_end_time: end } = source;
	return {
		kept: {
			ad_schedule_start_time: timeAhead(start, now),
			ad_schedule_end_time: timeAhead(end, now),
		},
		leftBehind: passedEnd(end, now),
	};
}

/** The ad as a create takes it: the original's, with another creative or pixel. */
function changedAd(wish: AskedCopy, changes: AdChanges): ChangedCopy {
	const { source, account, name, status, target } = wish;
	const changesInWords: string[] = [];
	const first = changedCreative(wish, changes, changesInWords);
	const { pixel } = changes;
	if (pixel !== undefined) changesInWords.push(changeWords('Pixel', pixelsOf(source).join(', '), pixel));
	const adSet = target ?? String(source.adset_id);
	const path = `${account.id}/ads`;
	const schedule = scheduleOf(wish);
	const params = omitBy(
		{
			name,
			status,
			adset_id: adSet,
			tracking_specs: pixel === undefined ? source.tracking_specs : wantedPixel(pixel, source).value,
			conversion_domain: textCell(source.conversion_domain) ?? undefined,
			...schedule.kept,
			adlabels: labelsOfCopy(source),
		},
		(value) => value === undefined,
	) as GraphParams;
	return {
		first,
		changed: changesInWords,
		leftBehind: [
			...schedule.leftBehind,
			...chosenFields(source, leftOfAd),
			...(first === undefined ? [] : leftOf(recordOf(source.creative))),
		],
		wanted: {},
		creation: (firstId) => {
			const creative = firstId === '' ? creativeIdOf(source) : firstId;
			return {
				request: {
					...{ method: 'POST', path, effect: 'create', account: account.id },
					params: { ...params, creative: { creative_id: creative } },
				},
				lookUp: {
					...{ edge: path, account: account.id, name, noun: 'ad', parents: { adset_id: adSet }, fields: ['creative'] },
					matches: (ad) => creativeIdOf(ad) === creative,
				},
			};
		},
	};
}

export const changeableAd: Changeable = {
	field: changesField(entries),
	fields: [`creative{${uniq([...creativeFields, ...keptOfCreative, ...leftOfCreative]).join(',')}}`, ...leftOfAd],
	changedCopy: changedAd,
};
