import type { IDataObject } from 'n8n-workflow';

import { ACCOUNTS, AD_SETS, CAMPAIGNS, CREATIVES, PAGES, PIXELS } from '../../../emulator/world/seedIds.mts';
import { newAdSet } from '../support/adSets.mts';
import { lines, newCampaign, pairs, useBench } from '../support/campaigns.mts';
import { passTime, waits } from '../support/lives/fakeTime.mts';
import { byId, type NodeResult, type NodeRun } from '../support/harness.mts';
import { putImage } from '../support/media.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);

/** If It Exists: what a create does where one of the same name is there already. */

const bench = useBench();
const { sent, writes } = bench;
const world = () => bench.emulator.world;

beforeEach(() => {
	waits.length = 0;
	putImage(world());
});

interface Subject {
	readonly form: IDataObject;
	/** Graph's type in the emulator, to count them. */
	readonly type: 'Campaign' | 'AdSet' | 'Ad' | 'AdCreative' | 'CustomAudience';
	readonly node?: string;
	readonly noun: string;
	readonly plural: string;
	readonly list: string;
	/** What an update changes, and what the row says of it; each starts from what `form` has made. */
	readonly change: IDataObject;
	readonly changes: string;
	/** What cannot be changed, and where that is told. */
	readonly other: IDataObject;
	readonly refused: RegExp;
}

const subjects: Record<string, Subject> = {
	campaign: {
		form: newCampaign({ name: 'Twice' }),
		type: 'Campaign',
		noun: 'campaign',
		plural: 'campaigns',
		list: `${ACCOUNTS.usd}/campaigns`,
		change: { dailyBudget: 30 },
		changes: 'Daily Budget: 25.00 USD → 30.00 USD',
		other: { objective: 'OUTCOME_TRAFFIC' },
		refused: /^Objective is another than that of the campaign “Twice” \(\d+\), and cannot be changed: OUTCOME_SALES$/,
	},
	adSet: {
		form: newAdSet({ name: 'Twice' }),
		type: 'AdSet',
		noun: 'ad set',
		plural: 'ad sets',
		list: `${CAMPAIGNS.usdNoBudget}/adsets`,
		change: { dailyBudget: '22.50', countries: ['US', 'CA'] },
		changes: 'Daily Budget: 20.00 USD → 22.50 USD; Countries: US → US, CA',
		other: { optimizationGoal: 'LANDING_PAGE_VIEWS' },
		refused:
			/^Performance Goal is another than that of the ad set “Twice” \(\d+\), and cannot be changed: LINK_CLICKS$/,
	},
	ad: {
		form: { adSet: byId(AD_SETS.usdCboA), name: 'Twice', creative: byId(CREATIVES.usdCup) },
		type: 'Ad',
		noun: 'ad',
		plural: 'ads',
		list: `${AD_SETS.usdCboA}/ads`,
		change: { additionalFields: { labels: 'spring' } },
		changes: 'Labels: none → spring',
		other: {},
		refused: /./,
	},
	creative: {
		form: {
			name: 'Twice',
			page: byId(PAGES.usd),
			image: byId('a'.repeat(32)),
			primaryText: 'Coffee',
			link: 'https://harbor-coffee.example/autumn',
			callToAction: 'SHOP_NOW',
		},
		type: 'AdCreative',
		noun: 'creative',
		plural: 'creatives',
		list: `${ACCOUNTS.usd}/adcreatives`,
		change: { additionalFields: { labels: 'spring' } },
		changes: 'Labels: none → spring',
		other: { primaryText: 'Tea' },
		refused: /^Options → If It Exists: The creative “Twice” \(\d+\) shows something else/,
	},
	audience: {
		form: { audienceType: 'customerList', name: 'Twice', additionalFields: { description: 'Readers' } },
		type: 'CustomAudience',
		node: 'metaAudiences',
		noun: 'audience',
		plural: 'audiences',
		list: `${ACCOUNTS.usd}/customaudiences`,
		change: { additionalFields: { description: 'Buyers' } },
		changes: 'Description: Readers → Buyers',
		other: { valueBased: true },
		refused: /^Value-Based is another than that of the audience “Twice” \(\d+\), and cannot be changed$/,
	},
};

