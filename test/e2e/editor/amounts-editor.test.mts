import { DateTime } from 'luxon';

import { ENDED, runOnce } from '../../../demo/n8n/runs.mts';
import { ACCOUNTS, ADS, AD_SETS, AUDIENCES } from '../../../emulator/world/seedIds.mts';
import type { Editor } from '../browser/editor.mts';
import { EditorBench, LANGUAGE, type ReadyNode } from '../browser/editorBench.mts';
import { tell } from '../places/installation.mts';

type Typed = Record<string, string>;

// Amounts, percentages and counts typed by the keyboard into browsers of three languages: what was typed is what is stored
// and what Meta gets, or the refusal names the field and both readings. `Limit` is left as a number field, as n8n's
// guidelines want it, and shows what would become of the others.

jest.setTimeout(180_000);

/** The first is gone through field by field; in the others the texts that can be two numbers stand in the form together. */
const LANGUAGES = ['de-DE', LANGUAGE, 'fr-FR'];

/** What becomes of keys in a number field that reads English. */
const ENGLISH: Typed = {
	'20,50': '2050',
	'20.50': '20.50',
	'1.000': '1.000',
	'1,000': '1000',
	'1.000,50': '1.00050',
	'1 234,5': '12345',
};

/** In one that reads German or French: right but for the point, which is not what it is to them. */
const COMMA: Typed = { ...ENGLISH, '20,50': '20.50', '1,000': '1.000', '1 234,5': '1234.5' };

/** Number fields follow the language of the browser (Chromium 156) … */
const OF_BROWSER: Record<string, Typed> = { 'de-DE': COMMA, 'en-US': ENGLISH, 'fr-FR': COMMA };

let bench: EditorBench;

beforeAll(async () => {
	bench = await EditorBench.open();
});

afterAll(async () => await bench?.close());

const withId = (value: string) => ({ __rl: true, mode: 'id', value });

const daysAgo = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);

const inUsd = { adAccount: withId(ACCOUNTS.usd) };
const inEur = { adAccount: withId(ACCOUNTS.eur) };

/** One row that has what each of the nodes wants. */
const ROW = {
	ad_id: ADS.usdNoBudgetA1,
	ad_name: 'Opening hours',
	// By the account's clock: a rotation wants all days that are over there, and none that is not.
	date_start: DateTime.now().setZone('America/New_York').minus({ days: 1 }).toISODate(),
	spend: 210.4,
	impressions: 18400,
	results: 60,
	clicks: 0,
	budget: '20,50',
	'E-Mail': 'ada@example.com',
};

const CAMPAIGN: ReadyNode = {
	name: 'Campaign',
	type: 'metaAds',
	parameters: {
		resource: 'campaign',
		operation: 'create',
		...inUsd,
		name: 'Typed',
		specialAdCategories: ['NONE'],
		additionalFields: { spendCap: '' },
	},
	input: [ROW],
};

const nodes: readonly [ReadyNode, ...ReadyNode[]] = [
	CAMPAIGN,
	{
		name: 'Bid',
		type: 'metaAds',
		parameters: {
			resource: 'adSet',
			operation: 'update',
			...inEur,
			adSet: withId(AD_SETS.eurCostCap),
			updateFields: { bidAmount: '' },
		},
	},
	{
		name: 'ROAS',
		type: 'metaAds',
		parameters: {
			resource: 'adSet',
			operation: 'update',
			...inEur,
			adSet: withId(AD_SETS.eurMinRoas),
			updateFields: { roasFloor: '' },
			// From the seed's 1.5 to 20.5.
			options: { allowLargeChange: true },
		},
	},
	{ name: 'Limit', type: 'metaAds', parameters: { resource: 'campaign', operation: 'getMany', ...inUsd } },
	{
		name: 'Rotate',
		type: 'metaAds',
		parameters: {
			resource: 'ad',
			operation: 'rotate',
			...inUsd,
			adSet: withId(AD_SETS.usdNoBudgetA),
			limits: { lagDays: '0', timesTarget: '' },
		},
	},
	{
		name: 'Guard',
		type: 'metaBudgetGuard',
		parameters: {
			operation: 'adjustBudget',
			...inEur,
			adSet: withId(AD_SETS.eurNoBudget),
			change: 'value',
			guards: { largestStep: '' },
		},
	},
	{
		name: 'Target',
		type: 'metaBudgetGuard',
		parameters: {
			operation: 'adjustBudget',
			...inEur,
			adSet: withId(AD_SETS.eurNoBudget),
			change: 'target',
			numbersFrom: 'own',
			since: daysAgo(18),
			until: daysAgo(4),
			ceiling: '60',
		},
	},
	{
		name: 'Replace',
		type: 'metaAudiences',
		parameters: {
			resource: 'member',
			operation: 'replace',
			...inUsd,
			audience: withId(AUDIENCES.usdRegulars),
			consent: 'everybody',
		},
	},
	{ name: 'Report', type: 'metaInsights', parameters: { operation: 'get', ...inUsd, dateRange: 'lastDays' } },
	{
		name: 'Trigger',
		type: 'metaAdsTrigger',
		parameters: { ...inUsd, events: ['spendThreshold'], thresholds: { spentTodayAbove: '' } },
	},
];

