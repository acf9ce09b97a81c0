import type { IDataObject } from 'n8n-workflow';
import lodash from 'lodash';

import { ACCOUNTS, AD_SETS, ADS, AUDIENCES, CAMPAIGNS, CREATIVES } from '../../../emulator/world/seedIds.mts';
import { ownWrites } from '../../../nodes/MetaBudgetGuard/state/log/ownWrites.ts';
import { sampled } from '../../support/sampled.mts';
import { decoded, newCampaign, useBench } from '../support/campaigns.mts';
import { byId, emulatorCredential, pollerOf, runNode, type NodeResult, type NodeRun } from '../support/harness.mts';

/**
 * The sample to formExpressions.test.mts, from n8n's own engine to the wire: for the fields that keep people and budgets
 * safe, and for one of each kind of field in each node. Each case first shows that it would write with a good value.
 */

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);

const { cloneDeep, groupBy, set } = lodash;

const bench = useBench();
beforeEach(() => {
	ownWrites.clear();
	// A second ad that delivers, so that one may be paused.
	const { world } = bench.emulator;
	world.add({
		...world.get('Ad', ADS.eurNoBudget1),
		id: world.newId('Ad'),
		name: 'Second lamp',
		status: 'ACTIVE',
		labels: [],
	});
});

interface Subject {
	readonly node: string;
	readonly parameters: IDataObject;
	readonly items?: IDataObject[];
	/** What comes into the field, and the label by which it is refused. */
	readonly path: string;
	readonly label: string;
	/** Two values; with the first the subject does what it is for. */
	readonly values: readonly [unknown, unknown];
	/** Of the item, or one for the whole run. */
	readonly holds: 'own' | 'run';
	/** Blank text is a value of its own here: nothing. */
	readonly blankIsNone?: true;
	/** Reads and checks only: nothing is ever written. */
	readonly reads?: true;
	/** Items are rows of one subject: what is wrong with one row is said of all. */
	readonly ofOne?: true;
}

const day = (ago: number): string => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10);

/** Rows of a report, worth a raise toward a cost of ten. */
const reportRows = Array.from({ length: 15 }, (_, index) => ({
	date_start: day(20 - index),
	date_stop: day(20 - index),
	spend: 50,
	results: 10,
	purchase_value: 2000,
}));

/** Rows of an ad that brings nothing. */
const losing = Array.from({ length: 12 }, (_, index) => ({
	ad_id: ADS.eurNoBudget1,
	ad_name: 'Lamp',
	date_start: day(12 - index),
	date_stop: day(12 - index),
	spend: '70.00',
	impressions: '2000',
	results: '1',
}));

const inUsd = { adAccount: byId(ACCOUNTS.usd) };
const inEur = { adAccount: byId(ACCOUNTS.eur) };

const created: IDataObject = { resource: 'campaign', operation: 'create', ...inUsd, ...newCampaign() };
const updated = (fields: IDataObject): IDataObject => ({
	resource: 'campaign',
	operation: 'update',
	...inUsd,
	campaign: byId(CAMPAIGNS.usdCbo),
	updateFields: fields,
});
const stepped: IDataObject = {
	operation: 'adjustBudget',
	...inEur,
	objectType: 'adSet',
	adSet: byId(AD_SETS.eurNoBudget),
	change: 'percent',
	percent: 10,
	ceiling: '100',
	dryRun: false,
};
const atAnyHour: IDataObject = {
	...stepped,
	guards: { allowedHours: { rows: [{ days: [0, 1, 2, 3, 4, 5, 6], from: '00:00', to: '24:00' }] } },
};
const toward: IDataObject = { ...stepped, change: 'target', target: '10' };
const ofBid: IDataObject = {
	operation: 'adjustBid',
	...inEur,
	adSet: byId(AD_SETS.eurCostCap),
	change: 'percent',
	percent: 10,
	ceiling: '50',
	dryRun: false,
};
const ofFloor: IDataObject = {
	operation: 'adjustRoasFloor',
	...inEur,
	adSet: byId(AD_SETS.eurMinRoas),
	change: 'percent',
	percent: -10,
	ceiling: '1',
	dryRun: false,
};
const rotated: IDataObject = {
	resource: 'ad',
	operation: 'rotate',
	...inEur,
	adSet: byId(AD_SETS.eurNoBudget),
	targetCost: '10',
	dryRun: false,
	limits: { keepActive: '0' },
};
const people = { items: [{ email: 'one@example.com', consent: 'yes' }] };
const member = (operation: string, more: IDataObject = {}): IDataObject => ({
	resource: 'member',
	operation,
	...inUsd,
	audience: byId(AUDIENCES.usdNewsletter),
	columns: { mappingMode: 'autoMapInputData', value: null },
	consent: 'column',
	...(operation === 'replace' || operation === 'sync' ? { minimumRows: '0', keepAtLeast: '0' } : {}),
	...more,
});
const report: IDataObject = { operation: 'get', ...inUsd, level: 'campaign', dateRange: 'lastDays', days: '7' };

