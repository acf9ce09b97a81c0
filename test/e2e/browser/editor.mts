import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import type { Browser, Locator, Page } from 'playwright-core';

import { SESSION, type Login } from '../../../demo/n8n/n8nRest.mts';
import { hasFailed, photographFailures, SCREENSHOTS } from './pictures.mts';

/** A notice that leaves while it is being closed, and a question that is not asked. */
const goneByItself = (): void => undefined;

const failureOf = async (doing: Promise<unknown>): Promise<Error | undefined> =>
	await doing.then(
		() => undefined,
		(thrown: Error) => thrown,
	);

const byId = (id: string) => `[data-test-id="${id}"]`;

/** The documentation's pictures, taken anew by `UPDATE_IMAGES=1 npm run test:e2e -- editor`. */
const IMAGES = join(process.cwd(), 'docs', 'images');

/** Things that may have to be done again are given up soon … */
const QUICK = { timeout: 10_000 };
/** … and tried again a few times. */
const ATTEMPTS = 6;
const LONG = { timeout: 30_000 };
/** n8n takes a key of a credential's field over within 100 ms (2.41, ParameterInput). */
const TAKEN_OVER_MS = 250;
/** Everything else is waited for as long as a busy machine may take. */
const PATIENCE = 60_000;

interface OpenNode {
	readonly activeNode?: { readonly parameters: object } | null;
}

interface VueApp extends Element {
	readonly __vue_app__: {
		readonly config: {
			readonly globalProperties: {
				readonly $router: { push: (path: string) => Promise<unknown> };
				/** n8n's stores by their names. */
				readonly $pinia: { readonly _s: ReadonlyMap<string, OpenNode> };
			};
		};
	};
}

/** In the page: by the editor's own router. */
const turnTo = async (path: string): Promise<void> => {
	const app = document.querySelector<VueApp>('#app');
	await app?.__vue_app__.config.globalProperties.$router.push(path);
};

/** In the page: whether the open node's parameter is what its field shows, as text, as a number or as an expression. */
const isTakenOver = (name: string): boolean => {
	const field = document
		.querySelector(`[data-test-id="ndv"] [data-test-id="parameter-input-${name}"]`)
		?.querySelector('input, textarea, [contenteditable=true]');
	const within = (value: unknown): unknown[] =>
		typeof value !== 'object' || value === null
			? []
			: Object.entries(value).flatMap(([key, inner]) => (key === name ? [inner] : within(inner)));
	const plain = (text: string): string => text.replace(/^=|\s/g, '');
	const stores = document.querySelector<VueApp>('#app')?.__vue_app__.config.globalProperties.$pinia._s.values() ?? [];
	// Of one name there can be several, such as the value of a picker and that of a row.
	const held = [...stores].flatMap(({ activeNode }) => within(activeNode?.parameters));
	const shown = plain(field && 'value' in field ? String(field.value) : (field?.textContent ?? ''));
	return held.some((one) => plain(String(one)) === shown || (typeof one === 'number' && one === Number(shown)));
};

/** In the page, whose own clock stands still with it where the machine is busy. */
const pause = async (ms: number): Promise<void> => await new Promise((resolve) => setTimeout(resolve, ms));

/** In the page: a spinner and a panel that glides in cost a processor more than what is tested. */
const standStill = (): void => {
	const still = new CSSStyleSheet();
	still.replaceSync('*, ::before, ::after { animation: none !important; transition: none !important; }');
	document.adoptedStyleSheets = [...document.adoptedStyleSheets, still];
};

/** In the page: what has changed is on show. */
const drawn = async (): Promise<void> =>
	await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())));

async function newPage(browser: Browser): Promise<Page> {
	const page = await browser.newPage({ viewport: { width: 1400, height: 900 }, reducedMotion: 'reduce' });
	await page.addInitScript(standStill);
	page.setDefaultTimeout(PATIENCE);
	photographFailures(page);
	return page;
}

/** n8n's editor as a person drives it: what is clicked and read is here, what it should be is in the tests. */
export class Editor {
	private constructor(
		readonly page: Page,
		private readonly url: string,
	) {}

	/** For somebody who is logged in already. */
	static async enter(browser: Browser, url: string, session: string): Promise<Editor> {
		const page = await newPage(browser);
		await page.context().addCookies([{ name: SESSION, value: session, url }]);
		return new Editor(page, url);
	}