type Choice = 'another' | 'stop' | 'update' | 'use';

async function create(
	resource: string,
	ifItExists: Choice,
	{ options, ...form }: IDataObject = {},
	more: Partial<NodeRun> = {},
): Promise<NodeResult> {
	const { node, form: usual } = subjects[resource];
	const parameters = { resource, ...usual, ...form, options: { ifItExists, ...(options as IDataObject) } };
	return await bench.run('create', parameters, { node, ...more });
}

const countOf = (resource: string): number => world().all(subjects[resource].type).length;
const idOf = ({ rows }: NodeResult, item = 0): string => String(rows[item]?.id);

describe.each(Object.keys(subjects))('%s', (resource) => {
	const { change, changes, list, noun, plural, other, refused, type } = subjects[resource];

	it.each<Choice>(['use', 'update', 'stop'])('%s: creates where there is none', async (choice) => {
		const before = countOf(resource);
		const { rows, error } = await create(resource, choice);
		expect(error).toBeUndefined();
		expect(rows[0]).toMatchObject({ name: 'Twice', created: true, outcome: 'created' });
		expect(countOf(resource)).toBe(before + 1);
		expect(lines(sent())).toContain(`GET ${list}`);
	});

	it('another: looks for nothing, and makes a second one', async () => {
		const [one, two] = [await create(resource, 'another'), await create(resource, 'another')];
		expect(idOf(one)).not.toBe(idOf(two));
		expect(two.rows[0]).not.toHaveProperty('outcome');
		expect(lines(sent())).not.toContain(`GET ${list}`);
	});

	it('use: gives the one that is there, and writes nothing', async () => {
		const made = await create(resource, 'another', { status: 'PAUSED' });
		const before = { count: countOf(resource), writes: writes().length };
		const { rows, error } = await create(resource, 'use', other);
		expect(error).toBeUndefined();
		expect(rows[0]).toMatchObject({ id: idOf(made), name: 'Twice', created: false, outcome: 'existing' });
		expect({ count: countOf(resource), writes: writes().length }).toEqual(before);
		// A row like any other, not a stub.
		expect(Object.keys(rows[0])).toEqual(expect.arrayContaining(Object.keys(made.rows[0])));
	});

	it('use: an accent written as a character of its own is the same name', async () => {
		const made = await create(resource, 'another', { name: 'Caf\u00e9' });
		const { rows } = await create(resource, 'use', { name: 'Cafe\u0301' });
		expect(rows[0]).toMatchObject({ id: idOf(made), outcome: 'existing' });
	});

	it('stop: refuses, names it, and writes nothing', async () => {
		const made = await create(resource, 'another');
		const before = writes().length;
		const { error } = await create(resource, 'stop');
		expect(error?.message).toBe(`Options → If It Exists: The ${noun} “Twice” exists already: ${idOf(made)}`);
		expect(writes()).toHaveLength(before);
	});

	it('update: changes what differs, once, and proves it', async () => {
		const made = await create(resource, 'another');
		const count = countOf(resource);
		const { rows, error } = await create(resource, 'update', change);
		expect(error).toBeUndefined();
		expect(rows[0]).toMatchObject({ id: idOf(made), created: false, outcome: 'updated', changed: true, changes });
		expect(countOf(resource)).toBe(count);
		const before = writes().length;
		const again = await create(resource, 'update', change);
		expect(again.rows[0]).toMatchObject({ id: idOf(made), created: false, outcome: 'existing' });
		expect(writes()).toHaveLength(before);
	});

	it('update: refuses what cannot be changed, at its field', async () => {
		if (Object.keys(other).length === 0) return;
		await create(resource, 'another');
		const before = writes().length;
		const { error } = await create(resource, 'update', other);
		expect(error?.message).toMatch(refused);
		expect(writes()).toHaveLength(before);
	});

	it.each<Choice>(['use', 'update', 'stop'])('%s: refuses where there are several, with their IDs', async (choice) => {
		const [one, two] = [await create(resource, 'another'), await create(resource, 'another')];
		const before = writes().length;
		const { error } = await create(resource, choice);
		expect(error?.message).toMatch(`Options → If It Exists: There are 2 ${plural} called “Twice”: `);
		for (const made of [one, two]) expect(error?.message).toContain(idOf(made));
		expect(writes()).toHaveLength(before);
	});

	it.each(['twice', 'Twice ', 'Twice 2', 'Twi'])(
		'a name that is not exactly the same, “%s”, is another',
		async (name) => {
			await create(resource, 'another');
			const stored = world().all(type).at(-1)! as unknown as { name: string; fields?: { name: string } };
			(stored.fields ?? stored).name = name;
			const { rows } = await create(resource, 'use');
			expect(rows[0]).toMatchObject({ created: true, outcome: 'created' });
		},
	);

	it.each<[Choice, string]>([
		['use', 'wouldUse'],
		['update', 'wouldUpdate'],
	])('%s as a dry run: says what would happen, and writes nothing', async (choice, outcome) => {
		const dry = { options: { validateOnly: true } };
		const fresh = await create(resource, choice, dry);
		expect(fresh.rows[0]).toMatchObject({ validated: true, created: false, outcome: 'wouldCreate' });
		const made = await create(resource, 'another');
		const before = { count: countOf(resource), writes: writes().length };
		const { rows, error } = await create(resource, choice, { ...change, ...dry });
		expect(error).toBeUndefined();
		expect(rows[0]).toMatchObject({ id: idOf(made), validated: true, created: false, outcome });
		expect(rows[0].note).toMatch(/Nothing was (created|changed)\.$/);
		expect({ count: countOf(resource), writes: writes().length }).toEqual(before);
	});

	it('as a tool without Allow Changes, nothing is written and the outcome is told', async () => {
		await create(resource, 'another');
		const before = writes().length;
		const node = `${subjects[resource].node ?? 'metaAds'}Tool`;
		const { rows } = await create(resource, 'update', change, { node });
		expect(rows[0]).toMatchObject({ verdict: 'checked', outcome: 'wouldUpdate' });
		expect(writes()).toHaveLength(before);
	});

	it('items of one run that name the same make it once', async () => {
		const before = countOf(resource);
		const result = await create(resource, 'use', {}, { items: [{}, {}, {}] });
		expect(result.rows.map(({ created, outcome }) => [created, outcome])).toEqual([
			[true, 'created'],
			[false, 'existing'],
			[false, 'existing'],
		]);
		expect(new Set(result.rows.map(({ id }) => id)).size).toBe(1);
		expect(pairs(result)).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
		expect(countOf(resource)).toBe(before + 1);
	});
});

