import { join } from 'node:path';

import type { Locator } from 'playwright-core';

import type { N8nRest } from '../../../demo/n8n/n8nRest.mts';
import { ENDED, runOnce } from '../../../demo/n8n/runs.mts';
import type { Editor } from './editor.mts';
import type { Effort } from './effort.mts';

const byId = (id: string) => `[data-test-id="${id}"]`;

/** What somebody does in the editor who follows a recipe's page: import, fill in, run, publish. */
export class RecipeWalk {
	constructor(
		private readonly editor: Editor,
		private readonly rest: N8nRest,
		private readonly effort: Effort,
	) {}

	private get page() {
		return this.editor.page;
	}

	/** Downloads a recipe's file, makes a workflow and imports it. */
	async importFile(file: string): Promise<void> {
		// On the recipe's page the file, and there its download.
		this.effort.outside({ clicks: 2 });
		await this.page.getByRole('button', { name: 'Create workflow' }).first().click();
		await this.page.locator(byId('canvas-add-button')).waitFor();
		await this.page
			.locator(`button${byId('workflow-menu')}, ${byId('workflow-menu')} button`)
			.first()
			.click();
		await this.page.getByRole('menuitem', { name: 'Import' }).click();
		const asked = this.page.waitForEvent('filechooser');
		await this.page.getByRole('menuitem', { name: /from file/i }).click();
		// In the window of the operating system the file, twice.
		this.effort.outside({ clicks: 2 });
		await (await asked).setFiles(join(process.cwd(), 'workflows', file));
		await this.page.locator(byId('canvas-node')).first().waitFor();
	}

	/** Takes what was copied in another tab, where its address line gives it. */
	async paste(into: Locator, text: string): Promise<void> {
		this.effort.outside({ clicks: 3, keys: 4 });
		await into.click();
		await this.page.keyboard.press('ControlOrMeta+A');
		await this.page.keyboard.insertText(text);
	}

	private get credentials(): Locator {
		return this.page.locator(`${byId('ndv')} ${byId('node-credentials-select')}`);
	}

	/** Chooses a credential that is there, unless n8n has done so. */
	async useCredential(name: string): Promise<void> {
		if ((await this.editor.credentialName()).includes(name)) return;
		const entry = this.page.locator('.el-select-dropdown__item:visible').filter({ hasText: name }).first();
		await this.open(this.credentials, entry);
		await entry.click();
	}

	/** n8n loads the list of credentials when a form opens, which closes it again. */
	private async open(list: Locator, seen: Locator): Promise<void> {
		for (let tries = 1; !(await seen.isVisible()); tries++) {
			await list.click();
			const opened = seen.waitFor({ timeout: 2_000 });
			await (tries < 5 ? opened.catch(() => undefined) : opened);
		}
	}

	/** Columns of the input into columns of their names. */
	async mapAutomatically(): Promise<void> {
		await this.page.locator(`${byId('ndv')} ${byId('mapping-mode-select')}`).click();
		await this.editor.choose('Map Automatically');
	}

	/** By the canvas' button; waits until the run has ended. @returns the status of its execution */
	async executeWorkflow(): Promise<string> {
		return (await runOnce(this.rest, await this.editor.runWorkflow(), ENDED)).status;
	}

	async publish(): Promise<void> {
		await this.page.locator(byId('workflow-open-publish-modal-button')).click();
		const done = this.page.waitForResponse((response) => /\/rest\/workflows\/[^/]+\/activate/.test(response.url()));
		await this.page.locator(byId('workflow-publish-button')).click();
		expect((await done).ok()).toBe(true);
		// n8n tells then where the runs are shown, which lies over the editor's other buttons.
		await this.page.getByRole('button', { name: 'Got it' }).click();
	}
}
