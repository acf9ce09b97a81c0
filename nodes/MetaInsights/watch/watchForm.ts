import { z } from 'zod';

import { collection } from '../../shared/form/collections';
import { assumeDefault, notice, runWide, shownWhen } from '../../shared/form/field';
import { formOf, type ParamsIn, type SettingsIn } from '../../shared/form/form';
import { choice, text, toggle, wholeNumber } from '../../shared/form/kinds';
import { adAccountLocator } from '../../shared/node/pickers/locators';
import { localeOption } from '../render/renderForm';

const rowsFromField = runWide(
	choice({
		displayName: 'Rows From',
		name: 'rowsFrom',
		options: [
			{ name: 'Ad Account', value: 'account', description: 'Reads the daily report itself' },
			{
				name: 'Input Items',
				value: 'input',
				description: 'Rows of Meta Insights → Get by day, all input items together',
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
	description: 'What is watched. The smaller it is, the fewer results it has, and the later anything is certain.',
});

const resultsColumnField = runWide(
	text(
		{
			displayName: 'Results Column',
			name: 'resultsColumn',
			default: 'results',
			placeholder: 'e.g. purchases',
			description: 'The column that counts what you pay for: results, purchases, leads or link_clicks',
		},
		z.string().trim().min(1),
	),
);

const daysOption = wholeNumber({
	displayName: 'Days',
	name: 'days',
	default: '38',
	least: 21,
	most: 90,
	description: 'How many days up to yesterday are read; the last three are judged by the ones before',
});

const goodNewsOption = toggle({
	displayName: 'Good News',
	name: 'goodNews',
	default: true,
	description: 'Whether a cost per result that falls and a ROAS that rises are alerts too',
});

const remindOption = toggle({
	displayName: 'Remind',
	name: 'remind',
	default: false,
	description: 'Whether what was reported before is reported again while it lasts',
});

export const watchForm = formOf(
	notice({
		name: 'watchNotice',
		text: 'Run it once a day. Alert gives one message with subject, text and html for an email or chat step, and only when something is new; Quiet gives a row for everything else, with the reason.',
	}),
	rowsFromField,
	shownWhen({ rowsFrom: ['account'] }, adAccountLocator),
	shownWhen({ rowsFrom: ['account'] }, levelField),
	resultsColumnField,
	collection({ displayName: 'Options', name: 'options', placeholder: 'Add option' }, [
		assumeDefault(daysOption),
		assumeDefault(runWide(goodNewsOption)),
		assumeDefault(runWide(localeOption)),
		assumeDefault(runWide(remindOption)),
	]),
);

export type WatchParams = ParamsIn<typeof watchForm>;
export type WatchSettings = SettingsIn<typeof watchForm>;
