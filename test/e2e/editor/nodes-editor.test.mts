import { ACCOUNTS, AD_SETS, ADS } from '../../../emulator/world/seedIds.mts';
import { png, mp4 } from '../../pictures.mts';
import type { Editor } from '../browser/editor.mts';
import { EditorBench, type ReadyNode } from '../browser/editorBench.mts';
import { tell } from '../places/installation.mts';

// The forms of the other nodes, and of what makes an ad: filled in, run and photographed for the nodes' pages. A few of them
// are run always; all of them where new pictures are wanted (UPDATE_IMAGES=1).

jest.setTimeout(180_000);

const ACCOUNT = 'Harbor Coffee';

let bench: EditorBench;
let editor: Editor;

beforeAll(async () => {
	bench = await EditorBench.open();
	({ editor } = bench);
});

afterAll(async () => await bench?.close());

interface Form extends ReadyNode {
	readonly fillIn?: () => Promise<void>;
	/** What a row of the result shows; without it the form is only looked at. */
	readonly row?: Record<string, unknown>;
	/** The output that has the row, where it is not the first. */
	readonly output?: string;
	/** Run in every test run, not only for new pictures. */
	readonly always?: true;
}

const pick = async (parameter: string, entry: string): Promise<void> => {
	await editor.openPicker(parameter, entry);
	await editor.pick(entry);
};

const account = async (name = ACCOUNT): Promise<void> => await pick('adAccount', name);

const contacts = [
	{ 'E-Mail': 'ada@example.com', Mobile: '+1 617 555 0111', 'First name': 'Ada', Consent: 'yes' },
	{ 'E-Mail': 'ben@example.com', Mobile: '', 'First name': 'Ben', Consent: 'yes' },
	{ 'E-Mail': 'not an address', Mobile: '', 'First name': 'Cleo', Consent: 'yes' },
	{ 'E-Mail': 'dan@example.com', Mobile: '', 'First name': 'Dan', Consent: 'no' },
];

const orders = [
	{
		email: 'ada@example.com',
		order_id: 'A-1',
		order_date: `${daysAgo(1)} 10:30`,
		total: '20,50',
		currency: 'EUR',
		consent: 'yes',
	},
	{
		email: 'ben@example.com',
		order_id: 'A-2',
		order_date: `${daysAgo(1)} 11:00`,
		total: '',
		currency: 'EUR',
		consent: 'yes',
	},
];

const image = { content: png(1080, 1080).toString('base64') };
const video = { content: mp4(200_000).toString('base64') };
const pngFile = { column: 'content', mimeType: 'image/png', fileName: 'autumn-cup.png' };
const mp4File = { column: 'content', mimeType: 'video/mp4', fileName: 'autumn-pour.mp4' };

const insights = (operation: string) => ({
	name: 'Meta Insights',
	type: 'metaInsights',
	parameters: { operation },
});
const audiences = (resource: string, operation: string) => ({
	name: 'Meta Audiences',
	type: 'metaAudiences',
	parameters: { resource, operation },
});
/** A report's row of one ad set, as the guard's forms get it. */
const germanRow = [
	{
		adset_name: 'Deutschland',
		adset_id: AD_SETS.eurNoBudget,
		spend: 210.4,
		results: 60,
		date_start: daysAgo(18),
		date_stop: daysAgo(4),
	},
];
const guard = (operation: string) => ({
	name: 'Meta Budget Guard',
	type: 'metaBudgetGuard',
	parameters: { operation },
});
const conversions = (resource: string, operation: string) => ({
	name: 'Meta Conversions',
	type: 'metaConversions',
	parameters: { resource, operation },
});
const leads = (resource: string, operation: string) => ({
	name: 'Meta Leads',
	type: 'metaLeads',
	parameters: { resource, operation },
});
const ads = (resource: string, operation: string) => ({
	name: 'Meta Ads',
	type: 'metaAds',
	parameters: { resource, operation },
});