	static async open(browser: Browser, url: string, login: Login): Promise<Editor> {
		const page = await newPage(browser);
		await page.goto(`${url}/signin`);
		await page.locator('input[type=email], input[name=emailOrLdapLoginId]').first().fill(login.email);
		await page.locator('input[type=password]').fill(login.password);
		await page.keyboard.press('Enter');
		await page.waitForURL(/home|workflow/);
		return new Editor(page, url);
	}

	/** The form of the open node. */
	private get form(): Locator {
		return this.page.locator(byId('ndv'));
	}

	private get output(): Locator {
		return this.form.locator(byId('output-panel'));
	}

	parameter(name: string): Locator {
		return this.form.locator(byId(`parameter-input-${name}`)).first();
	}

	/** From a workflow by the editor's own router, as its lists and buttons go: to load all of it anew takes seconds. */
	private async goTo(path: string): Promise<void> {
		const isNear = new URL(this.page.url()).pathname.startsWith('/workflow/');
		if (!isNear || hasFailed(this.page)) {
			await this.page.goto(`${this.url}${path}`);
			return;
		}
		await this.closeForms();
		const [earlier] = await this.page.locator(byId('canvas-node')).elementHandles();
		const turned = this.page.evaluate(turnTo, path);
		// n8n saves a moment after a change, and asks somebody who leaves sooner.
		const leave = this.page.getByRole('button', { name: 'Leave without saving' });
		await Promise.race([turned, leave.waitFor().catch(goneByItself)]);
		if (await leave.isVisible()) await leave.click();
		await turned;
		await earlier?.waitForElementState('hidden');
	}

	async openWorkflow(id: string): Promise<void> {
		await this.goTo(`/workflow/${id}`);
		await this.page
			.locator(byId('canvas-node'))
			.or(this.page.locator(byId('canvas-add-button')))
			.first()
			.waitFor();
	}

	/** The form of a credential, from the list of credentials. */
	async openCredential(id: string): Promise<void> {
		await this.page.goto(`${this.url}/home/credentials/${id}`);
		await this.page.getByText('Environment', { exact: true }).first().waitFor();
	}

	/** Fills in a text field of the open credential, found by the example in it, saves and waits for the test. */
	async fillCredential(example: string, text: string, picture: string): Promise<void> {
		const field = this.page.getByPlaceholder(example);
		await field.scrollIntoViewIfNeeded();
		await field.fill(text);
		await field.blur();
		await this.page.evaluate(pause, TAKEN_OVER_MS);
		await this.screenshot(picture);
		await this.page.locator(byId('credential-save-button')).click();
		await this.page.getByText('Connection tested successfully').first().waitFor();
	}

	/** The list of all workflows. */
	async goHome(): Promise<void> {
		await this.goTo('/home/workflows');
	}

	/** An empty one. */
	async newWorkflow(): Promise<void> {
		await this.goTo('/workflow/new');
		await this.page.locator(byId('canvas-add-button')).waitFor();
	}

	/** The plus at one of a node's outputs, counted from 0. */
	plusAt(node: string, output: number): Locator {
		return this.page
			.locator('.vue-flow__node')
			.filter({ has: this.node(node) })
			.locator(byId('canvas-handle-plus'))
			.nth(output);
	}

	private get plus(): Locator {
		return this.page.locator(`${byId('canvas-plus-button')}, ${byId('node-creator-plus-button')}`).first();
	}

	/** By a button with the plus, the search and the list; `action` picks from the node's actions and opens its form. */
	async addNode(name: string, action?: string, plus = this.plus): Promise<void> {
		const search = this.page.locator(byId('node-creator-search-bar'));
		const nodes = this.page.locator(byId('canvas-node'));
		const added = action ? this.form : nodes.nth(await nodes.count());
		await this.until(added, async (again) => {
			if (again) await this.page.keyboard.press('Escape');
			if (!(await search.isVisible())) await plus.click(QUICK);
			await this.page.locator(byId('item-iterator-item')).first().waitFor(QUICK);
			// What the list shows from the start, such as "Trigger manually", a search for it does not find.
			if (!(await this.listItem(name).isVisible())) await search.fill(name, QUICK);
			await this.listItem(name).click(QUICK);
			if (action) await this.listItem(action).click(QUICK);
		});
	}