describe('what counts as there', () => {
	it.each(['ARCHIVED', 'DELETED'] as const)('not a campaign that is %s', async (status) => {
		await create('campaign', 'another');
		world().all('Campaign').at(-1)!.status = status;
		expect((await create('campaign', 'use')).rows[0]).toMatchObject({ created: true });
	});

	it('an ad set of the same name in another campaign does not', async () => {
		await create('adSet', 'another');
		const { rows } = await create('adSet', 'use', { campaign: byId(CAMPAIGNS.usdSharing) });
		expect(rows[0]).toMatchObject({ created: true, campaignId: CAMPAIGNS.usdSharing });
	});

	it('is found behind many others', async () => {
		const made = await create('campaign', 'another');
		const model = world().get('Campaign', idOf(made));
		for (let number = 1; number <= 1_200; number++)
			world().add({ ...model, id: String(120_290_000_000_000_000n + BigInt(number)), name: `Other ${number}` });
		expect((await create('campaign', 'use')).rows[0]).toMatchObject({ id: idOf(made), created: false });
	});

	it('a parent of another account is refused', async () => {
		const { error } = await create('adSet', 'use', { campaign: byId(CAMPAIGNS.jpyNoBudget) });
		expect(error?.message).toBe('Campaign belongs to another ad account than the chosen one');
		expect(writes()).toEqual([]);
	});

	it('an ID that is no campaign is refused as such', async () => {
		const { error } = await create('adSet', 'use', { campaign: byId(CREATIVES.usdCup) });
		expect(error?.message).toMatch(/^Campaign is not a campaign: the ID belongs to a creative$/);
	});

	it('a list that cannot be read creates nothing', async () => {
		bench.emulator.control.addFault({
			match: { path: `${ACCOUNTS.usd}/campaigns`, method: 'GET' },
			fault: { kind: 'graph', code: 200 },
		});
		const { error } = await create('campaign', 'use');
		expect(error?.message).toBe('The token may not do this on this ad account');
		expect(writes()).toEqual([]);
	});

	it('an audience that is shared with the account hides nothing, and is not taken for its own', async () => {
		const shared = world()
			.all('CustomAudience')
			.find(({ account }) => account.id !== ACCOUNTS.usd)!;
		shared.shares.set(ACCOUNTS.usd, 'targeting');
		expect((await create('audience', 'use')).rows[0]).toMatchObject({ created: true, outcome: 'created' });
		const before = writes().length;
		for (const choice of ['use', 'update'] as const) {
			const { error } = await create('audience', choice, { name: shared.name });
			expect(error?.message).toBe(
				`Options → If It Exists: The audience “${shared.name}” belongs to another ad account than the chosen one`,
			);
		}
		expect(writes()).toHaveLength(before);
	});
});