const proposed = {
	accountId: ACCOUNTS.eur,
	currency: 'EUR',
	madeAt: new Date(Date.now() - 60_000).toISOString(),
	expiresAt: new Date(Date.now() + 86_400_000).toISOString(),
	steps: [
		{
			objectType: 'adSet',
			objectId: AD_SETS.eurNoBudget,
			object: 'Deutschland',
			field: 'dailyBudget',
			from: '1000',
			to: '1100',
		},
	],
};

const forms: Record<string, Form> = {
	'report-get': {
		...insights('get'),
		always: true,
		fillIn: async () => {
			await account();
			await editor.select('dateRange', 'Last X Days');
			await editor.selectMany('breakdowns', ['Gender']);
		},
		row: { campaign_name: 'Spring Roast Sales', gender: 'female', account_currency: 'USD' },
	},
	'report-start': { ...insights('start'), fillIn: account, row: { state: 'running' } },
	'report-compare': {
		...insights('get'),
		fillIn: async () => {
			await account();
			await editor.select('dateRange', 'Last Week');
			await editor.select('timeIncrement', 'Total');
			await editor.toggle('compare');
		},
		row: { campaign_name: 'Spring Roast Sales', spend_change_pct: expect.stringMatching(/^-?\d/) },
	},
	'report-render': {
		...insights('render'),
		always: true,
		input: [
			{
				campaign_name: 'Spring Roast Sales',
				date_start: daysAgo(7),
				date_stop: daysAgo(1),
				account_currency: 'USD',
				spend: 412.5,
				spend_previous: 380,
				clicks: 640,
				clicks_previous: 655,
			},
			{
				campaign_name: 'Always On Traffic',
				date_start: daysAgo(7),
				date_stop: daysAgo(1),
				account_currency: 'USD',
				spend: 198.2,
				spend_previous: 205.1,
				clicks: 511,
				clicks_previous: 430,
			},
		],
		fillIn: async () => {
			await editor.fill('title', 'Last week at Harbor Coffee');
			await editor.selectMany('metrics', ['Amount Spent', 'Clicks (All)', 'CPC (All)']);
		},
		row: { row_count: '2', currencies: expect.stringContaining('USD') },
	},
	'audience-create': {
		...audiences('audience', 'create'),
		fillIn: async () => {
			await account();
			await editor.fill('name', 'Customers of 2026');
		},
		row: { name: 'Customers of 2026' },
	},
	'audience-create-website': {
		...audiences('audience', 'create'),
		fillIn: async () => {
			await account();
			await editor.select('audienceType', 'Website Visitors');
			await editor.fill('name', 'Looked at shoes');
			await pick('pixel', ACCOUNT);
			await editor.addRow('visits');
		},
		row: { name: 'Looked at shoes' },
	},
	'member-add': {
		...audiences('member', 'add'),
		always: true,
		input: contacts,
		fillIn: async () => {
			await account();
			await pick('audience', 'Newsletter readers');
		},
		row: { action: 'add', usable: '2', rejected: '1', noConsent: '1' },
	},
	'member-add-mapped': {
		...audiences('member', 'add'),
		input: contacts,
		fillIn: async () => {
			await account();
			await pick('audience', 'Newsletter readers');
			await editor.mapByHand();
		},
	},
	'member-add-words': {
		...audiences('member', 'add'),
		input: contacts.map((one) => ({ ...one, Consent: one.Consent === 'no' ? 'never' : 'weekly' })),
		fillIn: async () => {
			await account();
			await pick('audience', 'Newsletter readers');
			await editor.addRow('whatColumnsSay');
			await editor.fill('columns', 'Consent');
			await editor.select('says', 'Opt-In');
			await editor.fill('words', 'weekly');
			await editor.inView('words');
		},
	},
	'member-replace': {
		...audiences('member', 'replace'),
		input: contacts,
		fillIn: async () => {
			await account();
			await pick('audience', 'Regulars');
			await editor.fill('minimumRows', '1');
			await editor.fill('keepAtLeast', '0');
		},
		row: { action: 'replace' },
	},
	'member-sync': {
		...audiences('member', 'sync'),
		input: contacts,
		fillIn: async () => {
			await account();
			await pick('audience', 'Regulars');
			await editor.fill('minimumRows', '1');
			await editor.fill('keepAtLeast', '0');
		},
		row: { action: 'sync', way: 'replaced' },
	},
	'lookalike-create': {
		...audiences('lookalike', 'create'),
		fillIn: async () => {
			await account();
			await pick('audience', 'Newsletter readers');
			await editor.selectMany('countries', ['United States (US)']);
			await editor.addRow('tiers');
		},
		row: { name: 'Lookalike (US, 1%) - Newsletter readers', created: 'true' },
	},
	'event-send': {
		...conversions('event', 'send'),
		input: orders,
		fillIn: async () => {
			await pick('dataset', ACCOUNT);
			await account();
			await editor.inView('source');
		},
		row: { verdict: 'sent', eventName: 'Purchase' },
	},
	'event-send-stages': {
		...conversions('event', 'send'),
		input: [{ email: 'ada@example.com', lifecyclestage: 'customer', customer_date: daysAgo(1), consent: 'yes' }],
		fillIn: async () => {
			await pick('dataset', ACCOUNT);
			await editor.select('source', 'CRM Stage');
			await editor.fill('crmName', 'HubSpot');
			await editor.addRow('stages');
			await editor.inView('crmValues');
		},
	},
	'lead-getMany': {
		...leads('lead', 'getMany'),
		fillIn: async () => {
			await pick('page', ACCOUNT);
			await pick('leadForm', 'Newsletter');
		},
		row: { full_name: 'Ben Example', form_name: 'Newsletter' },
	},
	'lead-removeDuplicates': {
		...leads('lead', 'removeDuplicates'),
		input: ['1', '2', '1'].map((end) => ({ lead_id: `2481000000000000${end}`, full_name: `Lead ${end}` })),
		row: { lead_id: '24810000000000001' },
	},
	'leadForm-create': {
		...leads('form', 'create'),
		fillIn: async () => {
			await pick('page', ACCOUNT);
			await editor.fill('name', 'Request a quote');
			await editor.addRow('questions');
			await editor.fill('privacyPolicyUrl', 'https://example.com/privacy');
		},
		row: { name: 'Request a quote', created: 'true' },
	},
	'testLead-create': {
		...leads('testLead', 'create'),
		fillIn: async () => {
			await pick('page', ACCOUNT);
			await pick('leadForm', 'Newsletter');
		},
	},
	'leadPage-subscribe': {
		...leads('page', 'subscribe'),
		fillIn: async () => await pick('page', ACCOUNT),
		row: { subscribed: 'true' },
	},
	'report-get-customConversion': {
		...insights('get'),
		fillIn: async () => {
			await account();
			await editor.addField('Custom Conversions', 'Options');
			await editor.selectMany('customConversions', ['Thank-you page']);
		},
		row: { custom_thank_you_page: '0' },
	},
	'dataset-checkAccess': {
		...conversions('dataset', 'checkAccess'),
		fillIn: async () => await pick('dataset', ACCOUNT),
		row: { ok: 'true', maySend: 'true' },
	},
	'guard-bid': {
		...guard('adjustBid'),
		fillIn: async () => {
			await account('Nordlicht');
			await pick('adSet', 'Gebotsgrenze');
			await editor.fill('ceiling', '10');
		},
		output: 'Blocked',
		row: { verdict: 'held' },
	},
	'guard-roas': {
		...guard('adjustRoasFloor'),
		fillIn: async () => {
			await account('Nordlicht');
			await pick('adSet', 'ROAS');
			await editor.fill('percent', '-5');
			await editor.fill('ceiling', '1');
		},
		row: { dryRun: 'true' },
	},
	'guard-target': {
		...guard('adjustBudget'),
		input: germanRow,
		fillIn: async () => {
			await account('Nordlicht');
			await editor.select('change', 'Move Toward Target CPA or ROAS');
			await editor.fill('target', '9');
			await editor.fill('ceiling', '60');
		},
		row: { object: 'Deutschland', verdict: 'wouldApply' },
	},
	'guard-rule': {
		...guard('adjustBudget'),
		input: germanRow,
		fillIn: async () => {
			await account('Nordlicht');
			await editor.select('change', 'By Rule');
			await editor.addRow('raiseWhen');
			await editor.fill('value', '5');
			await editor.fill('ceiling', '60');
			await editor.inView('raiseMatch');
		},
		row: { object: 'Deutschland' },
	},
	'guard-plan': {
		...guard('adjustBudget'),
		fillIn: async () => {
			await account('Nordlicht');
			await pick('adSet', 'Deutschland');
			await editor.select('change', 'Pace to a Monthly Budget');
			await editor.fill('plan', '5000');
			await editor.fill('ceiling', '60');
		},
		row: { object: 'Deutschland' },
	},
	'guard-account-plan': {
		...guard('adjustBudget'),
		// A third of the time is over: what is spent of the plan is the same on every day of a month.
		parameters: {
			operation: 'adjustBudget',
			change: 'plan',
			planPeriod: 'range',
			planSince: `${daysAgo(10)}T00:00:00`,
			planUntil: `${daysAgo(-19)}T00:00:00`,
		},
		fillIn: async () => {
			await account('Nordlicht');
			await editor.select('objectType', 'Ad Account');
			await editor.fill('plan', '3200');
			await editor.fill('ceiling', '60');
		},
		row: { object: 'Deutschland' },
	},
	'adSet-keepToHours': {
		...ads('adSet', 'keepToHours'),
		fillIn: async () => {
			await account();
			await pick('adSet', 'Broad');
			await editor.addRow('hours');
			// Beside the working days, which are chosen already.
			await editor.selectMany('days', ['Saturday']);
		},
		row: { name: 'Broad' },
	},
	'report-watch': { ...insights('watch'), fillIn: account },
	'report-checkPace': {
		...insights('checkPace'),
		fillIn: async () => {
			await account();
			await editor.fill('plan', '3000');
		},
		row: { name: ACCOUNT },
	},
	'guard-hours': {
		...guard('adjustBudget'),
		parameters: {
			operation: 'adjustBudget',
			change: 'schedule',
			startTime: `${daysAgo(-4)}T00:00:00`,
			endTime: `${daysAgo(-7)}T00:00:00`,
		},
		fillIn: async () => {
			await account('Nordlicht');
			await pick('adSet', 'Deutschland');
			await editor.fill('ceiling', '60');
		},
		row: { object: 'Deutschland', verdict: 'wouldApply', before: '10', after: '11' },
	},
	'guard-stop-loss': {
		...guard('stopLoss'),
		input: [
			{
				adset_name: 'Deutschland',
				adset_id: AD_SETS.eurNoBudget,
				spend: 210.4,
				results: 3,
				date_start: daysAgo(18),
				date_stop: daysAgo(1),
			},
		],
		fillIn: async () => {
			await account('Nordlicht');
			await editor.fill('target', '9');
		},
		row: { object: 'Deutschland', verdict: 'wouldApply' },
	},
	'guard-apply-proposal': {
		...guard('applyProposal'),
		// Dragged from the input.
		parameters: { operation: 'applyProposal', proposal: '={{ $json.proposal }}' },
		input: [{ proposal: proposed, data: { approved: true } }],
		fillIn: async () => {
			await account('Nordlicht');
			await editor.fill('ceiling', '60');
		},
		row: { object: 'Deutschland', verdict: 'applied' },
	},
	trigger: {
		name: 'Meta Ads Trigger',
		type: 'metaAdsTrigger',
		always: true,
		fillIn: async () => {
			bench.emulator.control.editOutside(AD_SETS.usdNoBudgetA, { daily_budget: 1800 });
			// The ad account is asked for once an event of one is chosen.
			await editor.selectMany('events', ['Review Changed', 'Budget Changed', 'Spend Threshold']);
			await account();
			await editor.addField('Spent Today Above', 'Thresholds');
			await editor.fill('spentTodayAbove', '200');
		},
		row: { event: 'budgetChanged', objectName: 'Broad', oldValue: '15', newValue: '18', test: 'true' },
	},
	'image-upload': {
		...ads('image', 'upload'),
		input: [image],
		file: pngFile,
		fillIn: account,
		row: { fileName: 'autumn-cup.png', uploaded: 'true' },
	},
	'video-upload': {
		...ads('video', 'upload'),
		input: [video],
		file: mp4File,
		fillIn: account,
		row: { uploaded: 'true' },
	},
	'ad-createFromFile': {
		...ads('ad', 'createFromFile'),
		input: [image],
		file: pngFile,
		fillIn: async () => {
			await account();
			await pick('adSet', 'Broad');
			await pick('page', ACCOUNT);
			await editor.fill('primaryText', 'The first cup of autumn is on us.');
			await editor.fill('headline', 'Come in from the cold');
			await editor.fill('link', 'https://example.com/autumn');
		},
		row: { created: 'true' },
	},
	'creative-create': {
		...ads('creative', 'create'),
		fillIn: async () => {
			await account();
			await editor.fill('name', 'Autumn cup, square');
			await pick('page', ACCOUNT);
			await pick('image', 'autumn-cup');
			await editor.fill('primaryText', 'The first cup of autumn is on us.');
			await editor.fill('headline', 'Come in from the cold');
			await editor.fill('link', 'https://example.com/autumn');
		},
		row: { name: 'Autumn cup, square' },
	},
	'creative-create-carousel': {
		...ads('creative', 'create'),
		fillIn: async () => {
			await account();
			await editor.select('format', 'Carousel');
			await editor.fill('name', 'Three roasts');
			await editor.addRow('cards');
		},
	},
	'campaign-duplicate': {
		...ads('campaign', 'duplicate'),
		fillIn: async () => {
			await account();
			await pick('campaign', 'Newsletter Leads');
		},
		row: { complete: 'true' },
	},
	'campaign-update-bids': {
		...ads('campaign', 'update'),
		fillIn: async () => {
			await account();
			await pick('campaign', 'Spring Roast Sales');
			await editor.addField('Bid Strategy', 'Update Fields');
			await editor.select('bidStrategy', 'Bid Cap');
			await editor.addField('Bid Amount for All Ad Sets', 'Update Fields');
			await editor.fill('bidForAll', '2.50');
			await editor.addField('Bid Amounts by Ad Set', 'Update Fields');
			await editor.addRow('bidByAdSet');
		},
	},
	'adSet-create-dynamic': {
		...ads('adSet', 'create'),
		fillIn: async () => {
			await account();
			await editor.addField('Dynamic Creative', 'Additional Fields');
			await editor.addField('Other Parameters (JSON)', 'Additional Fields');
			await editor.inView('otherParameters');
		},
	},
	'budgetSchedule-create': {
		...ads('budgetSchedule', 'create'),
		fillIn: async () => {
			await account();
			await pick('campaign', 'Spring Roast Sales');
			await editor.fill('increase', '20');
		},
	},
	'account-selfCheck': {
		...ads('account', 'selfCheck'),
		fillIn: async () => {
			await account();
			await editor.select('level', 'Read and Validate Only');
		},
	},
	'ad-preview': {
		...ads('ad', 'preview'),
		fillIn: async () => {
			await account();
			await pick('ad', 'Steaming cup');
		},
		row: { name: 'Steaming cup' },
	},
	'ad-checkReview': {
		...ads('ad', 'checkReview'),
		fillIn: async () => {
			await account('Nordlicht');
			await pick('ad', 'Wunderlampe');
		},
		output: 'Rejected',
		row: { name: 'Wunderlampe', verdict: 'rejected' },
	},
	'ad-rotate': {
		...ads('ad', 'rotate'),
		// Of days that count in any zone: early in UTC, the account’s today is the day before. Later the report has to reach further.
		input: [4, 3, 2].map((days) => ({
			ad_id: ADS.usdNoBudgetA1,
			ad_name: 'Opening hours',
			date_start: daysAgo(days),
			spend: days === 2 ? 0 : 16.2,
			impressions: days === 2 ? 0 : 8400,
			results: days === 3 ? 1 : 0,
		})),
		fillIn: async () => {
			await account();
			await pick('adSet', 'Broad');
			await editor.fill('targetCost', '6');
		},
		output: 'At Risk',
		row: { action: 'keep', suspect: expect.stringMatching(/^Looks bad/) },
	},
};