	/** What the list of nodes offers for the words typed into its search, best first. */
	async found(typed: string): Promise<string[]> {
		const search = this.page.locator(byId('node-creator-search-bar'));
		if (!(await search.isVisible())) {
			await this.until(search, async () => {
				await this.page
					.locator(`${byId('canvas-add-button')} button, ${byId('node-creator-plus-button')}`)
					.first()
					.click(QUICK);
			});
		}
		const names = this.page.locator(`${byId('item-iterator-item')} ${byId('node-creator-item-name')}`);
		await search.fill(typed);
		// The list follows the keys after a moment, and at once where somebody goes on to it by an arrow (n8n 2.41, NodeCreator).
		await search.press('ArrowDown');
		await this.page.evaluate(drawn);
		return await names.allInnerTexts();
	}

	/** Does it again until what it is for is seen: on a busy machine what is clicked can be drawn anew under the pointer. */
	private async until(seen: Locator, act: (again: boolean) => Promise<void>): Promise<void> {
		for (let attempt = 1; ; attempt++) {
			const failure = await failureOf(act(attempt > 1));
			// What was done may take its time to show, and done twice it would be there twice.
			const missing = await failureOf(seen.waitFor(failure ? QUICK : LONG));
			if (!missing) return;
			if (attempt === ATTEMPTS) throw failure ?? missing;
		}
	}

	private listItem(text: string): Locator {
		// Exactly: "Get an ad" is the beginning of other entries, too.
		return this.page
			.locator(byId('item-iterator-item'))
			.filter({ has: this.page.getByText(text, { exact: true }) })
			.first();
	}

	private node(name: string): Locator {
		return this.page.locator(`${byId('canvas-node')}[data-node-name="${name}"]`);
	}

	/** What is added next follows it. */
	async chooseNode(name: string): Promise<void> {
		await this.node(name).click();
	}

	async openNode(name: string): Promise<void> {
		await this.until(this.form, async () => await this.node(name).dblclick(QUICK));
	}

	async closeForm(): Promise<void> {
		await this.form.locator(byId('ndv-close-button')).click();
		await this.form.waitFor({ state: 'hidden' });
	}

	/** Back to the canvas, whatever is open. */
	async closeForms(): Promise<void> {
		if (await this.form.isVisible()) await this.closeForm();
	}

	async credentialName(): Promise<string> {
		const select = this.form.locator(byId('node-credentials-select'));
		return (
			(await select
				.locator('input')
				.first()
				.inputValue()
				.catch(() => '')) || (await select.innerText())
		);
	}

	/** An option of a list whose entries are fixed. */
	async select(parameter: string, option: string): Promise<void> {
		const items = this.page.locator('.el-select-dropdown__item:visible');
		await this.parameter(parameter).click();
		await items.filter({ hasText: option }).first().click();
		// A list that is still closing would be taken for the next one: its entries may name that one's.
		await items.first().waitFor({ state: 'hidden' });
	}

	/** Opens a list whose entries follow the form, and returns what it offers. */
	async options(parameter: string): Promise<string[]> {
		const items = this.page.locator('.el-select-dropdown__item:visible');
		// A choice elsewhere makes n8n load the list anew, which closes it.
		for (let tries = 1; (await items.count()) === 0; tries += 1) {
			await this.parameter(parameter).click();
			const opened = items.first().waitFor({ timeout: 3_000 });
			await (tries < 5 ? opened.catch(() => undefined) : opened);
		}
		return await items.allInnerTexts();
	}

	/** Takes an entry of the open list. */
	async choose(option: string): Promise<void> {
		await this.page.locator('.el-select-dropdown__item:visible').filter({ hasText: option }).first().click();
	}

	/** Several options of such a list, which stays open until it is left. */
	async selectMany(parameter: string, options: string[]): Promise<void> {
		await this.options(parameter);
		for (const option of options) await this.choose(option);
		await this.leaveField();
	}

	/** A click outside of all fields. */
	private async leaveField(): Promise<void> {
		await this.form.locator(byId('node-title-container')).click({ position: { x: 5, y: 5 } });
	}

	/** Opens a picker whose entries come from the account and returns what it offers. */
	async openPicker(parameter: string, search?: string): Promise<string[]> {
		// Of several rows with such a field, the newest one's.
		await this.form
			.locator(`${byId(`resource-locator-${parameter}`)} ${byId('rlc-input')}`)
			.last()
			.click();
		if (search) await this.page.locator(`${byId('rlc-search')}:visible`).fill(search);
		const items = this.page.locator(`${byId('rlc-item')}:visible`);
		await items
			.filter({ hasText: search ?? '' })
			.first()
			.waitFor();
		return await items.allInnerTexts();
	}