interface StoredNode {
	readonly name: string;
	readonly parameters: Record<string, unknown>;
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** A field of the form, or of one of its collections. */
const fieldOf = (parameters: Record<string, unknown>, field: string): unknown =>
	[parameters, ...Object.values(parameters)].filter(isRecord).find((fields) => field in fields)?.[field];

interface Ran {
	/** What the run ended with: the message and the advice. */
	readonly refusal: string;
	/** Values that reached Meta, call by call. */
	readonly written: readonly Typed[];
	readonly read: readonly Typed[];
}

/** A text that can be two numbers, and what is typed instead once it has been refused. */
interface Ambiguous {
	readonly field: string;
	readonly text: string;
	readonly label: string;
	readonly instead?: string;
}

/** Of one field its label first, of several what is wrong before what to do. */
function refusalOf(ambiguous: readonly Ambiguous[]): string {
	const problems = ambiguous.map(({ text, label }) => {
		const minus = text.startsWith('-') ? '-' : '';
		return {
			label,
			problem: `${label}: “${text}” can be read as ${minus}1000 or as ${minus}1.000`,
			advice: `Write ${minus}1000, or ${minus}1.00 if that is meant.`,
		};
	});
	const [first] = problems;
	if (problems.length === 1) return `${first.problem}. ${first.advice}`;
	return [
		`${problems.length} fields need attention: ${problems.map(({ problem }) => problem).join('; ')}. `,
		problems.map(({ label, advice }) => `${label}: ${advice}`).join('\n'),
	].join('');
}

/** One form of a canvas, and what a person does there. */
class Form {
	constructor(
		private readonly here: EditorBench,
		private readonly workflowId: string,
		private readonly node: string,
	) {}

	get editor(): Editor {
		return this.here.editor;
	}

	async stored(fields: readonly string[]): Promise<Record<string, unknown>> {
		const { nodes: found } = await this.here.rest.call<{ nodes: StoredNode[] }>('GET', `/workflows/${this.workflowId}`);
		const parameters = found.find(({ name }) => name === this.node)?.parameters ?? {};
		return Object.fromEntries(fields.map((field) => [field, fieldOf(parameters, field)]));
	}

	/** What a person sees of it. */
	private async seenRefusal(executionId: string): Promise<string> {
		const { error } = (await runOnce(this.here.rest, executionId, ENDED)).data.resultData;
		if (!error) return '';
		await this.editor.seesError(error.message);
		return `${error.message}. ${error.description}`;
	}

	/** Types and runs: what is stored then has to be what was typed, and what is refused has to be seen. */
	async run(typed: Typed): Promise<Ran> {
		for (const [field, text] of Object.entries(typed)) await this.editor.type(field, text);
		const { log } = this.here.emulator;
		const calls = log.length;
		const refusal = await this.seenRefusal(await this.editor.execute());
		expect(await this.stored(Object.keys(typed))).toEqual(typed);
		const sent = log.slice(calls);
		const params = (method: string) => sent.filter((one) => one.method === method).map((one) => one.params);
		const ran = { refusal, written: params('POST'), read: params('GET') };
		tell(`${this.node}: ${JSON.stringify(typed)} → ${refusal || JSON.stringify(ran.written)}`);
		return ran;
	}

	/** The row of an output, after a run that was not refused. */
	async row(typed: Typed, output: string): Promise<Typed> {
		expect((await this.run(typed)).refusal).toBe('');
		await this.editor.showOutput(output);
		const [row] = await this.editor.resultRows();
		return row;
	}