function daysAgo(days: number): string {
	return new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
}

const shown = Object.entries(forms).filter(([, { always }]) => always ?? process.env.UPDATE_IMAGES);

test('a budget step as a dry run: held with the reason, and applied once there is a ceiling', async () => {
	await bench.openForm(guard('adjustBudget'));
	await account('Nordlicht');
	await pick('adSet', 'Deutschland');
	await editor.screenshot('guard-budget-form');
	await editor.execute();
	await editor.showOutput('Blocked');
	await editor.screenshot('guard-budget-held');
	const [held] = await editor.resultRows();
	tell(`held: ${held?.reason}`);
	expect(held).toMatchObject({ verdict: 'held' });
	await editor.fill('ceiling', '60');
	await editor.addField('Max Step (%)', 'Guards');
	await editor.screenshot('guard-budget-guards');
	await editor.execute();
	await editor.showOutput('Applied');
	await editor.screenshot('guard-budget-applied');
	const [applied] = await editor.resultRows();
	tell(`applied: ${JSON.stringify(applied)}`);
	expect(applied).toMatchObject({ before: '10', after: '11', dryRun: 'true' });
	expect(bench.emulator.world.get('AdSet', AD_SETS.eurNoBudget)).toMatchObject({ dailyBudget: 1000 });
});

