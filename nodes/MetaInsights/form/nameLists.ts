import { startCase } from 'lodash';
import type { ILoadOptionsFunctions, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { z } from 'zod';

import { problem } from '../../shared/form/words';
import { adsInsightsSpec } from '../../shared/spec';
import { breakdownLabels as labels, removedBreakdowns } from '../breakdowns/table';
import { removedFields, type RemovedNames } from '../facts/removedFields';
import { entryOf } from '../../shared/record';
import { byLabel } from '../../shared/words';

/** Lists too long for the node's description; the editor asks for them when a field is opened. None calls Meta. */
type LongList = (this: ILoadOptionsFunctions) => Promise<INodePropertyOptions[]>;

const nameOptions = (names: readonly string[]): INodePropertyOptions[] =>
	names
		.map((value) => {
			const label = entryOf(labels, value);
			return { name: label ?? value, value, description: label === undefined ? undefined : value };
		})
		.sort(
			(one, other) =>
				Number(labels[one.value] === undefined) - Number(labels[other.value] === undefined) ||
				one.name.localeCompare(other.name),
		);

/** The names of a list that Meta still takes. */
const withoutRemoved = (names: readonly string[], removedNames: RemovedNames): string[] =>
	names.filter((name) => entryOf(removedNames, name) === undefined);

const listOf = (make: () => INodePropertyOptions[]): LongList =>
	async function () {
		return make();
	};

/** Breakdowns that people use, by what they are about, in the order of the list. */
export const breakdownSections: ReadonlyArray<readonly [section: string, names: readonly string[]]> = [
	['People', ['age', 'gender', 'country', 'region', 'comscore_market', 'user_segment_key', 'frequency_value']],
	['Placement', ['publisher_platform', 'platform_position', 'device_platform', 'impression_device']],
	['Time', ['hourly_stats_aggregated_by_advertiser_time_zone', 'hourly_stats_aggregated_by_audience_time_zone']],
	['Product', ['product_id']],
	[
		'Creative',
		[
			...['ad_format_asset', 'body_asset', 'call_to_action_asset', 'description_asset'],
			...['image_asset', 'link_url_asset', 'title_asset', 'video_asset'],
		],
	],
];

const usedBreakdowns = breakdownSections.flatMap(([section, names]) =>
	names.map((value) => ({ name: entryOf(labels, value) ?? value, value, description: `${section}: ${value}` })),
);

/** The others, by Meta's names in words. */
function otherBreakdowns(): INodePropertyOptions[] {
	const usedNames = usedBreakdowns.map(({ value }) => value);
	return withoutRemoved(adsInsightsSpec.Breakdowns, removedBreakdowns)
		.filter((value) => !usedNames.includes(value))
		.map((value) => ({ name: startCase(value), value, description: value }))
		.sort(byLabel);
}

/** The breakdowns that people use; all of Meta's with the option for it. */
export async function getBreakdowns(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const isAll = this.getCurrentNodeParameter('options.allBreakdowns') === true;
	return isAll ? [...usedBreakdowns, ...otherBreakdowns()] : usedBreakdowns;
}

export const getActionBreakdowns = listOf(() => nameOptions(adsInsightsSpec.ActionBreakdowns));
export const getInsightsFields = listOf(() =>
	withoutRemoved(adsInsightsSpec.Fields, removedFields)
		.map((name) => ({ name, value: name }))
		.sort((one, other) => one.name.localeCompare(other.name)),
);

type ListName =
	| 'getAdAccounts'
	| 'getBreakdowns'
	| 'getActionBreakdowns'
	| 'getCustomConversions'
	| 'getInsightsFields'
	| 'getReportColumns';

/**
 * Makes a field take its options from one of these lists.
 *
 * @param hangsOn parameters that decide what is in the list: the editor asks again when one of them changes
 */
export const fromList = (
	loadOptionsMethod: ListName,
	hangsOn: readonly string[] = [],
): Pick<INodeProperties, 'typeOptions'> => ({
	typeOptions: { loadOptionsMethod, ...(hangsOn.length > 0 && { loadOptionsDependsOn: [...hangsOn] }) },
});

/** Names of one of Meta's lists, each refused with what became of it where Meta has removed it. */
export const knownNames = (list: readonly string[], removedNames: RemovedNames = {}) =>
	z.array(z.string().trim().min(1)).superRefine((names, context) => {
		names.forEach((name, index) => {
			const removedName = entryOf(removedNames, name);
			if (removedName !== undefined)
				problem(context, [index], `“${name}” no longer exists: ${removedName.what}`, removedName.advice);
			else if (!list.includes(name))
				problem(
					context,
					[index],
					`“${name}” is not a name Meta’s reports know`,
					'Choose from the list, or correct the spelling; Meta writes names in small letters with underscores.',
				);
		});
	});
