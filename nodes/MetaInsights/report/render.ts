import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { defineOperation, type Job, type Verdict } from '../../shared/node/operation';
import { problem } from '../../shared/node/params';
import type { Session } from '../../shared/node/session';
import { blocksOf, type Block } from '../render/blocks';
import { leftOut } from '../render/leftOut';
import { metricOf, metrics } from '../render/figures';
import { pageOf, type Page } from '../render/page';
import { plainTextOf } from '../render/plainText';
import { isLocale, Words } from '../render/words';

/** Above this a mail is cut off (Gmail clips at about 102 KB) and nobody reads it. */
const MOST_LINES = 50;

const metricOptions = metrics.map(({ label, column }) => ({ name: label, value: column })).sort((one, other) => one.name.localeCompare(other.name));
/** People cannot be told for a single line. */
const sortOptions = metricOptions.filter(({ value }) => !metricOf(value)?.totalsOnly);

const fields: INodeProperties[] = [
	{
		displayName: 'In: the rows of Meta Insights → Get, all input items together. Out: one item with subject, html and text for an e-mail step. For changes, switch on Compare With Previous Period in Get; for reach and frequency, add its option Summary Item.',
		name: 'renderNotice',
		type: 'notice',
		default: '',
	},
	{ displayName: 'Title', name: 'title', type: 'string', default: 'Ads Report', required: true, description: 'Heading of the report and start of the subject line' },
	{
		displayName: 'Group By',
		name: 'groupBy',
		type: 'options',
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
	{
		displayName: 'Column',
		name: 'groupColumn',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. age',
		displayOptions: { show: { groupBy: ['other'] } },
		description: 'Name of the input column whose values name the lines',
	},
	{
		displayName: 'Metrics',
		name: 'metrics',
		type: 'multiOptions',
		options: metricOptions,
		default: [],
		description: 'What to show, in the order of the list. Leave empty for everything the rows can tell. Rates and costs are computed anew from sums.',
	},
	{ displayName: 'Sort By', name: 'sortBy', type: 'options', options: sortOptions, default: 'spend', description: 'Metric that orders the table, draws the bars and picks the biggest moves' },
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{ displayName: 'Biggest Moves', name: 'movers', type: 'boolean', default: true, description: 'Whether to name the lines that rose and fell most, when the rows have a previous period' },
			{ displayName: 'Introduction', name: 'introduction', type: 'string', typeOptions: { rows: 3 }, default: '', description: 'Text between the title and the numbers' },
			{ displayName: 'Lines', name: 'mostLines', type: 'number', typeOptions: { minValue: 1, maxValue: MOST_LINES }, default: 10, description: 'Lines of the table at most' },
			{ displayName: 'Locale', name: 'locale', type: 'string', default: 'en-US', placeholder: 'e.g. de-DE', description: 'Language and country that decide how numbers and dates are written' },
		],
	},
];

const params = z
	.object({
		title: z.string().trim().min(1),
		groupBy: z.string().min(1).default('auto'),
		groupColumn: z.string().trim().default(''),
		metrics: z.array(z.string()).default([]),
		sortBy: z.string().default('spend'),
		options: z
			.object({
				movers: z.boolean().default(true),
				introduction: z.string().default(''),
				mostLines: z.number().int().min(1).max(MOST_LINES).default(10),
				locale: z.string().trim().default('en-US'),
			})
			.default({}),
	})
	.superRefine((form, context) => {
		if (form.groupBy === 'other' && form.groupColumn === '') problem(context, ['groupColumn'], 'is empty', 'Enter the name of an input column, such as age.');
		const list = metrics.map(({ column }) => column).join(', ');
		form.metrics.forEach((column, index) => {
			if (!metricOf(column)) problem(context, ['metrics', index], `“${column}” is none of the metrics`, `Use: ${list}.`);
		});
		if (!metricOf(form.sortBy)) problem(context, ['sortBy'], `“${form.sortBy}” is none of the metrics`, `Use: ${list}.`);
		if (!isLocale(form.options.locale)) problem(context, ['options', 'locale'], `“${form.options.locale}” is no locale`, 'Enter a language and a country, such as en-US or de-DE.');
	});

type Form = z.output<typeof params>;

/** One item of all rows: the form is the first item's, and the rows are the others' too. */
async function render(session: Session, jobs: ReadonlyArray<Job<Form>>): Promise<Verdict[]> {
	const rows = session.n8n.getInputData().map(({ json }) => json);
	return jobs.map((job, position): Verdict => ({ rows: position === 0 ? [{ json: rendered(rows, job.params) }] : [] }));
}

function rendered(rows: readonly IDataObject[], form: Form): IDataObject {
	const { locale, introduction, mostLines, movers } = form.options;
	const groupBy = form.groupBy === 'other' ? form.groupColumn : form.groupBy;
	const blocks = blocksOf(rows, { groupBy, metrics: form.metrics, sortBy: form.sortBy, mostLines, movers, locale });
	const page: Page = { title: form.title, introduction, locale, blocks, notes: leftOut(rows) };
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
	fields,
	params,
	perform: render,
});