test('existing: the account of the credential, and a campaign that is there already', async () => {
	await editor.openCredential(bench.credentialId);
	await editor.fillCredential('e.g. act_1234567890', ACCOUNTS.usd.replace('act_', ''), 'credential-defaultAccount');
	// What is required and has no default is filled in; Ad Account is as in a new step.
	const { parameters, ...node } = ads('campaign', 'create');
	const filled = { name: 'Spring Roast Sales', specialAdCategories: ['NONE'], dailyBudget: '50' };
	await bench.openForm({ ...node, parameters: { ...parameters, ...filled } });
	await editor.addField('If It Exists', 'Options');
	await editor.select('ifItExists', 'Use Existing');
	await editor.screenshot('campaign-create-existing-form');
	const calls = bench.emulator.log.length;
	await editor.execute();
	await editor.screenshot('campaign-create-existing-result');
	expect(await editor.resultRows()).toEqual([
		expect.objectContaining({ name: 'Spring Roast Sales', outcome: 'existing', created: 'false' }),
	]);
	expect(bench.emulator.log.slice(calls).filter(({ method }) => method !== 'GET')).toEqual([]);
});

test('existing: lists tell what lies where', async () => {
	await bench.openForm(ads('ad', 'get'));
	expect((await editor.openPicker('adAccount'))[0]).toContain('From Credential');
	await editor.screenshot('picker-fromCredential');
	await editor.pick(ACCOUNT);
	const offered = await editor.openPicker('ad');
	await editor.screenshot('picker-ad');
	for (const entry of offered) expect(entry).toMatch(/\([a-z ]+, in ad set “.+”\)/);
});

test('a combination that Meta does not offer is refused before anything is sent, with what to drop', async () => {
	await bench.openForm(insights('get'));
	await account();
	await editor.selectMany('breakdowns', ['Age', 'Country']);
	const calls = bench.emulator.log.length;
	await editor.execute();
	await editor.screenshot('report-get-refused');
	expect(await editor.errorMessage()).toContain('“Age”, “Country” together');
	const sent = bench.emulator.log.slice(calls).map(({ path }) => path);
	expect(sent.filter((path) => path.endsWith('/insights'))).toEqual([]);
});

test.each(shown)('%s', async (picture, { fillIn, row, output, ...node }) => {
	await bench.openForm(node);
	await fillIn?.();
	await editor.screenshot(`${picture}-form`);
	if (!row) return;
	await editor.execute();
	if (output) await editor.showOutput(output);
	await editor.screenshot(`${picture}-result`);
	const rows = await editor.resultRows();
	tell(`${picture}: ${rows.length} rows, columns ${Object.keys(rows[0] ?? {}).join(', ')}`);
	expect(rows).toContainEqual(expect.objectContaining(row));
});
