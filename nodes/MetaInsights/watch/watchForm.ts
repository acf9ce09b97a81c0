import { omit } from 'lodash';
import { z } from 'zod';

import { chosenConversion, conversionColumn } from '../../meta/assets/chosenConversion';
import { collection, rows } from '../../shared/form/collections';
import { assumeDefault, mayBeEmpty, notice, runWide, shownWhen } from '../../shared/form/field';
import { formOf, type ParamsIn, type SettingsIn } from '../../shared/form/form';
import { choice, listedChoice, percentage, toggle, wholeNumber } from '../../shared/form/kinds';
import { adAccountLocator } from '../../shared/node/pickers/locators';
import { fromList } from '../form/nameLists';
import { localeOption } from '../render/renderForm';
import { watchedKinds } from './watched';

const rowsFromField = runWide(
	choice({
		displayName: 'Data From',
		name: 'rowsFrom',
		options: [
			{ name: 'Meta', value: 'account', description: 'Reads the daily report of the ad account itself' },
			{
				name: 'Input Items',
				value: 'input',
				description: 'Rows of Meta Insights → Get Report by day, all input items together',
			},
		],
		default: 'account',
		description: 'Where the days come from',
	}),
);

const levelField = choice({
	displayName: 'Level',
	name: 'level',
	options: [
		{ name: 'Ad', value: 'ad' },
		{ name: 'Ad Account', value: 'account' },
		{ name: 'Ad Set', value: 'adset' },
		{ name: 'Campaign', value: 'campaign' },
	],
	default: 'campaign',
	description: 'The level to check. Lower levels have fewer results, so it takes longer to be sure.',
});

/** Results are those of a custom conversion. */
const CUSTOM = 'custom';

const customConversionField = runWide(
	shownWhen(
		{ resultsColumn: [CUSTOM] },
		listedChoice(
			{
				displayName: 'Custom Conversion',
				name: 'customConversion',
				description: 'The conversion that counts. Input items need its column: choose it in the report, too.',
				...fromList('getCustomConversions', ['adAccount.value']),
			},
			chosenConversion,
		),
	),
);

const resultsColumnField = runWide(
	listedChoice(
		{
			displayName: 'Results',
			name: 'resultsColumn',
			options: [
				{ name: 'Custom Conversion', value: CUSTOM, description: 'One of your own conversions, by its name' },
				{ name: 'Leads', value: 'leads' },
				{ name: 'Link Clicks', value: 'link_clicks' },
				{ name: 'Purchases', value: 'purchases' },
				{ name: 'Results', value: 'results', description: 'What each ad set is optimized for, as Meta counts it' },
			],
			default: 'results',
			description:
				'The results you pay for: for cost per lead, choose Leads. An expression takes any other column that counts something.',
		},
		z.string().trim().min(1),
	),
);

const watchedField = runWide(
	rows(
		{
			displayName: 'What to Watch',
			name: 'watched',
			placeholder: 'Add Alert',
			description: 'Which alerts there are. Leave empty for all of them, judged by statistics.',
			row: { name: 'values', displayName: 'Alert' },
		},
		[
			choice({
				displayName: 'Alert',
				name: 'kind',
				options: watchedKinds.map((kind) => omit(kind, 'hasThreshold')),
				default: 'costPerResult',
			}),
			mayBeEmpty(
				percentage({
					displayName: 'Threshold (%)',
					name: 'threshold',
					least: 1,
					most: 1000,
					placeholder: 'e.g. 50',
					description: 'How far the last three days must lie above or below the usual. If empty, statistics decide.',
					hint: 'Up or down. If empty, statistics decide.',
				}),
			),
		],
	),
);

const sampleOption = toggle({
	displayName: 'Show Sample Without Alerts',
	name: 'sample',
	default: false,
	description:
		'Whether a manual run without alerts returns an example message, whose fields you can drag. Other runs never do.',
});

const daysOption = wholeNumber({
	displayName: 'Days',
	name: 'days',
	default: '38',
	least: 21,
	most: 90,
	description: 'How many days up to yesterday to read. The last three are compared with the days before.',
});

const goodNewsOption = toggle({
	displayName: 'Include Good News',
	name: 'goodNews',
	default: true,
	description: 'Whether a falling cost per result and a rising ROAS are alerts, too',
});

const remindOption = toggle({
	displayName: 'Repeat Alerts',
	name: 'remind',
	default: false,
	description: 'Whether to repeat an alert while it lasts',
});

export const watchForm = formOf(
	notice({
		name: 'watchNotice',
		text: 'Run it once a day. Without What to Watch, statistics decide on every alert. Alert has one message for an email or chat node, only if something is new. No Alert has a row for everything else, with the reason.',
	}),
	rowsFromField,
	shownWhen({ rowsFrom: ['account'] }, adAccountLocator),
	shownWhen({ rowsFrom: ['account'] }, levelField),
	resultsColumnField,
	customConversionField,
	watchedField,
	collection({ displayName: 'Options', name: 'options', placeholder: 'Add option' }, [
		assumeDefault(daysOption),
		assumeDefault(runWide(goodNewsOption)),
		assumeDefault(runWide(localeOption)),
		assumeDefault(runWide(remindOption)),
		assumeDefault(runWide(sampleOption)),
	]),
);

export type WatchParams = ParamsIn<typeof watchForm>;
export type WatchSettings = SettingsIn<typeof watchForm>;

/** The column that is counted: a custom conversion's is named after it. */
export const countedColumn = ({
	resultsColumn,
	customConversion,
}: Pick<WatchSettings, 'resultsColumn' | 'customConversion'>): string =>
	customConversion === undefined ? resultsColumn : conversionColumn(customConversion);