const ads = (parameters: IDataObject, path: string, label: string, ...values: [unknown, unknown]): Subject => ({
	node: 'metaAds',
	parameters,
	path,
	label,
	values,
	holds: 'own',
});
const guard = (parameters: IDataObject, path: string, label: string, ...values: [unknown, unknown]): Subject => ({
	...ads(parameters, path, label, ...values),
	node: 'metaBudgetGuard',
});
const audiences = (parameters: IDataObject, path: string, label: string, ...values: [unknown, unknown]): Subject => ({
	...ads(parameters, path, label, ...values),
	node: 'metaAudiences',
	...people,
});
const insights = (parameters: IDataObject, path: string, label: string, ...values: [unknown, unknown]): Subject => ({
	...ads(parameters, path, label, ...values),
	node: 'metaInsights',
	reads: true,
});
const forRun = (subject: Subject): Subject => ({ ...subject, holds: 'run' });
const orNone = (subject: Subject): Subject => ({ ...subject, blankIsNone: true });
const withRows = (subject: Subject, items: IDataObject[]): Subject => ({ ...subject, items, ofOne: true });

const subjects: Subject[] = [
	ads(created, 'adAccount.value', 'Ad Account', ACCOUNTS.usd, ACCOUNTS.eur),
	ads(created, 'name', 'Name', 'One', 'Other'),
	ads(created, 'objective', 'Objective', 'OUTCOME_SALES', 'OUTCOME_TRAFFIC'),
	ads(created, 'specialAdCategories', 'Special Ad Categories', ['NONE'], ['NONE']),
	ads(created, 'dailyBudget', 'Daily Budget', '20,50', 25),
	ads(created, 'status', 'Status', 'PAUSED', 'ACTIVE'),
	ads({ ...created, budgetType: 'adSets' }, 'shareBudget', 'Share Budget Between Ad Sets', true, false),
	ads(
		{ ...created, additionalFields: { startTime: '' } },
		'additionalFields.startTime',
		'Additional Fields → Start Time',
		'2027-01-31T10:00:00',
		'2027-02-01T10:00:00',
	),
	ads({ ...created, options: {} }, 'options.validateOnly', 'Options → Validate Only', false, true),
	forRun(ads({ ...created, options: {} }, 'options.maxWait', 'Options → Rate Limit Wait (Seconds)', '60', '90')),
	ads(updated({ status: '' }), 'updateFields.status', 'Update Fields → Status', 'PAUSED', 'ACTIVE'),
	ads(updated({ dailyBudget: '60' }), 'options.allowLargeChange', 'Options → Allow Large Change', false, true),
	ads(updated({ dailyBudget: '60' }), 'options.validateOnly', 'Options → Validate Only', false, true),
	ads(
		{ resource: 'campaign', operation: 'pause', ...inUsd, campaign: byId('') },
		'campaign.value',
		'Campaign',
		CAMPAIGNS.usdCbo,
		CAMPAIGNS.usdNoBudget,
	),
	ads(
		{ resource: 'campaign', operation: 'delete', ...inUsd, campaign: byId(CAMPAIGNS.usdCbo), options: {} },
		'options.validateOnly',
		'Options → Validate Only',
		false,
		true,
	),
	{
		...ads({ resource: 'campaign', operation: 'getMany', ...inUsd, returnAll: false }, 'limit', 'Limit', 2, 3),
		reads: true,
	},
	ads(
		{
			resource: 'ad',
			operation: 'create',
			...inUsd,
			adSet: byId(AD_SETS.usdCboA),
			name: 'Cup',
			creative: byId(CREATIVES.usdCup),
		},
		'status',
		'Status',
		'PAUSED',
		'ACTIVE',
	),
	ads(
		{ resource: 'ad', operation: 'duplicate', ...inUsd, ad: byId(ADS.usdCboA1) },
		'status',
		'Status',
		'PAUSED',
		'INHERITED_FROM_SOURCE',
	),

	guard(stepped, 'percent', 'Percent', '10', 5),
	orNone(guard(stepped, 'ceiling', 'Maximum Budget', '100', '10,5')),
	guard(stepped, 'dryRun', 'Dry Run', false, true),
	guard(stepped, 'adSet.value', 'Ad Set', AD_SETS.eurNoBudget, AD_SETS.eurMinRoas),
	guard({ ...stepped, percent: -10 }, 'guards.floor', 'Guards → Minimum Budget', '1', '9,5'),
	guard(stepped, 'accountCeiling', 'Account Maximum (per Day)', '10000', '1'),
	guard(stepped, 'guards.expectedValue', 'Guards → Expected Current Value', '10', '11'),
	guard(stepped, 'guards.largestStep', 'Guards → Max Step (%)', '15', 5),
	guard(stepped, 'guards.dayLoosen', 'Guards → Max Increase in 24 Hours (%)', '30', '1'),
	guard(stepped, 'guards.weekLoosen', 'Guards → Max Increase in 7 Days (%)', '50', '1'),
	guard({ ...stepped, percent: -10 }, 'guards.dayTighten', 'Guards → Max Decrease in 24 Hours (%)', '30', '1'),
	guard({ ...stepped, percent: -10 }, 'guards.weekTighten', 'Guards → Max Decrease in 7 Days (%)', '40', '1'),
	guard(stepped, 'guards.cooldownLoosen', 'Guards → Hours Before Spending More', '24', '0'),
	guard({ ...stepped, percent: -10 }, 'guards.emergency', 'Guards → Skip Cooldown for Cuts', false, true),
	guard(stepped, 'guards.protected', 'Guards → Protected', 'Nobody', 'Nothing'),
	guard(
		atAnyHour,
		'guards.allowedHours.rows.0.from',
		'Guards → Allowed Hours → Hours → row 1 → From',
		'00:00',
		'00:00',
	),
	forRun(guard(stepped, 'options.maxWait', 'Options → Rate Limit Wait (Seconds)', '60', '90')),
	withRows(guard(toward, 'target', 'Target', '10', '1'), reportRows),
	withRows(guard(toward, 'targetKind', 'Target Kind', 'cost', 'roas'), reportRows),
	withRows(guard(toward, 'guards.conversionLag', 'Guards → Conversion Delay (Days)', '3', '4'), reportRows),
	withRows(guard(toward, 'guards.deadBand', 'Guards → Target Tolerance (%)', '10', '20'), reportRows),
	orNone(guard(ofBid, 'ceiling', 'Maximum Bid', '50', '12')),
	guard({ ...ofBid, percent: -10 }, 'guards.floor', 'Guards → Minimum Bid', '1', '11,5'),
	guard(ofBid, 'dryRun', 'Dry Run', false, true),
	orNone(guard(ofFloor, 'ceiling', 'Lowest Floor', '1', '1,4')),
	guard(ofFloor, 'dryRun', 'Dry Run', false, true),

	withRows(ads(rotated, 'dryRun', 'Dry Run', false, true), losing),
	withRows(ads(rotated, 'targetCost', 'Target Cost per Result', '10', '20'), losing),

	audiences(member('add'), 'consent', 'Consent', 'column', 'everybody'),
	audiences(
		member('add', { whatColumnsSay: { line: [{ columns: 'consent', says: 'optIn', words: 'yes' }] } }),
		'whatColumnsSay.line.0.words',
		'What Columns Say → Columns → row 1 → Words',
		'yes',
		'ja',
	),
	audiences(
		member('replace', { whatColumnsSay: { line: [{ columns: 'consent', says: 'optIn', words: '' }] } }),
		'whatColumnsSay.line.0.columns',
		'What Columns Say → Columns → row 1 → Columns',
		'consent',
		'agreed',
	),
	orNone(audiences(member('add'), 'defaultCountry', 'Default Country Name or ID', 'DE', 'US')),
	audiences(member('add'), 'options.dryRun', 'Options → Dry Run', false, true),
	audiences(member('remove', { consent: undefined }), 'options.dryRun', 'Options → Dry Run', false, true),
	forRun(audiences(member('replace'), 'minimumRows', 'Stop Below (Rows)', '0', '1')),
	forRun(audiences(member('replace'), 'keepAtLeast', 'Stop Below (% of List)', '0', '1')),
	forRun(audiences(member('replace'), 'options.dryRun', 'Options → Dry Run', false, true)),
	audiences(member('replace'), 'consent', 'Consent', 'column', 'everybody'),
	forRun(audiences(member('sync'), 'keepAtLeast', 'Stop Below (% of List)', '0', '1')),
	forRun(
		audiences(
			member('sync', { belongingColumn: 'consent', belongingValues: 'yes' }),
			'belonging',
			'Who to Include',
			'all',
			'column',
		),
	),
	forRun(audiences(member('add'), 'options.maxWait', 'Options → Rate Limit Wait (Seconds)', '60', '90')),
	forRun(audiences(member('replace'), 'result', 'Output', 'totals', 'contacts')),

	insights(report, 'level', 'Level', 'campaign', 'account'),
	insights(report, 'days', 'Days', '7', 3),
	insights(report, 'columns', 'Columns', 'all', 'raw'),
	insights({ ...report, columns: 'all' }, 'fieldSets', 'Metric Groups', ['delivery'], ['delivery', 'results']),
	forRun(insights(report, 'options.maxWait', 'Options → Rate Limit Wait (Seconds)', '60', '90')),
];

