import type { ILoadOptionsFunctions, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { adsInsightsSpec } from '../../shared/spec';
import { removedBreakdowns, removedFields, withoutRemoved } from './removedNames';

/** Lists too long for the node's description; the editor asks for them when a field is opened. None calls Meta. */
type LongList = (this: ILoadOptionsFunctions) => Promise<INodePropertyOptions[]>;

/** Breakdowns people use most, in their words; the others show Meta's names. */
const labels: Readonly<Record<string, string>> = {
	age: 'Age',
	gender: 'Gender',
	country: 'Country',
	region: 'Region',
	comscore_market: 'Comscore Market',
	publisher_platform: 'Platform',
	platform_position: 'Placement (With Platform)',
	device_platform: 'Device Platform',
	impression_device: 'Impression Device (With Platform)',
	product_id: 'Product ID',
	hourly_stats_aggregated_by_advertiser_time_zone: 'Hour, Account Time Zone',
	hourly_stats_aggregated_by_audience_time_zone: 'Hour, Viewer Time Zone',
	frequency_value: 'Frequency Value',
	user_segment_key: 'Audience Segment',
	body_asset: 'Body Text',
	call_to_action_asset: 'Call to Action',
	description_asset: 'Description',
	image_asset: 'Image',
	link_url_asset: 'Link URL',
	title_asset: 'Title',
	video_asset: 'Video',
	ad_format_asset: 'Ad Format',
	action_type: 'Action Type',
	action_device: 'Action Device',
	action_destination: 'Action Destination',
	action_target_id: 'Action Target ID',
	action_reaction: 'Reaction',
	action_video_type: 'Video Type',
	action_video_sound: 'Video Sound',
	action_carousel_card_id: 'Carousel Card ID',
	action_carousel_card_name: 'Carousel Card Name',
};

const named = (names: readonly string[]): INodePropertyOptions[] =>
	names
		.map((value) => ({ name: labels[value] ?? value, value, description: labels[value] === undefined ? undefined : value }))
		.sort((one, other) => Number(labels[one.value] === undefined) - Number(labels[other.value] === undefined) || one.name.localeCompare(other.name));

const listOf = (make: () => INodePropertyOptions[]): LongList =>
	async function () {
		return make();
	};

export const getBreakdowns = listOf(() => named(withoutRemoved(adsInsightsSpec.Breakdowns, removedBreakdowns)));
export const getActionBreakdowns = listOf(() => named(adsInsightsSpec.ActionBreakdowns));
export const getInsightsFields = listOf(() => withoutRemoved(adsInsightsSpec.Fields, removedFields).map((name) => ({ name, value: name })).sort((one, other) => one.name.localeCompare(other.name)));

type ListName = 'getBreakdowns' | 'getActionBreakdowns' | 'getInsightsFields';

/** Makes a field take its options from one of these lists. */
export const fromList = (loadOptionsMethod: ListName): Pick<INodeProperties, 'typeOptions'> => ({ typeOptions: { loadOptionsMethod } });