	/** The refusal names every field and both numbers, and nothing has been sent. */
	async refuses(ambiguous: readonly Ambiguous[], together: boolean): Promise<void> {
		const runs = together ? [ambiguous] : ambiguous.map((one) => [one]);
		for (const texts of runs) {
			const { refusal, written, read } = await this.run(
				Object.fromEntries(texts.map(({ field, text }) => [field, text])),
			);
			const [{ field, instead }] = texts;
			expect(refusal).toBe(refusalOf(texts));
			expect([...written, ...read]).toEqual([]);
			if (instead !== undefined && !together) await this.editor.type(field, instead);
		}
	}
}

/** What becomes of keys in a number field of a page that says nothing about its language. */
async function inPlainField({ page }: Editor): Promise<Typed> {
	const plain = await page.context().browser()?.newPage();
	if (!plain) throw new Error('The page has no browser');
	await plain.setContent('<input type="number" step="any">');
	const field = plain.locator('input');
	const shown: Typed = {};
	for (const text of Object.keys(ENGLISH)) {
		await field.fill('');
		await field.click();
		await plain.keyboard.type(text);
		shown[text] = await field.inputValue();
	}
	await plain.close();
	return shown;
}

describe.each(LANGUAGES)('in a browser of %s', (language) => {
	const together = language !== LANGUAGES[0];
	let here: EditorBench;
	let canvas: string;

	beforeAll(async () => {
		bench.emulator.world.reset();
		here = language === LANGUAGE ? bench : await bench.inLanguage(language);
		canvas = await here.openCanvas(...nodes);
	});

	afterAll(async () => {
		if (here !== bench) await here?.close();
	});

	const open = async (node: string): Promise<Form> => {
		await here.editor.closeForms();
		await here.editor.openNode(node);
		return new Form(here, canvas, node);
	};

	test('a number field of a page may follow the browser, those of the editor read English', async () => {
		const { editor } = await open('Limit');
		expect(await inPlainField(editor)).toEqual(OF_BROWSER[language]);
		// … unless the page says what it is in.
		expect(await editor.page.evaluate(() => document.documentElement.lang)).toBe('en');
		const shown: number[] = [];
		for (const text of Object.keys(ENGLISH)) {
			await editor.type('limit', text);
			shown.push(Number(await editor.shown('limit')));
		}
		expect(shown).toEqual(Object.values(ENGLISH).map(Number));
	});

	test('a campaign: Daily Budget and Spending Limit', async () => {
		const form = await open('Campaign');
		const created = async (typed: Typed, budget: string, cap: string): Promise<void> =>
			expect((await form.run(typed)).written).toContainEqual(
				expect.objectContaining({ daily_budget: budget, spend_cap: cap }),
			);
		await created({ dailyBudget: '20,50', spendCap: '1 234,5' }, '2050', '123450');
		if (!together) await created({ dailyBudget: '1.000,50', spendCap: '1,000.50' }, '100050', '100050');
		if (!together) await created({ dailyBudget: '20.50', spendCap: '1234.5' }, '2050', '123450');
		await form.refuses(
			[
				{ field: 'dailyBudget', text: '1.000', label: 'Daily Budget', instead: '20,50' },
				{ field: 'spendCap', text: '1,000', label: 'Additional Fields → Spending Limit' },
			],
			together,
		);
		await form.editor.screenshot(`amounts-${language}`);
	});

	test('an ad set: Bid Amount', async () => {
		const form = await open('Bid');
		expect((await form.run({ bidAmount: '20,50' })).written).toEqual([{ bid_amount: '2050' }]);
		await form.refuses([{ field: 'bidAmount', text: '1,000', label: 'Update Fields → Bid Amount' }], together);
	});

	test('a budget step: New Budget, Maximum Budget and Max Step', async () => {
		const form = await open('Guard');
		const kept = await form.row({ newValue: '20,50', ceiling: '10,75', largestStep: '20,50' }, 'Applied');
		expect(kept).toMatchObject({
			before: '10',
			requested: '20.5',
			after: '10.75',
			guards: expect.stringContaining('At most 20.5 % per change'),
		});
		await form.refuses(
			[
				{ field: 'newValue', text: '1,000', label: 'New Budget', instead: '1.000,50' },
				{ field: 'ceiling', text: '1.000', label: 'Maximum Budget', instead: '1 234,5' },
				{ field: 'largestStep', text: '1.000', label: 'Guards → Max Step (%)' },
			],
			together,
		);
	});

	test('a budget step toward a Target', async () => {
		const form = await open('Target');
		expect(await form.row({ target: '20,50' }, 'Applied')).toMatchObject({
			reason: expect.stringContaining('against a target of 20.50 EUR'),
		});
		await form.refuses([{ field: 'target', text: '1.000', label: 'Target' }], together);
	});

	test('a rotation: Target Cost per Result and a limit', async () => {
		const form = await open('Rotate');
		const { reason } = await form.row({ targetCost: '20,50', timesTarget: '20,50' }, 'Unchanged');
		expect(reason).toMatch(/^Within 20\.5 times the target: .*target 20\.50 USD a result/);
		await form.refuses(
			[
				{ field: 'targetCost', text: '1,000', label: 'Target Cost per Result', instead: '20.50' },
				{ field: 'timesTarget', text: '1.000', label: 'Limits → Times Target' },
			],
			together,
		);
	});

	test('a list replaced: Stop Below (Rows) and Stop Below (% of List)', async () => {
		const form = await open('Replace');
		if (!together)
			expect((await form.run({ minimumRows: '1 234' })).refusal).toMatch(
				/Stop Below \(Rows\) is 1,234 rows, and only 1 row can be sent/,
			);
		expect((await form.run({ minimumRows: '1', keepAtLeast: '120,50' })).refusal).toMatch(
			/^Stop Below \(% of List\) cannot be 120\.5\./,
		);
		await form.editor.type('keepAtLeast', '50');
		await form.refuses(
			[
				{ field: 'minimumRows', text: '1.000', label: 'Stop Below (Rows)', instead: '1' },
				{ field: 'keepAtLeast', text: '1,000', label: 'Stop Below (% of List)' },
			],
			together,
		);
	});

	test('a report: Days', async () => {
		const form = await open('Report');
		expect((await form.run({ days: '20,50' })).refusal).toBe('Days cannot be 20.5. Enter a whole number.');
		await form.refuses([{ field: 'days', text: '1,000', label: 'Days' }], together);
	});

	if (!together) {
		test('an ad set: ROAS Floor', async () => {
			const form = await open('ROAS');
			expect((await form.run({ roasFloor: '20,50' })).written).toEqual([
				{ bid_constraints: '{"roas_average_floor":205000}' },
			]);
			await form.refuses([{ field: 'roasFloor', text: '1.000', label: 'Update Fields → ROAS Floor' }], together);
		});

		test('a budget step: Percent and Amount', async () => {
			const form = await open('Guard');
			await form.editor.select('change', 'By Percent');
			expect(await form.row({ percent: '20,50', ceiling: '1 234,5', largestStep: '20,50' }, 'Applied')).toMatchObject({
				requested: '12.05',
				after: '12.05',
			});
			await form.refuses([{ field: 'percent', text: '1.000', label: 'Percent' }], together);
			await form.editor.select('change', 'By Amount');
			expect(await form.row({ amount: '1,25' }, 'Applied')).toMatchObject({ requested: '11.25', after: '11.25' });
			await form.refuses([{ field: 'amount', text: '-1,000', label: 'Amount' }], together);
		});
	}

	test('a threshold of the trigger', async () => {
		const form = await open('Trigger');
		if (!together) expect((await form.run({ spentTodayAbove: '20,50' })).refusal).toBe('');
		expect((await form.run({ spentTodayAbove: '-20,50' })).refusal).toMatch(
			/^Thresholds → Spent Today Above cannot be -20\.50\./,
		);
		await form.refuses(
			[{ field: 'spentTodayAbove', text: '1.000', label: 'Thresholds → Spent Today Above' }],
			together,
		);
	});
});

test('a number that a workflow has stored shows and runs, and an expression may take its place', async () => {
	const { editor } = bench;
	const stored = {
		...CAMPAIGN,
		parameters: { ...CAMPAIGN.parameters, dailyBudget: 25, additionalFields: { spendCap: 1234.5 } },
	};
	const form = new Form(bench, await bench.openCanvas(stored), CAMPAIGN.name);
	await editor.openNode(CAMPAIGN.name);
	expect([await editor.shown('dailyBudget'), await editor.shown('spendCap')]).toEqual(['25', '1234.5']);
	await editor.screenshot('amounts-stored-number');
	expect((await form.run({})).written).toContainEqual(
		expect.objectContaining({ daily_budget: '2500', spend_cap: '123450' }),
	);
	await editor.useExpression('dailyBudget');
	expect(await editor.shown('dailyBudget')).toBe('{{ 25 }}');
	// The editor closes what is opened.
	await editor.type('dailyBudget', '{{ $json.budget');
	await editor.screenshot('amounts-expression');
	expect((await form.run({})).written).toContainEqual(
		expect.objectContaining({ daily_budget: '2050', spend_cap: '123450' }),
	);
	expect(await form.stored(['dailyBudget'])).toEqual({ dailyBudget: '={{ $json.budget}}' });
});