const run = async (
	{ node, parameters, path }: Subject,
	value: unknown,
	more: Partial<NodeRun> = {},
): Promise<NodeResult> =>
	await runNode({
		node,
		credential: emulatorCredential(bench.emulator.url),
		...more,
		parameters: set(cloneDeep(parameters), path, value) as IDataObject,
	});

const itemsOf = ({ items = [{}] }: Subject, value: unknown): IDataObject[] =>
	items.map((item) => ({ ...item, setting: value }) as IDataObject);
const EXPRESSION = '={{ $json.setting }}';

const nothing: string[] = [
	'={{ $json.gone }}',
	'={{ undefined }}',
	'={{ null }}',
	"={{ Number('x') }}",
	"={{ '' }}",
	"={{ '  ' }}",
];
const wrongKind = ['={{ ({ a: 1 }) }}', '={{ [[]] }}'];

const titled = subjects.map((subject) => ({
	title: `${subject.node} ${String(subject.parameters.resource ?? '')} ${String(subject.parameters.operation)}: ${subject.label}`,
	subject,
}));
const isBlank = (expression: string): boolean => /''|' {2}'/.test(expression);

/** Of each subject one expression a day, all of them in test/soak. */
const cells = titled.flatMap(({ title, subject }) =>
	[...nothing, ...wrongKind]
		.filter((expression) => !(subject.blankIsNone && isBlank(expression)))
		.map((expression) => ({ title, subject, expression })),
);
const drawn = groupBy(
	sampled(cells, ({ title }) => title),
	'title',
);

