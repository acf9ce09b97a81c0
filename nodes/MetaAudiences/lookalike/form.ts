import { z } from 'zod';

import { pageField } from '../../meta/assets/fields';
import { collection, rows } from '../../shared/form/collections';
import { assumeDefault, rewordField, shownWhen } from '../../shared/form/field';
import { formOf, type ParamsIn } from '../../shared/form/form';
import { choice, decimal, listedChoices, toggle, wholeNumber } from '../../shared/form/kinds';
import { problem } from '../../shared/form/words';
import { optionsField, validateOnlyOption } from '../../shared/node/commonFields';
import { adAccountLocator, audienceLocator, campaignLocator } from '../../shared/node/pickers/locators';
import { fromLongList } from '../../shared/node/pickers/longLists';
import { audienceDescriptionField, audienceNameField } from '../audience/fields';

const sourceTypeField = choice({
	displayName: 'Source',
	name: 'sourceType',
	options: [
		{ name: 'An Audience', value: 'audience', description: 'A customer list, website visitors, people who engaged' },
		{ name: 'People a Campaign Converted', value: 'campaign', description: 'At least 100 of the last 180 days' },
		{ name: 'People Who Like a Page', value: 'page' },
	],
	default: 'audience',
	description: 'Who the people should be similar to',
});

const countryCodes = z.array(z.string().trim().toUpperCase()).superRefine((codes, context) => {
	const wrong = codes.find((code) => !/^[A-Z]{2}$/.test(code));
	if (wrong !== undefined) problem(context, [], `cannot have “${wrong}”`, 'Use two-letter country codes, such as US.');
	else if (codes.length === 0) problem(context, [], 'is empty', 'Choose where to find similar people.');
});

const countriesField = listedChoices(
	{
		displayName: 'Countries',
		name: 'countries',
		required: true,
		description:
			'The countries to find similar people in. Expressions take two-letter codes. Not used with v27.0: there the ad set has the countries.',
		...fromLongList('getCountries'),
	},
	countryCodes,
);

/** Meta's largest lookalike (Lookalike Audiences: ratio 0.01 to 0.20 by 0.01). */
const MOST_PERCENT = 20;

const tiersField = rows(
	{
		displayName: 'Audience Size',
		name: 'tiers',
		placeholder: 'Add Size',
		description:
			'One lookalike for each row, in percent of the people of the countries, the most similar first. Without a row it is 0 to 1 %.',
		row: { name: 'rows', displayName: 'Size' },
	},
	[
		wholeNumber({
			displayName: 'From (%)',
			name: 'from',
			default: '0',
			least: 0,
			most: MOST_PERCENT,
			description:
				'0 begins with the most similar people. 1 leaves out the first percent, so that lookalikes do not overlap.',
		}),
		wholeNumber({
			displayName: 'To (%)',
			name: 'to',
			default: '1',
			least: 0,
			most: MOST_PERCENT,
			description: 'Whole percents, up to 20',
		}),
	],
);

/** A source from other countries is off until it is added: it starts switched on then, as whoever adds it means it. */
const additionalFields = collection(
	{ displayName: 'Additional Fields', name: 'additionalFields', placeholder: 'Add field' },
	[
		toggle({
			displayName: 'Allow Source From Abroad',
			name: 'allowInternationalSeeds',
			default: true,
			description: 'Whether Meta may use source people from other countries if the chosen ones have fewer than 100',
		}),
		audienceDescriptionField,
		rewordField(audienceNameField, {
			placeholder: undefined,
			description:
				'Without it the lookalike is named after country, size and source. With several sizes, the size is added.',
		}),
	],
);

/** One poll holds a worker no longer than this. */
const LONGEST_WAIT_MINUTES = 15;

const whenNotReadyOption = choice({
	displayName: 'If the Source Is Not Ready',
	name: 'whenNotReady',
	options: [
		{ name: 'Fail', value: 'fail', description: 'The item fails and says what to wait for' },
		{
			name: 'Report',
			value: 'report',
			description: 'The item says created: false and what to wait for, so that the workflow can wait and come back',
		},
	],
	default: 'fail',
});

/** Not added, nothing waits. */
const waitMinutesOption = decimal({
	displayName: 'Wait Up To (Minutes)',
	name: 'waitMinutes',
	default: '5',
	least: 0,
	most: LONGEST_WAIT_MINUTES,
	description:
		'How long this step looks again for a source that is not ready, at most 15 minutes. For longer, let the workflow wait.',
});

export const createLookalikeForm = formOf(
	adAccountLocator,
	sourceTypeField,
	shownWhen(
		{ sourceType: ['audience'] },
		rewordField(audienceLocator, {
			description: 'The source. It needs at least 100 people from one country and cannot be a lookalike.',
		}),
	),
	shownWhen(
		{ sourceType: ['campaign'] },
		rewordField(campaignLocator, { description: 'The campaign whose conversions are the source' }),
	),
	shownWhen({ sourceType: ['page'] }, pageField),
	countriesField,
	tiersField,
	additionalFields,
	optionsField(
		assumeDefault(whenNotReadyOption),
		rewordField(validateOnlyOption, {
			description: 'Whether to only check the source and the values. Meta has no check for audiences.',
		}),
		waitMinutesOption,
	),
);

export type CreateLookalikeParams = ParamsIn<typeof createLookalikeForm>;
