import { pageField } from '../../../meta/assets/fields';
import { field, shownWhen } from '../../../shared/form/field';
import { choice, wholeNumber } from '../../../shared/form/kinds';
import { problem } from '../../../shared/form/words';
import { idTexts } from '../../../shared/node/pickers/ids';
import { picker } from '../../../shared/node/pickers/locators';
import {
	engagementSources,
	instagramEvents,
	leadFormEvents,
	pageEvents,
	videoEvents,
	type EngagementSource,
} from './choices';

/** The form of an audience of people who engaged on Facebook or Instagram. */

const videoIds = idTexts.superRefine((ids, context) => {
	const wrong = ids.find((id) => !/^\d{5,}$/.test(id));
	if (ids.length === 0) problem(context, [], 'is empty', 'Enter at least one video ID.');
	else if (wrong !== undefined)
		problem(context, [], `cannot have “${wrong}”`, 'Enter video IDs, digits only, separated by commas.');
});

const videosField = field(
	{
		displayName: 'Video IDs',
		name: 'videos',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 1234567890123456, 2345678901234567',
		description: 'One or several, separated by commas. Meta Ads → Video → Get Many lists them.',
	},
	videoIds,
);

interface Event<Value> {
	readonly name: string;
	readonly value: Value;
	readonly description?: string;
}

/** The first of the events is the one it starts with. */
const did = <const Name extends string, const Value extends string>(
	name: Name,
	events: readonly [Event<Value>, ...Array<Event<Value>>],
) => choice({ displayName: 'What They Did', name, options: events, default: events[0].value });

const shownForSources = (...sources: EngagementSource[]): Record<string, string[]> => ({
	audienceType: ['engagement'],
	engagedWith: sources,
});

export const engagementFields = [
	shownWhen(
		{ audienceType: ['engagement'] },
		choice({
			displayName: 'Engaged With',
			name: 'engagedWith',
			options: engagementSources.map(({ name, value }) => ({ name, value })),
			default: 'page',
			description: 'Where people engaged',
		}),
	),
	shownWhen(shownForSources('page', 'leadForm'), pageField),
	shownWhen(shownForSources('page'), did('pageEvent', pageEvents)),
	shownWhen(
		shownForSources('instagram'),
		picker({
			label: 'Instagram Account',
			parameter: 'instagramAccount',
			description: 'A professional account connected to the ad account',
			search: 'searchInstagramAccounts',
			idExample: '17841400000000000',
		}),
	),
	shownWhen(shownForSources('instagram'), did('instagramEvent', instagramEvents)),
	shownWhen(
		shownForSources('leadForm'),
		picker({
			label: 'Instant Form',
			parameter: 'leadForm',
			description: 'The list shows the forms of the chosen page',
			search: 'searchLeadForms',
			idExample: '1234567890123456',
		}),
	),
	shownWhen(shownForSources('leadForm'), did('leadFormEvent', leadFormEvents)),
	shownWhen(shownForSources('video'), videosField),
	shownWhen(shownForSources('video'), did('videoEvent', videoEvents)),
	shownWhen(
		shownForSources(...engagementSources.map(({ value }) => value)),
		wholeNumber({
			displayName: 'In the Last (Days)',
			name: 'engagementDays',
			default: '90',
			least: 1,
			most: 730,
			description:
				'How long people stay in the audience after they did it. Meta goes back 730 days for pages and Instagram, 180 for videos, 90 for lead forms.',
		}),
	),
] as const;