describe('update: an audience is of the type that the form makes', () => {
	const forms: Record<string, IDataObject> = {
		list: subjects.audience.form,
		website: { audienceType: 'website', ruleSource: 'fields', pixel: byId(PIXELS.usd) },
		rule: {
			audienceType: 'website',
			ruleSource: 'json',
			ruleJson: JSON.stringify({
				inclusions: {
					operator: 'or',
					rules: [
						{
							event_sources: [{ id: PIXELS.usd, type: 'pixel' }],
							retention_seconds: 86_400,
							filter: { operator: 'and', filters: [{ field: 'url', operator: 'i_contains', value: '' }] },
						},
					],
				},
			}),
		},
		engagement: {
			audienceType: 'engagement',
			engagedWith: 'page',
			engagementDays: 60,
			page: byId(PAGES.usd),
			pageEvent: 'page_engaged',
		},
	};

	it.each([
		['list', ['CUSTOM'], ['WEBSITE', 'LOOKALIKE', 'constructor', undefined]],
		['website', ['WEBSITE'], ['CUSTOM', 'LOOKALIKE', 'ENGAGEMENT', 'VIDEO', 'APP', 'constructor', undefined]],
		[
			'engagement',
			['ENGAGEMENT', 'VIDEO'],
			['CUSTOM', 'LOOKALIKE', 'WEBSITE', 'APP', 'STUDY_RULE_AUDIENCE', undefined],
		],
		['rule', ['WEBSITE', 'APP', 'ENGAGEMENT'], ['CUSTOM', 'LOOKALIKE', 'CLAIM', undefined]],
	])('%s: %j, and not %j', async (form, own, others) => {
		await create('audience', 'another');
		const stored = world().all('CustomAudience').at(-1)!;
		const update = async (subtype: string | undefined) => {
			stored.subtype = subtype as string;
			const { error, rows } = await create('audience', 'update', { ...forms[form], additionalFields: {} });
			return error?.message ?? rows[0]?.outcome;
		};
		const before = writes().length;
		for (const subtype of own) expect([subtype, await update(subtype)]).toEqual([subtype, 'existing']);
		for (const subtype of others)
			expect([subtype, await update(subtype)]).toEqual([
				subtype,
				expect.stringMatching(/^Type is another than that of the audience “Twice”/),
			]);
		expect(writes()).toHaveLength(before);
	});
});

