import { z } from 'zod';

import { rows } from '../../../shared/form/collections';
import { shownWhen } from '../../../shared/form/field';
import { choice, json, listedChoice, text, wholeNumber } from '../../../shared/form/kinds';
import { picker } from '../../../shared/node/pickers/locators';
import { ANY_PAGE, ANY_VISIT, OTHER_EVENT, urlConditions, websiteEvents } from './choices';
import { ruleJsonParam } from './ruleJson';

/** The form of an audience of website visitors. */

const comparedAddresses = urlConditions.map(({ value }) => value).filter((value) => value !== ANY_PAGE);

/** Not marked: where an expression chooses the event or the condition, n8n would insist on these as well. */
const notAlways = { required: false };

const visitFields = [
	// Any event's name: an expression may give one that is not among the standard ones.
	listedChoice(
		{ displayName: 'Event', name: 'event', options: websiteEvents, default: ANY_VISIT, description: 'What people did' },
		z.string().trim().min(1),
	),
	shownWhen(
		{ event: [OTHER_EVENT] },
		text({
			displayName: 'Custom Event',
			name: 'customEvent',
			...notAlways,
			placeholder: 'e.g. NewsletterSignup',
			description: 'Name of the event exactly as the pixel sends it',
		}),
	),
	choice({
		displayName: 'Page Address',
		name: 'urlCondition',
		options: urlConditions,
		default: ANY_PAGE,
		description: 'On which pages of the website',
	}),
	shownWhen(
		{ urlCondition: comparedAddresses },
		text({
			displayName: 'Address',
			name: 'url',
			...notAlways,
			placeholder: 'e.g. /shop/shoes',
			description: 'The address or the part of it to compare with',
		}),
	),
	wholeNumber({
		displayName: 'In the Last (Days)',
		name: 'days',
		default: '30',
		least: 1,
		most: 365,
		description: 'How long people stay in the audience after they did it, 1 to 365 days',
	}),
	wholeNumber({
		displayName: 'At Least (Times)',
		name: 'times',
		default: '1',
		least: 1,
		description: 'How often they must have done it in this time',
	}),
] as const;

const visits = <const Name extends string>(displayName: string, name: Name, description: string) =>
	rows(
		{ displayName, name, placeholder: 'Add Rule', description, row: { name: 'rows', displayName: 'Rule' } },
		visitFields,
	);

const byFields = { audienceType: ['website'], ruleSource: ['fields'] };

export const websiteFields = [
	shownWhen(
		{ audienceType: ['website'] },
		choice({
			displayName: 'Rules',
			name: 'ruleSource',
			options: [
				{ name: 'As JSON', value: 'json', description: 'Everything Meta offers: values, sums, devices' },
				{ name: 'By Fields', value: 'fields', description: 'Events, page addresses, days' },
			],
			default: 'fields',
			description: 'How to say who is in the audience',
		}),
	),
	shownWhen(
		byFields,
		picker({
			label: 'Pixel',
			parameter: 'pixel',
			description: 'The pixel (dataset) of the website',
			search: 'searchPixels',
			idExample: '1234567890123456',
		}),
	),
	shownWhen(
		byFields,
		visits(
			'Include People Who',
			'visits',
			'Without a rule, everyone who visited in the last 30 days is included. You can add up to ten rules.',
		),
	),
	shownWhen(
		byFields,
		visits('Exclude People Who', 'exclusions', 'People who meet one of these are left out, for example buyers'),
	),
	shownWhen(
		{ audienceType: ['website'], ruleSource: ['json'] },
		json(
			{
				displayName: 'Rule (JSON)',
				name: 'ruleJson',
				placeholder: '{"inclusions": {"operator": "or", "rules": []}}',
				description: 'As on Meta’s page “Audience Rules”, with the event sources in it',
			},
			ruleJsonParam,
		),
	),
] as const;
