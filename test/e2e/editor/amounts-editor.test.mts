import { ENDED, runOnce } from '../../../demo/n8n/runs.mts';
import { AMOUNT_CASES, type AmountCase } from '../../support/amounts/amountCases.mts';
import type { AmountForm, Ran, Typed } from '../../support/amounts/amountForm.mts';
import { CAMPAIGN, FORMS } from '../../support/amounts/amountForms.mts';
import type { Editor } from '../browser/editor.mts';
import { EditorBench, LANGUAGE } from '../browser/editorBench.mts';
import { ofDay } from '../browser/ofDay.mts';
import { tell } from '../places/installation.mts';

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

interface StoredNode {
	readonly name: string;
	readonly parameters: Record<string, unknown>;
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** A field of the form, or of one of its collections. */
const fieldOf = (parameters: Record<string, unknown>, field: string): unknown =>
	[parameters, ...Object.values(parameters)].filter(isRecord).find((fields) => field in fields)?.[field];

/** One form of a canvas, and what a person does there. */
class OpenForm implements AmountForm {
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

	async type(field: string, text: string): Promise<void> {
		await this.editor.type(field, text);
	}

	async select(field: string, option: string): Promise<void> {
		await this.editor.select(field, option);
	}

	async firstRow(output: string): Promise<Typed> {
		await this.editor.showOutput(output);
		const [row] = await this.editor.resultRows();
		return row;
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

const PLAIN = 'a number field of a page may follow the browser, those of the editor read English';

interface Typing {
	readonly language: string;
	/** Of a field of numbers where there is no case. */
	readonly amounts?: AmountCase;
}

/** Of each language a few a day, and all within eight days; the engine has all cases each day (`engine/forms/amounts`). */
const typings = ofDay<Typing>(
	LANGUAGES.flatMap((language) => [
		{ language },
		...AMOUNT_CASES.filter(({ once }) => !once || language === LANGUAGES[0]).map((amounts) => ({ language, amounts })),
	]),
	({ language }) => language,
);

describe.each(LANGUAGES)('in a browser of %s', (language) => {
	const together = language !== LANGUAGES[0];
	let here: EditorBench;
	let canvas: string;

	beforeAll(async () => {
		bench.emulator.world.reset();
		here = language === LANGUAGE ? bench : await bench.inLanguage(language);
		canvas = await here.openCanvas(...FORMS);
	});

	afterAll(async () => {
		if (here !== bench) await here?.close();
	});

	const open = async (node: string): Promise<OpenForm> => {
		await here.editor.closeForms();
		await here.editor.openNode(node);
		return new OpenForm(here, canvas, node);
	};

	const keysInNumberFields = async (): Promise<void> => {
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
	};

	const own = typings.filter((typing) => typing.language === language);
	test.each(own.map(({ amounts }) => [amounts?.name ?? PLAIN, amounts] as const))('%s', async (_, amounts) => {
		if (!amounts) return await keysInNumberFields();
		await amounts.act(await open(amounts.form), together);
		if (amounts.form === CAMPAIGN.name) await here.editor.screenshot(`amounts-${language}`);
	});
});

test('a number that a workflow has stored shows and runs, and an expression may take its place', async () => {
	const { editor } = bench;
	const stored = {
		...CAMPAIGN,
		parameters: { ...CAMPAIGN.parameters, dailyBudget: 25, additionalFields: { spendCap: 1234.5 } },
	};
	const form = new OpenForm(bench, await bench.openCanvas(stored), CAMPAIGN.name);
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
