import { z } from 'zod';

import { collection } from '../../shared/form/collections';
import { assumeDefault, notice, runWide, shownWhen } from '../../shared/form/field';
import { formOf, type SettingsIn } from '../../shared/form/form';
import { choice, listedChoice, listedChoices, note, text, toggle, wholeNumber } from '../../shared/form/kinds';
import { problem } from '../../shared/form/words';
import { metricOf, metrics } from './numbers/figures';
import { groupOptions, messageOptions, secondGroupOptions } from './groupColumn';
import { ALL_ROWS } from './messages';
import { AUTOMATIC } from './numbers/grouping';
import { metricName, metricNames } from './metricNames';
import { isLocale } from './numbers/words';
import { byLabel } from '../../shared/words';

/** Above this a mail is cut off (Gmail clips at about 102 KB) and nobody reads it. */
const MOST_LINES = 50;

const metricOptions = metrics
	.map(({ label, shortLabel, column }) => ({ name: shortLabel ?? label, value: column }))
	.sort(byLabel);

/** People cannot be told for a single line. */
const sortOptions = metricOptions.filter(({ value }) => !metricOf(value)?.totalsOnly);

const formatField = choice({
	displayName: 'Format',
	name: 'format',
	options: [
		{ name: 'Email', value: 'email', description: 'HTML and plain text for an email step' },
		{ name: 'HTML File', value: 'file', description: 'The same, and the page as a file that opens in a browser' },
		{ name: 'Slack', value: 'slack', description: 'Text is a Slack message' },
		{ name: 'Teams', value: 'teams', description: 'Text is a Teams message; choose HTML as its content type there' },
		{ name: 'Telegram', value: 'telegram', description: 'Text is a Telegram message; choose HTML as Parse Mode there' },
		{
			name: 'WhatsApp',
			value: 'whatsapp',
			description: 'A WhatsApp message to someone who messaged you in the last 24 hours',
		},
		{
			name: 'WhatsApp Template',
			value: 'whatsappTemplate',
			description: 'Text is one line, for a variable of a message template',
		},
	],
	default: 'email',
	description: 'What the report is for',
});

const messagesField = listedChoice(
	{
		displayName: 'Separate Message For',
		name: 'messagesFor',
		options: messageOptions,
		default: ALL_ROWS,
		description:
			'How to split the report into messages, for different readers. Each message is an item with its own subject and totals. For rows per country in one message, use Group By.',
	},
	z.string().trim().min(1),
);

const messageColumnField = text({
	displayName: 'Message Column',
	name: 'messageColumn',
	placeholder: 'e.g. client',
	description: 'Name of the input column whose values divide the rows into messages',
});

const readerOption = text({
	displayName: 'Recipient Column',
	name: 'readerColumn',
	placeholder: 'e.g. email',
	description:
		'Name of the input column with the address of the reader. Each message has it as reader. It is empty if the rows have several.',
});

const wholeOption = toggle({
	displayName: 'Whole Report Line',
	name: 'wholeLine',
	default: false,
	description: 'Whether each message also has the spend of all rows. Leave it off if messages go to different clients.',
});

const groupByField = listedChoice(
	{
		displayName: 'Group By',
		name: 'groupBy',
		options: groupOptions,
		default: AUTOMATIC,
		description:
			'The rows of the table. For the results of each country, choose Country: Automatic can list campaigns.',
	},
	z.string().trim().min(1),
);

const groupColumnField = text({
	displayName: 'Column',
	name: 'groupColumn',
	placeholder: 'e.g. age',
	description: 'Name of the input column whose values name the lines',
});

const metricsField = listedChoices(
	{
		displayName: 'Metrics',
		name: 'metrics',
		options: metricOptions,
		description: 'The metrics to show, in this order. Leave empty for all. Rates and costs are calculated from totals.',
	},
	metricNames,
);

const sortByField = listedChoice(
	{
		displayName: 'Sort By',
		name: 'sortBy',
		options: sortOptions,
		default: 'spend',
		description: 'Metric that orders the table, draws the bars and picks the biggest changes',
	},
	metricName,
);

const moversOption = toggle({
	displayName: 'Biggest Changes',
	name: 'movers',
	default: true,
	description: 'Whether to name the lines that rose and fell most, when the rows have a previous period',
});

const commentOption = note({
	displayName: 'Comment',
	name: 'comment',
	typeOptions: { rows: 4 },
	description:
		'Text about the numbers, for example from a language model. A sentence with a number that is not in this report is left out, and the report says so.',
});

const introductionOption = note({
	displayName: 'Introduction',
	name: 'introduction',
	typeOptions: { rows: 3 },
	description: 'Text between the title and the numbers',
});

const linesOption = wholeNumber({
	displayName: 'Lines',
	name: 'mostLines',
	default: '10',
	least: 1,
	most: MOST_LINES,
	description: 'How many lines the table has at most',
});

const secondGroupOption = listedChoice(
	{
		displayName: 'Second Group By',
		name: 'secondGroup',
		options: secondGroupOptions,
		default: 'country',
		description: 'The rows of a second table, such as countries below campaigns. The input must have that column.',
	},
	z.string().trim().min(1),
);

export const localeOption = text(
	{
		displayName: 'Locale',
		name: 'locale',
		default: 'en-US',
		placeholder: 'e.g. de-DE',
		description: 'Language and country that decide how numbers and dates are written',
	},
	z.string().superRefine((locale, context) => {
		if (isLocale(locale)) return;
		problem(context, [], `“${locale}” is not a locale`, 'Enter a language and a country, such as en-US or de-DE.');
	}),
);

/** All of it holds for the one page that the rows of all items become. */
export const renderForm = formOf(
	notice({
		name: 'renderNotice',
		text: 'In: the rows of Meta Insights → Get Report, all input items together. Out: one item for each message, with subject, html and text for an email or chat step. For changes, switch on Compare With Previous Period in Get Report; for reach and frequency, add its option Add Totals Row.',
	}),
	runWide(
		text({
			displayName: 'Title',
			name: 'title',
			default: 'Ads Report',
			description: 'Heading of the report and start of the subject line',
		}),
	),
	runWide(formatField),
	runWide(messagesField),
	runWide(shownWhen({ messagesFor: ['other'] }, messageColumnField)),
	runWide(groupByField),
	runWide(shownWhen({ groupBy: ['other'] }, groupColumnField)),
	runWide(metricsField),
	runWide(sortByField),
	collection({ displayName: 'Options', name: 'options', placeholder: 'Add option' }, [
		assumeDefault(runWide(moversOption)),
		assumeDefault(runWide(commentOption)),
		assumeDefault(runWide(introductionOption)),
		assumeDefault(runWide(linesOption)),
		assumeDefault(runWide(localeOption)),
		runWide(readerOption),
		runWide(secondGroupOption),
		assumeDefault(runWide(wholeOption)),
	]),
);

export type RenderForm = SettingsIn<typeof renderForm>;