	/** Takes an entry of the open picker. From Credential names an account as well, and is taken by its own words only. */
	async pick(text: string): Promise<void> {
		const items = this.page.locator(`${byId('rlc-item')}:visible`).filter({ hasText: text });
		const own = 'From Credential';
		await (text.startsWith(own) ? items : items.filter({ hasNotText: own })).first().click();
	}

	async fill(parameter: string, text: string): Promise<void> {
		const field = this.parameter(parameter).locator('input, textarea, [contenteditable=true]').first();
		await field.fill(text);
		await this.leave(field, parameter);
	}

	/**
	 * Away from a field, as n8n takes some numbers over then, until n8n holds what it shows: text some 300 ms after its last
	 * key, an expression 400 ms after it is left (n8n 2.41). A run that is started sooner has the first character only.
	 */
	private async leave(field: Locator, parameter: string): Promise<void> {
		await field.blur();
		await this.page.waitForFunction(isTakenOver, parameter);
	}

	/** By the keyboard, over what stands there: number fields and text fields of a browser differ in what becomes of keys. */
	async type(parameter: string, text: string): Promise<void> {
		const field = this.parameter(parameter).locator('input, textarea, [contenteditable=true]').first();
		await field.click();
		await this.page.keyboard.press('ControlOrMeta+A');
		await this.page.keyboard.type(text);
		await this.leave(field, parameter);
	}

	/** Goes on to the next field by the Tab key, and types there. */
	async typeNext(parameter: string, text: string): Promise<void> {
		const field = this.parameter(parameter).locator('input, textarea').first();
		await field.focus();
		await this.page.keyboard.type(text);
		await this.leave(field, parameter);
	}

	/** Opens an earlier step in the list on the left, which shows the step right before this one. */
	async unfold(step: string): Promise<void> {
		await this.form.locator(byId('run-data-schema-header')).filter({ hasText: step }).locator('.toggle').click();
	}

	/** Drags a column of an earlier step's output, by the list on the left, onto a field, and leaves it. */
	async drag(column: string, parameter: string): Promise<void> {
		await this.drop(column, parameter);
		// What the expression gives stays open over the fields below.
		await this.leaveField();
	}

	/** The same without a click elsewhere: what is dragged or clicked next leaves it as well. */
	async drop(column: string, parameter: string): Promise<void> {
		const pill = this.form
			.locator(`${byId('run-data-schema-item')} [data-target="mappable"][data-name="${column}"]`)
			.first();
		await pill.scrollIntoViewIfNeeded();
		await pill.hover();
		await this.page.mouse.down();
		const target = this.parameter(parameter);
		await target.scrollIntoViewIfNeeded();
		const box = await target.boundingBox();
		if (box === null) throw new Error(`${parameter} is not on the screen`);
		await this.page.mouse.move(box.x + box.width / 3, box.y + box.height / 2, { steps: 12 });
		await this.page.mouse.up();
		await target.getByText('$json').or(target.getByText(column)).first().waitFor();
	}

	/** What a field shows. */
	async shown(parameter: string): Promise<string> {
		const field = this.parameter(parameter).locator('input, textarea, [contenteditable=true]').first();
		return await field.evaluate((element) =>
			'value' in element ? String(element.value) : (element.textContent ?? ''),
		);
	}

	/** From a fixed value to an expression. */
	async useExpression(parameter: string): Promise<void> {
		await this.parameter(parameter).hover();
		await this.form
			.locator(`${byId(`${parameter}-parameter-input-options-container`)} ${byId('radio-button-expression')}`)
			.click();
		await this.parameter(parameter).locator('[contenteditable=true]').first().waitFor();
	}

	/** A switch, on or off. */
	async toggle(parameter: string): Promise<void> {
		await this.parameter(parameter).locator('.el-switch').first().click();
	}

	/** Adds one field of a collection such as Additional Fields; where there are several collections, by its name. */
	async addField(label: string, collection?: string): Promise<void> {
		const scope = collection ? this.form.locator(byId('parameter-item'), { hasText: collection }) : this.form;
		await scope.locator(byId('collection-parameter-add')).last().click();
		await this.page.getByText(label, { exact: true }).last().click();
	}

	/** Brings a field to where a picture shows it. */
	async inView(parameter: string): Promise<void> {
		await this.parameter(parameter).scrollIntoViewIfNeeded();
	}

