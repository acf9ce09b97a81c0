import type { IDataObject } from 'n8n-workflow';

import { ACCOUNTS, ADS, AD_SETS, AUDIENCES, CAMPAIGNS, PAGES } from '../../../emulator/world/seedIds.mts';
import { png } from '../../pictures.mts';
import { useBench } from '../support/campaigns.mts';
import { byId, type NodeRun } from '../support/harness.mts';
import { file } from '../support/media.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);

/**
 * What people get wrong most, as they tell of it in forums and in issues of other connectors. Each is refused or told; the
 * message says what is wrong and where, and below it stands what to do.
 */

/** A form of a new ad set, without budget and countries. */
const clicksAdSet = {
	resource: 'adSet',
	campaign: byId(CAMPAIGNS.usdNoBudget),
	name: 'Broad',
	optimizationGoal: 'LINK_CLICKS',
};

const bench = useBench();

interface Mistake {
	readonly node?: NodeRun['node'];
	readonly operation: string;
	readonly form: IDataObject;
	readonly more?: Partial<NodeRun>;
}

/** What and where, and what to do. */
type Told = readonly [what: string, mistake: Mistake, says: RegExp, advice: RegExp];

const campaign = { campaign: byId(CAMPAIGNS.usdCbo) };
const newCampaign = {
	name: 'Autumn',
	objective: 'OUTCOME_SALES',
	specialAdCategories: ['NONE'],
	budgetType: 'daily',
	dailyBudget: '25',
};
const report = { resource: undefined, adAccount: byId(ACCOUNTS.usd), scope: 'account' };
const fromFile = {
	resource: 'ad',
	adSet: byId(AD_SETS.usdNoBudgetA),
	page: byId(PAGES.usd),
	link: 'https://harbor-coffee.example/',
};
const guard = {
	resource: undefined,
	adAccount: byId(ACCOUNTS.eur),
	objectType: 'adSet',
	adSet: byId(AD_SETS.eurNoBudget),
};
const contacts = {
	resource: 'member',
	audience: byId(AUDIENCES.usdNewsletter),
	columns: { mappingMode: 'autoMapInputData', value: null },
};