it('update: of an audience, what Meta does not show is told as not compared', async () => {
	await create('audience', 'another');
	const additionalFields = { description: 'Readers', exclusionOnly: true };
	const { rows } = await create('audience', 'update', { additionalFields });
	expect(rows[0]).toMatchObject({ outcome: 'existing', note: expect.stringContaining('Use for Exclusion Only') });
	expect((await create('audience', 'update')).rows[0].note ?? '').not.toContain('Exclusion');
});

describe('update: what guards money', () => {
	it('a budget far above is refused, and passes with Allow Large Change', async () => {
		await create('campaign', 'another');
		const before = writes().length;
		const far = { dailyBudget: 90 };
		const { error } = await create('campaign', 'update', far);
		expect(error?.message).toBe('Daily Budget would become more than twice what it is (25.00 USD → 90.00 USD)');
		expect(error?.description).toMatch(/Allow Large Change/);
		expect(writes()).toHaveLength(before);
		const { rows } = await create('campaign', 'update', { ...far, options: { allowLargeChange: true } });
		expect(rows[0]).toMatchObject({ outcome: 'updated', dailyBudget: 90 });
	});

	it('another place or kind of budget is refused', async () => {
		await create('campaign', 'another');
		const place = await create('campaign', 'update', { budgetType: 'adSets', shareBudget: false });
		expect(place.error?.message).toMatch(
			/^Budget does not fit the campaign “Twice” \(\d+\), which has a budget of its own$/,
		);
		const kind = await create('campaign', 'update', {
			budgetType: 'lifetime',
			lifetimeBudget: 300,
			stopTime: '2099-01-01',
		});
		expect(kind.error?.message).toBe('Lifetime Budget cannot be set: this campaign has a daily budget');
	});

	it('the status of what is there stays', async () => {
		await create('campaign', 'another', { status: 'ACTIVE' });
		const { rows } = await create('campaign', 'update', { dailyBudget: 30, status: 'PAUSED' });
		expect(rows[0]).toMatchObject({ outcome: 'updated', status: 'ACTIVE' });
	});

	it('one that would be refused holds back the creates of a run that stops', async () => {
		await create('campaign', 'another');
		const before = writes().length;
		const items = [
			{ name: 'New', objective: 'OUTCOME_SALES' },
			{ name: 'Twice', objective: 'OUTCOME_TRAFFIC' },
		];
		const form = { name: '={{ $json.name }}', objective: '={{ $json.objective }}' };
		const { error } = await create('campaign', 'update', form, { items });
		expect(error?.message).toMatch(/^Objective is another/);
		expect(error?.description).toContain('Nothing was changed.');
		expect(writes()).toHaveLength(before);
		const on = await create('campaign', 'update', form, { items, onError: 'continueRegularOutput' });
		expect(on.rows.map(({ outcome, error: said }) => outcome ?? said)).toEqual([
			'created',
			expect.stringMatching(/^Objective is another/),
		]);
	});

	it('all that only the update finds wrong is told, at the fields of the create', async () => {
		await create('adSet', 'another', { additionalFields: { endTime: '2099-01-01' } });
		const before = writes().length;
		const { error } = await create('adSet', 'update', {
			dailyBudget: '900',
			additionalFields: { startTime: '2100-01-01' },
		});
		expect(error?.message).toMatch(/^2 fields need attention: Daily Budget would become more than twice what it is/);
		expect(error?.message).toContain('; Additional Fields → Start Time puts the end before the start');
		expect(writes()).toHaveLength(before);
	});

	it.each([
		[true, false],
		[false, true],
	])('only asked: %s, then %s: the item that means it makes it', async (...only) => {
		const before = countOf('campaign');
		const items = only.map((isCheck) => ({ isCheck }));
		const { rows } = await create('campaign', 'use', { options: { validateOnly: '={{ $json.isCheck }}' } }, { items });
		expect(rows.map(({ outcome, validated }) => [outcome, validated])).toEqual(
			only.map((isCheck) => (isCheck ? ['wouldUse', true] : ['created', undefined])),
		);
		expect(countOf('campaign')).toBe(before + 1);
	});

	it('one that would be stopped by an item before it is refused before that is made', async () => {
		await create('campaign', 'another', { name: 'There' });
		const before = { writes: writes().length, count: countOf('campaign') };
		const items = [
			{ name: 'New', choice: 'stop' },
			{ name: 'New', choice: 'stop' },
			{ name: 'There', choice: 'update' },
		];
		const form = { name: '={{ $json.name }}', dailyBudget: 30, options: { ifItExists: '={{ $json.choice }}' } };
		const { error } = await create('campaign', 'use', form, { items });
		expect(error?.message).toBe('Options → If It Exists: The campaign “New” would be made by another item of this run');
		expect(error?.description).toContain('Nothing was changed.');
		expect({ writes: writes().length, count: countOf('campaign') }).toEqual(before);
		const on = await create('campaign', 'use', form, { items, onError: 'continueRegularOutput' });
		expect(on.rows.map(({ outcome, error: said }) => outcome ?? said)).toEqual([
			'created',
			expect.stringMatching(/^Options → If It Exists: The campaign “New” exists already: \d+$/),
			'updated',
		]);
	});
});

