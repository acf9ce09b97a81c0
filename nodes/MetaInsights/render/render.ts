import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod';

import { collection } from '../../shared/form/collections';
import { assumed, notice, runWide, shownWhen } from '../../shared/form/field';
import { formOf, type SettingsIn } from '../../shared/form/form';
import { listedChoice, listedChoices, note, text, toggle, wholeNumber } from '../../shared/form/kinds';
import { problem } from '../../shared/form/words';
import { defineOperation, type Job, type Verdict } from '../../shared/node/operation';
import type { Session } from '../../shared/node/session';
import { blocksOf, type Block } from './blocks';
import { metricOf, metrics } from './figures';
import { leftOut } from './leftOut';
import { pageOf, type Page } from './page';
import { plainTextOf } from './plainText';
import { isLocale, Words } from './words';

/** Above this a mail is cut off (Gmail clips at about 102 KB) and nobody reads it. */
const MOST_LINES = 50;

const metricOptions = metrics.map(({ label, column }) => ({ name: label, value: column })).sort((one, other) => one.name.localeCompare(other.name));
/** People cannot be told for a single line. */
const sortOptions = metricOptions.filter(({ value }) => !metricOf(value)?.totalsOnly);

const metricList = `Use: ${metrics.map(({ column }) => column).join(', ')}.`;

const metricName = z.string().superRefine((column, context) => {
	if (!metricOf(column)) problem(context, [], `“${column}” is none of the metrics`, metricList);
});

const groupByField = listedChoice(
	{
		displayName: 'Group By',
		name: 'groupBy',
		options: [
			{ name: 'Ad', value: 'ad_name' },
			{ name: 'Ad Account', value: 'account_name' },
			{ name: 'Ad Set', value: 'adset_name' },
			{ name: 'Automatic', value: 'auto', description: 'The most detailed name the rows have' },
			{ name: 'Campaign', value: 'campaign_name' },
			{ name: 'Other Column', value: 'other', description: 'A breakdown such as age, or a column of your own' },
			{ name: 'Time Period', value: 'date_start', description: 'Day, week or month, as the rows have them' },
		],
		default: 'auto',
		description: 'What each line of the table stands for',
	},
	z.string().min(1),
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
		description: 'What to show, in the order of the list. Leave empty for everything the rows can tell. Rates and costs are computed anew from sums.',
	},
	z.array(metricName),
);

const sortByField = listedChoice(
	{ displayName: 'Sort By', name: 'sortBy', options: sortOptions, default: 'spend', description: 'Metric that orders the table, draws the bars and picks the biggest moves' },
	metricName,
);

const moversOption = toggle({ displayName: 'Biggest Moves', name: 'movers', default: true, description: 'Whether to name the lines that rose and fell most, when the rows have a previous period' });

const introductionOption = note({ displayName: 'Introduction', name: 'introduction', typeOptions: { rows: 3 }, description: 'Text between the title and the numbers' });

const linesOption = wholeNumber({ displayName: 'Lines', name: 'mostLines', default: '10', least: 1, most: MOST_LINES, description: 'Lines of the table at most' });

const localeOption = text(
	{ displayName: 'Locale', name: 'locale', default: 'en-US', placeholder: 'e.g. de-DE', description: 'Language and country that decide how numbers and dates are written' },
	z.string().superRefine((locale, context) => {
		if (!isLocale(locale)) problem(context, [], `“${locale}” is no locale`, 'Enter a language and a country, such as en-US or de-DE.');
	}),
);

/** All of it holds for the one page that the rows of all items become. */
const renderForm = formOf(
	notice({
		name: 'renderNotice',
		text: 'In: the rows of Meta Insights → Get, all input items together. Out: one item with subject, html and text for an e-mail step. For changes, switch on Compare With Previous Period in Get; for reach and frequency, add its option Summary Item.',
	}),
	runWide(text({ displayName: 'Title', name: 'title', default: 'Ads Report', description: 'Heading of the report and start of the subject line' })),
	runWide(groupByField),
	runWide(shownWhen({ groupBy: ['other'] }, groupColumnField)),
	runWide(metricsField),
	runWide(sortByField),
	collection({ displayName: 'Options', name: 'options', placeholder: 'Add option' }, [
		assumed(runWide(moversOption)),
		assumed(runWide(introductionOption)),
		assumed(runWide(linesOption)),
		assumed(runWide(localeOption)),
	]),
);

type RenderSettings = SettingsIn<typeof renderForm>;

/** One item of all rows, paired with the first. */
async function render(session: Session, jobs: ReadonlyArray<Job<unknown>>, settings: RenderSettings): Promise<Verdict[]> {
	const rows = session.n8n.getInputData().map(({ json }) => json);
	return jobs.map((_, position): Verdict => ({ rows: position === 0 ? [{ json: rendered(rows, settings) }] : [] }));
}

function rendered(rows: readonly IDataObject[], settings: RenderSettings): IDataObject {
	const { title, introduction, locale, groupBy, groupColumn = groupBy } = settings;
	const blocks = blocksOf(rows, { ...settings, groupBy: groupColumn });
	const page: Page = { title, introduction, locale, blocks, notes: leftOut(rows) };
	return {
		subject: subjectOf(page),
		html: pageOf(page),
		text: plainTextOf(page),
		row_count: blocks.reduce((sum, block) => sum + block.rows, 0),
		currencies: blocks.flatMap(({ currency }) => currency ?? []),
		date_start: earliest(blocks.map(({ since }) => since)),
		date_stop: latest(blocks.map(({ until }) => until)),
	};
}

/** `Ads Report: Nov 16, 2026 – Nov 22, 2026, $1,234.00 spent (+12%)`. */
function subjectOf({ title, locale, blocks }: Page): string {
	const told = blocks.map((block) => {
		const words = new Words(locale, block.currency);
		const spend = metricOf('spend');
		const figure = block.headline.get('spend');
		const change = figure && words.change(figure);
		return spend && figure ? `, ${words.value(figure.now, spend)} spent${change ? ` (${change})` : ''}` : '';
	});
	const range = blocks.length === 0 ? '' : `: ${new Words(locale, null).range(earliest(blocks.map(({ since }) => since)), latest(blocks.map(({ until }) => until)))}`;
	return `${title}${range}${told.join('')}`.replace(/\s+/g, ' ').trim();
}

const sorted = (days: ReadonlyArray<Block['since']>): string[] => days.flatMap((day) => day ?? []).sort();
const earliest = (days: ReadonlyArray<Block['since']>): string | null => sorted(days)[0] ?? null;
const latest = (days: ReadonlyArray<Block['since']>): string | null => sorted(days).at(-1) ?? null;

export const renderOperation = defineOperation({
	value: 'render',
	name: 'Render',
	action: 'Render report',
	description: 'Turn rows of a report into an e-mail: HTML and plain text',
	effect: 'read',
	needsCredential: false,
	form: renderForm,
	perform: render,
});