	/** From columns recognised by their names to columns chosen by hand, or back. */
	async mapByHand(mode = 'Map Each Column Manually'): Promise<void> {
		await this.form.locator(byId('mapping-mode-select')).click();
		await this.choose(mode);
	}

	/** Adds a row of a repeating field. */
	async addRow(collection: string): Promise<void> {
		await this.form
			.locator(`${byId(`fixed-collection-${collection}`)} ${byId('fixed-collection-add')}`)
			.last()
			.click();
	}

	/**
	 * Runs the open node (and what it needs before it) and waits until this run's output is there: rows or an error.
	 *
	 * @returns the execution's id
	 */
	async execute(): Promise<string> {
		const button = this.form.locator(byId('node-execute-button'));
		// "Execute step", and "Fetch Test Event" for a trigger.
		const label = (await button.innerText()).trim();
		// An earlier run's output stays on show until the editor has fetched that of this one, which it does at the run's end.
		const fetched = this.page.waitForResponse((response) => /\/rest\/executions\/\d+$/.test(response.url()));
		const executionId = await this.begin(button);
		await (await fetched).finished();
		await button.filter({ hasText: label }).waitFor();
		await this.output.getByText('Loading data').waitFor({ state: 'hidden' });
		// With several outputs, the rows can be in one that is not on show.
		await this.output
			.locator(`table tbody tr, ${byId('node-error-message')}`)
			.or(this.output.locator(byId('branches')).getByText(/\(\d+ items?\)/))
			.first()
			.waitFor();
		return executionId;
	}

	/** By the canvas' button. @returns the execution's id, which may still run or wait for an answer */
	async runWorkflow(): Promise<string> {
		return await this.begin(this.page.locator(byId('execute-workflow-button')).first());
	}

	/** The open node and what it needs before it, without waiting for its end. */
	async beginStep(): Promise<string> {
		return await this.begin(this.form.locator(byId('node-execute-button')));
	}

	private async begin(button: Locator): Promise<string> {
		const accepted = this.page.waitForResponse((response) => /\/rest\/workflows\/[^/]+\/run/.test(response.url()));
		await button.click();
		const { data } = (await (await accepted).json()) as { data: { executionId: string } };
		return data.executionId;
	}

	/** Turns to one of several outputs. */
	async showOutput(name: string): Promise<void> {
		await this.output
			.locator(byId('branches'))
			.getByText(new RegExp(`^${name}.*item`))
			.click();
		await this.output.locator('table tbody tr').first().waitFor();
	}

	/** The result table as a person reads it: one record a row, by the column's heading. */
	async resultRows(): Promise<Array<Record<string, string>>> {
		const heads = (await this.output.locator('table thead th').allInnerTexts()).map((text) => text.trim());
		const rows = await this.output.locator('table tbody tr').all();
		const cells = await Promise.all(rows.map(async (row) => await row.locator('td').allInnerTexts()));
		return cells.map((row) => Object.fromEntries(heads.map((head, column) => [head, row[column]?.trim() ?? ''])));
	}

	/** Waits until this is the message of the output; that of the run before may still be. */
	async seesError(message: string): Promise<void> {
		await this.output.locator(byId('node-error-message')).getByText(message).waitFor();
	}

	async errorMessage(): Promise<string> {
		return await this.output.locator(byId('node-error-message')).innerText();
	}

	async errorDescription(): Promise<string> {
		return await this.output.locator(byId('node-error-description')).innerText();
	}

	/** What is seen now, for a person to look at and for the documentation, where pictures are asked for. */
	async screenshot(name: string): Promise<void> {
		if (!process.env.UPDATE_IMAGES) return;
		// A notice of the run can come while another is being closed.
		for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
			for (const notice of await this.page.locator('.el-notification__closeBtn:visible').all())
				await notice.click(QUICK).catch(goneByItself);
			const hidden = this.page
				.locator('.el-notification')
				.first()
				.waitFor({ state: 'hidden', ...QUICK });
			const failure = await failureOf(hidden);
			if (failure === undefined) break;
			if (attempt === ATTEMPTS) throw failure;
		}
		await this.page.mouse.move(0, 0); // What lies under the pointer shows more than a form looked at.
		await mkdir(SCREENSHOTS, { recursive: true });
		await this.page.screenshot({ path: join(SCREENSHOTS, `${name}.png`) });
		await mkdir(IMAGES, { recursive: true });
		await this.page.screenshot({ path: join(IMAGES, `${name}.jpg`), type: 'jpeg', quality: 70 });
	}
}