describe.each(titled)('$title', ({ title, subject }) => {
	const { label, values } = subject;

	it('with a good value does what it is for', async () => {
		const result = await run(subject, EXPRESSION, { items: itemsOf(subject, values[0]) });
		expect(result.error).toBeUndefined();
		expect([...bench.writes(), ...(subject.reads ? bench.sent() : [])].length).toBeGreaterThan(0);
	});

	it('is refused by its label where an expression gives nothing or the wrong kind, and nothing is written', async () => {
		const told: Array<[string, unknown]> = [];
		for (const { expression } of drawn[title]) {
			const { error, outputs } = await run(subject, expression, { items: itemsOf(subject, values[0]) });
			told.push([expression, error?.message.startsWith(label) ?? JSON.stringify(outputs).slice(0, 300)]);
		}
		expect(told.filter(([, refused]) => refused !== true)).toEqual([]);
		expect(bench.writes()).toEqual([]);
		expect(bench.sent()).toEqual([]);
	});

	it('of one item among good ones is that item’s alone, and the others are served', async () => {
		if (subject.holds === 'run' || subject.ofOne) return;
		const items = [...itemsOf(subject, values[0]), ...itemsOf(subject, undefined).slice(0, 1)];
		const stopped = await run(subject, EXPRESSION, { items });
		expect(stopped.error?.message.startsWith(label)).toBe(true);
		expect(bench.sent()).toEqual([]);
		const { outputs } = await run(subject, EXPRESSION, { items, onError: 'continueRegularOutput' });
		const errors = outputs.flat().filter(({ json }) => json.error !== undefined);
		// A replacement is one list: who cannot be read would be taken out, so nothing begins.
		const refused = ['replace', 'sync'].includes(String(subject.parameters.operation)) ? items : [items.at(-1)];
		expect(errors.map(({ json }) => String(json.error).startsWith(label))).toEqual(refused.map(() => true));
		if (refused.length > 1) expect(bench.sent()).toEqual([]);
	});

	if (subject.holds === 'run') {
		it('that items disagree on is refused by its label, before anything is sent', async () => {
			const items = [...itemsOf(subject, values[0]), ...itemsOf(subject, values[1])];
			const { error } = await run(subject, EXPRESSION, { items });
			expect(error?.message).toMatch(
				/ applies to the whole run, but its expression gives .+ for item 1 and .+ for item \d+$/,
			);
			expect(error?.message.startsWith(label)).toBe(true);
			expect(bench.sent()).toEqual([]);
		});
	}
});