describe('a create that fails', () => {
	it('fails the later items of the same name alike, and sends nothing twice', async () => {
		bench.emulator.control.addFault({
			match: { path: `${ACCOUNTS.usd}/campaigns`, method: 'POST' },
			fault: { kind: 'graph', code: 100 },
		});
		const { rows } = await create('campaign', 'use', {}, { items: [{}, {}], onError: 'continueRegularOutput' });
		expect(rows).toHaveLength(2);
		expect(rows[0].error).toEqual(rows[1].error);
		expect(writes()).toHaveLength(1);
	});
});

it('a retry finds what its first try has made, also while the list does not show it yet', async () => {
	const path = `${ACCOUNTS.usd}/campaigns`;
	const { control } = bench.emulator;
	control.addFault({ match: { method: 'POST', path, nth: 2 }, fault: { kind: 'graph', code: 368 } });
	control.addFault({
		match: { method: 'GET', path, nth: 2 },
		fault: { kind: 'http', status: 200, body: '{"data":[]}', contentType: 'application/json' },
	});
	const before = countOf('campaign');
	const items = [{ name: 'A' }, { name: 'B' }, { name: 'A' }];
	const retrying = { items, retryOnFail: true, maxTries: 2 };
	const result = await create('campaign', 'use', { name: '={{ $json.name }}' }, retrying);
	expect(result.rows.map(({ outcome }) => outcome)).toEqual(['created', 'created', 'existing']);
	expect(idOf(result, 2)).toBe(idOf(result, 0));
	expect(countOf('campaign')).toBe(before + 2);
});

