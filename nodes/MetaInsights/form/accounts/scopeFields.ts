import { field, rewordField, shownWhen } from '../../../shared/form/field';
import { choice } from '../../../shared/form/kinds';
import { problem } from '../../../shared/form/words';
import { idTexts, objectId } from '../../../shared/node/pickers/ids';
import { adLocator, adSetLocator, campaignLocator } from '../../../shared/node/pickers/locators';

export const scopeField = choice({
	displayName: 'Report For',
	name: 'scope',
	options: [
		{ name: 'Ad', value: 'ad', description: 'One ad, also a deleted one' },
		{ name: 'Ad Account', value: 'account', description: 'Everything in the ad account' },
		{ name: 'Ad Set', value: 'adSet', description: 'One ad set and its ads' },
		{ name: 'Campaign', value: 'campaign', description: 'One campaign and what is in it' },
		{ name: 'List of IDs', value: 'list', description: 'Several campaigns, ad sets or ads' },
	],
	default: 'account',
	description: 'Whose numbers to report',
});

const idLevelField = choice({
	displayName: 'ID Type',
	name: 'idLevel',
	options: [
		{ name: 'Ad', value: 'ad' },
		{ name: 'Ad Set', value: 'adset' },
		{ name: 'Campaign', value: 'campaign' },
	],
	default: 'campaign',
	description: 'Whether these are campaign, ad set or ad IDs',
});

const idsField = field(
	{
		displayName: 'IDs',
		name: 'ids',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 120210000000101, 120210000000102',
		description:
			'Separated by commas, or a list from an expression. Switch on Include Deleted and Archived in Options to get numbers of archived and deleted ones too.',
	},
	idTexts.superRefine((ids, context) => {
		const bad = ids.find((id) => !objectId.safeParse(id).success);
		if (ids.length === 0)
			problem(
				context,
				[],
				'is empty',
				'Enter the IDs, separated by commas. If an expression fills the field, it came out empty for this item.',
			);
		if (bad !== undefined)
			problem(context, [], `“${bad}” is not an ID`, 'An ID has only digits, as in your Ads Manager URL.');
	}),
);

/** What Report For leads to. */
export const scopeParts = [
	shownWhen({ scope: ['campaign'] }, rewordField(campaignLocator, { description: 'The campaign to report on' })),
	shownWhen({ scope: ['adSet'] }, rewordField(adSetLocator, { description: 'The ad set to report on' })),
	shownWhen({ scope: ['ad'] }, rewordField(adLocator, { description: 'The ad to report on' })),
	shownWhen({ scope: ['list'] }, idLevelField),
	shownWhen({ scope: ['list'] }, idsField),
] as const;