describe('each item has its own', () => {
	const campaigns = [CAMPAIGNS.usdCbo, CAMPAIGNS.usdNoBudget];
	const two = (values: readonly unknown[]): IDataObject[] =>
		values.map(
			(value, index) => ({ setting: value, campaign: campaigns[index], name: `Campaign ${index}` }) as IDataObject,
		);
	const parts = (name: string): unknown[] => bench.writes().map((request) => decoded(request)[name]);

	it.each<[string, string, unknown[], unknown[]]>([
		['dailyBudget', 'daily_budget', ['20,50', 25], ['2050', '2500']],
		['status', 'status', ['PAUSED', 'ACTIVE'], ['PAUSED', 'ACTIVE']],
		['objective', 'objective', ['OUTCOME_SALES', 'OUTCOME_TRAFFIC'], ['OUTCOME_SALES', 'OUTCOME_TRAFFIC']],
	])('%s of new campaigns', async (path, sent, values, wanted) => {
		const result = await run({ ...ads({ ...created, name: '={{ $json.name }}' }, path, '', null, null) }, EXPRESSION, {
			items: two(values),
		});
		expect(result.error).toBeUndefined();
		expect(parts(sent)).toEqual(wanted);
	});

	it('Validate Only: one is checked, the other created', async () => {
		const { rows } = await run(
			ads({ ...created, name: '={{ $json.name }}' }, 'options.validateOnly', '', null, null),
			EXPRESSION,
			{ items: two([true, false]) },
		);
		expect(rows.map(({ validated }) => validated)).toEqual([true, undefined]);
		expect(parts('name')).toEqual(['Campaign 1']);
	});

	it('Allow Large Change: one may, the other is refused', async () => {
		const items = [
			{ setting: true, campaign: CAMPAIGNS.usdCbo },
			{ setting: false, campaign: CAMPAIGNS.usdHousing },
		];
		const form = { ...updated({ dailyBudget: '5000' }), campaign: byId('={{ $json.campaign }}') };
		const { outputs } = await run(ads(form, 'options.allowLargeChange', '', null, null), EXPRESSION, {
			items,
			onError: 'continueRegularOutput',
		});
		expect(outputs[0].map(({ json }) => json.error !== undefined)).toEqual([false, true]);
		expect(bench.writes().map(({ path }) => path)).toEqual([CAMPAIGNS.usdCbo]);
	});

	const adSets = [AD_SETS.eurNoBudget, AD_SETS.eurMinRoas];
	const steps = (values: readonly unknown[]): IDataObject[] =>
		values.map((value, index) => ({ setting: value, adSet: adSets[index] }) as IDataObject);
	const ofItem = (form: IDataObject): IDataObject => ({ ...form, adSet: byId('={{ $json.adSet }}') });

	it('Dry Run of the guard: one is only decided, the other done', async () => {
		const { outputs } = await run(guard(ofItem(stepped), 'dryRun', '', null, null), EXPRESSION, {
			items: steps([true, false]),
		});
		expect(outputs[0].map(({ json }) => json.verdict)).toEqual(['wouldApply', 'applied']);
		expect(bench.writes().map(({ path }) => path)).toEqual([AD_SETS.eurMinRoas]);
	});

	it('Ceiling of the guard: one has none and is held', async () => {
		const { outputs } = await run(guard(ofItem(stepped), 'ceiling', '', null, null), EXPRESSION, {
			items: steps(['100', '']),
		});
		expect([outputs[0].map(({ json }) => json.objectId), outputs[1].map(({ json }) => json.objectId)]).toEqual([
			[AD_SETS.eurNoBudget],
			[AD_SETS.eurMinRoas],
		]);
	});

	it('Consent: one has said yes, of the other it is known', async () => {
		const items = [
			{ email: 'a@example.com', consent: 'no', setting: 'column' },
			{ email: 'b@example.com', setting: 'everybody' },
		];
		const { rows } = await run(audiences(member('add'), 'consent', '', null, null), EXPRESSION, { items });
		expect(rows).toEqual([expect.objectContaining({ contacts: 2, usable: 1, noConsent: 1 })]);
	});

	it('Level of a report', async () => {
		const { rows, error } = await run(insights(report, 'level', '', null, null), EXPRESSION, {
			items: [{ setting: 'account' }, { setting: 'campaign' }],
		});
		expect(error).toBeUndefined();
		expect(
			new Set(rows.map((row) => (row.campaign_id === undefined || row.campaign_id === null ? 'account' : 'campaign')))
				.size,
		).toBe(2);
	});
});