const update = (updateFields: IDataObject, options: IDataObject = {}) => ({ ...campaign, updateFields, options });
const mistakes: Told[] = [
	[
		'1.000 for a thousand',
		{ operation: 'update', form: update({ dailyBudget: '1.000' }) },
		/Daily Budget: “1\.000” can be read as 1000 or as 1\.000/,
		/Write 1000, or 1\.00/,
	],
	[
		'cents for currency units',
		{ operation: 'update', form: update({ dailyBudget: '5500' }) },
		/Daily Budget would become more than twice/,
		/Allow Large Change on under Options.*not cents/,
	],
	[
		'an amount with its currency',
		{ operation: 'update', form: update({ dailyBudget: '55 euros' }) },
		/Daily Budget: “55 euros” is not a number/,
		/Write digits/,
	],
	[
		'an expression that gives nothing',
		{ operation: 'update', form: update({ name: '={{ $json.nmae }}' }) },
		/Name is empty/,
		/spelling/,
	],
	[
		'a campaign of another account',
		{ operation: 'get', form: { adAccount: byId(ACCOUNTS.eur), ...campaign } },
		/Campaign belongs to another ad account/,
		/Choose/,
	],
	[
		'the ID of an ad set as a campaign',
		{ operation: 'get', form: { campaign: byId(AD_SETS.usdCboA) } },
		/Campaign is not a campaign: the ID belongs to an ad set/,
		/Ads Manager/,
	],
	[
		'an address of several campaigns',
		{
			operation: 'get',
			form: {
				campaign: {
					__rl: true,
					mode: 'url',
					value: `https://adsmanager.facebook.com/adsmanager/manage/campaigns?act=1&selected_campaign_ids=${CAMPAIGNS.usdCbo},${CAMPAIGNS.usdSharing}`,
				},
			},
		},
		/Campaign is an address that names several/,
		/Copy the address from Ads Manager/,
	],
	[
		'an end that has passed',
		{ operation: 'update', form: update({ stopTime: '2020-01-01' }) },
		/Stop Time puts the end before the start/,
		/Change one of the two/,
	],
	[
		'no name',
		{ operation: 'create', form: { ...newCampaign, name: '={{ "" }}' } },
		/Name is empty/,
		/Enter a value, or check the expression/,
	],
	[
		'a budget of an ad set whose campaign has it',
		{
			operation: 'update',
			form: { resource: 'adSet', adSet: byId(AD_SETS.usdCboA), updateFields: { dailyBudget: '20' } },
		},
		/Daily Budget cannot be set: the budget is on its campaign/,
		/Change the budget of the campaign/,
	],
	[
		'a lifetime budget without an end',
		{
			operation: 'create',
			form: {
				...clicksAdSet,
				budgetType: 'lifetime',
				lifetimeBudget: '100',
				countries: ['US'],
			},
		},
		/End Time is empty/,
		/Enter a value/,
	],
	[
		'no country',
		{
			operation: 'create',
			form: {
				...clicksAdSet,
				budgetType: 'daily',
				dailyBudget: '20',
				countries: [],
			},
		},
		/Countries is empty/,
		/Choose at least one country/,
	],
	[
		'a link with a space',
		{
			operation: 'createFromFile',
			form: { ...fromFile, link: 'harbor coffee.example' },
			more: { files: [file(png(600, 600), 'a.png')] },
		},
		/Link is not an address/,
		/Enter the whole address/,
	],
	[
		'a macro misspelled',
		{
			operation: 'createFromFile',
			form: { ...fromFile, additionalFields: { urlTags: 'utm_source={{campain.name}}' } },
			more: { files: [file(png(600, 600), 'a.png')] },
		},
		/URL Parameters has \{\{campain\.name\}\}/,
		/Use one of: .*\{\{campaign\.name\}\}/,
	],
	[
		'a parameter twice',
		{
			operation: 'createFromFile',
			form: {
				...fromFile,
				link: 'https://harbor-coffee.example/?utm_source=a',
				additionalFields: { urlTags: 'utm_source=b' },
			},
			more: { files: [file(png(600, 600), 'a.png')] },
		},
		/URL Parameters has utm_source, and the link has it, too/,
		/Take it out of one of the two/,
	],
	[
		'no file',
		{ operation: 'createFromFile', form: fromFile, more: { items: [{}] } },
		/Input Binary Field points to nothing: this item has no file/,
		/Put a step before this one/,
	],
	[
		'a sheet row without its file',
		{
			operation: 'createFromFile',
			form: { ...fromFile, options: { textsFrom: 'rows' } },
			more: { items: [{}, { File: 'b.png', 'Primary Text': 'b' }], files: [file(png(600, 600), 'a.png')] },
		},
		/^Options → Texts From is Rows of a Sheet, and the row for b\.png has no file/,
		/Add the file to the folder, or remove the row/,
	],
	[
		'two files of one name',
		{
			operation: 'createFromFile',
			form: fromFile,
			more: { items: [{}, {}], files: [file(png(600, 600), 'a.png'), file(png(700, 700), 'a.png')] },
		},
		/Ad Name is the same for two ads of this run: a/,
		/Give each a name of its own, or set If It Exists to Create Another/,
	],
	[
		'a post that is gone',
		{
			operation: 'createFromPost',
			form: {
				resource: 'ad',
				adSet: byId(AD_SETS.usdCboA),
				postOn: 'facebook',
				post: byId(`${PAGES.usd}_3010000000099999`),
			},
		},
		/Post is not shown by Meta: \d+_3010000000099999/,
		/Choose another post/,
	],
	[
		'breakdowns that do not go together',
		{ node: 'metaInsights', operation: 'get', form: { ...report, breakdowns: ['country', 'publisher_platform'] } },
		/Breakdowns: Meta does not offer “Country”, “Platform” together/,
		/Drop “Country”, or make two reports/,
	],
	[
		'dates the wrong way around',
		{
			node: 'metaInsights',
			operation: 'get',
			form: { ...report, dateRange: 'custom', since: '2026-11-20', until: '2026-11-01' },
		},
		/Since is after Until/,
		/Swap the two/,
	],
	[
		'a day Meta has no longer',
		{
			node: 'metaInsights',
			operation: 'get',
			form: { ...report, dateRange: 'custom', since: '2019-01-01', until: '2019-01-31' },
		},
		/Since reaches back to 2019-01-01, and Meta keeps 37 months/,
		/Start on \d{4}-\d\d-\d\d or later/,
	],
	[
		'a rule without a report',
		{
			node: 'metaBudgetGuard',
			operation: 'adjustBudget',
			form: {
				...guard,
				change: 'rule',
				cutWhen: { rows: [{ metric: 'costPerResult', operator: 'above', value: '30' }] },
				ceiling: 100,
			},
		},
		/Amount Spent is empty/,
		/Connect a Meta Insights report/,
	],
	[
		'a proposal cut off',
		{
			node: 'metaBudgetGuard',
			operation: 'applyProposal',
			form: {
				resource: undefined,
				adAccount: byId(ACCOUNTS.eur),
				proposal: '{"steps":[',
				approved: true,
				ceiling: 100,
			},
		},
		/Proposal is not from this node/,
		/Use the column proposal/,
	],
	[
		'rotation without a target',
		{ operation: 'rotate', form: { resource: 'ad', reportFrom: 'meta', adSet: byId(AD_SETS.usdCboA), targetCost: 0 } },
		/Target Cost per Result must be more than 0/,
		/Enter what a result may cost/,
	],
	[
		'contacts without a column of a person',
		{ node: 'metaAudiences', operation: 'add', form: contacts, more: { items: [{ favorite: 'tea' }] } },
		/Contact Columns name nobody/,
		/Rename the column/,
	],
	[
		'contacts of whom nobody knows a consent',
		{ node: 'metaAudiences', operation: 'add', form: contacts, more: { items: [{ email: 'a@example.com' }] } },
		/no consent column was found/,
		/Add the consent column to What Columns Say as Opt-In/,
	],
	[
		'an empty list where everyone should be',
		{
			node: 'metaAudiences',
			operation: 'replace',
			form: { ...contacts, consent: 'everybody', minimumRows: 100 },
			more: { items: [{ email: 'a@example.com' }] },
		},
		/Stop Below \(Rows\) is 100 rows, and only 1 row/,
		/Check that the export is complete/,
	],
	[
		'an ad that Meta rejected, in a test',
		{
			operation: 'splitTest',
			form: {
				resource: 'ad',
				adAccount: byId(ACCOUNTS.eur),
				ads: { rows: [ADS.eurPaused, ADS.eurDisapproved].map((ad) => ({ ad: byId(ad) })) },
				name: 'Autumn',
				dailyBudget: '20',
			},
		},
		/Ads → row 2 → Ad \(Wunderlampe\) was rejected by Meta/,
		/Fix the ad or take it out/,
	],
];