describe('while the list does not show yet what was made', () => {
	/** From now on: a new object takes some seconds to show up in its list. */
	const hideNew = (list: string): void =>
		bench.emulator.control.addFault({
			match: { method: 'GET', path: list },
			fault: { kind: 'http', status: 200, body: '{"data":[]}', contentType: 'application/json' },
		});

	it.each(Object.keys(subjects))('the next round of a loop finds the %s of the one before', async (resource) => {
		hideNew(subjects[resource].list);
		const made = await create(resource, 'use');
		const before = { count: countOf(resource), writes: writes().length };
		const { rows, error } = await create(resource, 'use');
		expect(error).toBeUndefined();
		expect(rows[0]).toMatchObject({ id: idOf(made), created: false, outcome: 'existing' });
		expect({ count: countOf(resource), writes: writes().length }).toEqual(before);
		expect((await create(resource, 'stop')).error?.message).toContain(`exists already: ${idOf(made)}`);
	});

	it.each<[string, IDataObject]>([
		['deleted', { status: 'DELETED' }],
		['archived', { status: 'ARCHIVED' }],
		['renamed', { name: 'Once' }],
	])('one that was %s meanwhile is none', async (_how, change) => {
		const made = await create('campaign', 'use');
		Object.assign(world().get('Campaign', idOf(made)), change);
		expect((await create('campaign', 'use')).rows[0]).toMatchObject({ created: true, outcome: 'created' });
	});

	it('after some minutes the list alone tells', async () => {
		const made = await create('campaign', 'use');
		hideNew(`${ACCOUNTS.usd}/campaigns`);
		passTime(601_000);
		bench.emulator.log.length = 0;
		await create('campaign', 'use', { options: { validateOnly: true } });
		expect(lines(sent())).not.toContain(`GET ${idOf(made)}`);
	});

	it('one that cannot be looked at is not made again', async () => {
		const made = await create('campaign', 'use');
		hideNew(`${ACCOUNTS.usd}/campaigns`);
		bench.emulator.control.addFault({ match: { path: idOf(made) }, fault: { kind: 'graph', code: 200 } });
		const { error } = await create('campaign', 'use');
		expect(error?.message).toBe('The token may not do this on this ad account');
		expect(writes()).toHaveLength(1);
	});
});

it('one that the list names without its ID is there all the same: nothing is made', async () => {
	const row = { name: 'Twice', account_id: ACCOUNTS.usd.replace('act_', ''), status: 'PAUSED' };
	bench.emulator.control.addFault({
		match: { method: 'GET', path: `${ACCOUNTS.usd}/campaigns` },
		fault: { kind: 'http', status: 200, body: JSON.stringify({ data: [row] }), contentType: 'application/json' },
	});
	const { error } = await create('campaign', 'use');
	expect(error?.message).toBe('Meta listed the campaign “Twice” without its ID');
	expect(writes()).toEqual([]);
});

it('of two items in one campaign, the ad account of the first refuses that item alone', async () => {
	const items = [ACCOUNTS.jpy, ACCOUNTS.usd].map((account) => ({ account, budget: 50 }));
	const form = { adAccount: byId('={{ $json.account }}'), dailyBudget: '={{ $json.budget }}' };
	const { rows } = await create('adSet', 'use', form, { items, onError: 'continueRegularOutput' });
	expect(rows[0].error).toBe('Campaign belongs to another ad account than the chosen one');
	expect(rows[1]).toMatchObject({ created: true, outcome: 'created' });
});

const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString();

it('of two stop times the update takes the one the create would', async () => {
	const form = {
		budgetType: 'lifetime',
		lifetimeBudget: 300,
		stopTime: inDays(10),
		additionalFields: { stopTime: inDays(20) },
	};
	await create('campaign', 'another', form);
	const { rows, error } = await create('campaign', 'update', form);
	expect(error?.message).toBeUndefined();
	expect(rows[0]).toMatchObject({ outcome: 'existing' });
});

it('a launch that runs twice makes nothing twice', async () => {
	const launch = async () => {
		const campaign = await create('campaign', 'use', { budgetType: 'adSets', shareBudget: false });
		const adSet = await create('adSet', 'use', {
			campaign: byId(idOf(campaign)),
			optimizationGoal: 'LINK_CLICKS',
		});
		const creative = await create('creative', 'use');
		const ad = await create('ad', 'use', { adSet: byId(idOf(adSet)), creative: byId(idOf(creative)) });
		return [campaign, adSet, creative, ad];
	};
	const first = await launch();
	const before = writes().length;
	const second = await launch();
	expect(first.map(({ rows }) => rows[0]?.outcome)).toEqual(['created', 'created', 'created', 'created']);
	expect(second.map(({ rows }) => rows[0]?.outcome)).toEqual(['existing', 'existing', 'existing', 'existing']);
	expect(second.map((result) => idOf(result))).toEqual(first.map((result) => idOf(result)));
	expect(writes()).toHaveLength(before);
});