describe('figures of the guard, which are held or refused and never taken for something else', () => {
	it.each(nothing.concat(wrongKind, '={{ true }}', "={{ '1.000' }}"))('Minimum Data: %s', async (value) => {
		const rows = [{ name: 'Spend', value, least: '0' }];
		const { outputs, error } = await run(guard(stepped, 'guards.minimumData', '', null, null), { rows });
		expect(error).toBeUndefined();
		expect(outputs[1].map(({ json }) => JSON.stringify(json.guards))).toEqual([expect.stringContaining('minimumData')]);
		expect(bench.writes()).toEqual([]);
	});

	const figures = [
		['cost', 'Amount Spent'],
		['results', 'Results'],
		['resultValue', 'Value'],
		['since', 'Since'],
		['until', 'Until'],
	] as const;
	it.each(figures)('%s of a target', async (name, label) => {
		const told: Array<[string, unknown]> = [];
		for (const value of nothing.concat(wrongKind, '={{ true }}', "={{ '1.000' }}")) {
			const { error } = await run(
				guard(
					{ ...toward, numbersFrom: 'own', targetKind: name === 'resultValue' ? 'roas' : 'cost' },
					name,
					'',
					null,
					null,
				),
				value,
				{ items: reportRows },
			);
			told.push([value, error?.message.startsWith(label)]);
		}
		expect(told.filter(([, refused]) => refused !== true)).toEqual([]);
		expect(bench.writes()).toEqual([]);
	});
});

describe('the trigger', () => {
	const watched = { events: ['statusChanged'], adAccount: byId(ACCOUNTS.eur), options: {}, campaign: byId('') };
	const poll = async (path: string, value: unknown): Promise<unknown> =>
		await pollerOf({
			node: 'metaAdsTrigger',
			credential: emulatorCredential(bench.emulator.url),
			parameters: set(cloneDeep(watched), path, value) as IDataObject,
		}).poll();

	it('polls with good values', async () => {
		expect(await poll('options.overlapHours', '={{ 12 }}')).toBeNull();
		expect(bench.sent().length).toBeGreaterThan(0);
	});

	it.each([
		['events', 'Events'],
		['adAccount.value', 'Ad Account'],
		['options.levels', 'Options → Only For'],
		['options.overlapHours', 'Options → Look Back (Hours)'],
		['campaign.value', 'Campaign'],
	])('%s is refused by its label, and nothing is asked', async (path, label) => {
		// Nothing comes into a trigger: what asks for an item is n8n's own error.
		for (const expression of [...nothing.slice(1), ...wrongKind]) {
			if (path === 'campaign.value' && isBlank(expression)) continue; // blank is the whole account, as in the form
			await expect(poll(path, expression)).rejects.toThrow(new RegExp(`^${label.replace(/[()]/g, '\\$&')}`));
		}
		expect(bench.sent()).toEqual([]);
	});
});