/** A dry run refuses none of these: what it would do of them stands in its row. */
const inRows: Told[] = [
	[
		'a raise without a maximum',
		{ operation: 'adjustBudget', form: { ...guard, change: 'percent', percent: 10, ceiling: '' } },
		/No maximum budget is set/,
		/the daily budget is not raised/,
	],
	[
		'five times as much as one step may',
		{ operation: 'adjustBudget', form: { ...guard, change: 'percent', percent: 500, ceiling: 100 } },
		/Less than asked: At most 15 % per change/,
		/Guards → Max Step/,
	],
];

it('are thirty-one', () => {
	expect(mistakes.length + inRows.length).toBe(31);
});

it.each(inRows)('the row of a dry run says: %s', async (_what, { operation, form }, says, advice) => {
	const { outputs, error } = await bench.run(operation, form, { node: 'metaBudgetGuard' });
	expect(error).toBeUndefined();
	const [row] = outputs.flat().map(({ json }) => json);
	expect(row.reason).toMatch(says);
	expect(row.reason).toMatch(advice);
});

it.each(mistakes)(
	'the error says what, where and what to do: %s',
	async (_what, { node, operation, form, more }, says, advice) => {
		const { error } = await bench.run(operation, form, { node, ...more });
		expect(error?.message).toMatch(says);
		expect(error?.description).toMatch(advice);
	},
);
