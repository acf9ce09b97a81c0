import { randomUUID } from 'node:crypto';

import { CREDENTIAL_TYPE, emulatorCredential } from '../../../demo/n8n/emulatorCredential.mts';
import type { N8nRest } from '../../../demo/n8n/n8nRest.mts';
import { readWorkflow, withCredential } from '../../../demo/n8n/workflowFile.mts';
import { startEmulator, type Emulator } from '../../../emulator/http/server.mts';
import { launchBrowserIn } from './browser.mts';
import { Editor } from './editor.mts';
import { sharedN8n } from '../places/sharedN8n.mts';

const CREDENTIAL = 'Local emulator';
/** Of the browser, whatever the machine speaks. */
export const LANGUAGE = 'en-US';

type Closing = () => Promise<void>;

/** A node that is ready to be opened, as it is when a person has just put it on the canvas and wired it. */
export interface ReadyNode {
	/** Its name on the canvas. */
	readonly name: string;
	/** Of this package, e.g. `metaInsights`. */
	readonly type: string;
	/** What is chosen already; everything else stands at its default. */
	readonly parameters?: Record<string, unknown>;
	/** Rows that the step before it gives. */
	readonly input?: ReadonlyArray<Record<string, unknown>>;
	/** The column of the rows that holds a file in base64, which then is a file. */
	readonly file?: { readonly column: string; readonly mimeType: string; readonly fileName: string };
}

/** A real n8n with the packed package, an emulator beside it, and its editor open in a browser. */
export class EditorBench {
	private constructor(
		readonly rest: N8nRest,
		readonly emulator: Emulator,
		readonly editor: Editor,
		readonly credentialId: string,
		readonly url: string,
		private readonly closing: Closing[],
	) {}

	/** @param hosts whose place something else takes: requests to them go to these addresses */
	static async open(hosts: Record<string, string> = {}): Promise<EditorBench> {
		const closing: Closing[] = [];
		try {
			const { rest, server, redirect } = await sharedN8n();
			await redirect(hosts);
			const emulator = await startEmulator();
			closing.push(async () => await emulator.close());
			const { id } = await rest.createCredential(CREDENTIAL, CREDENTIAL_TYPE, emulatorCredential(emulator.url).data);
			const browser = await launchBrowserIn(LANGUAGE);
			closing.push(async () => await browser.close());
			return new EditorBench(
				rest,
				emulator,
				await Editor.enter(browser, server.url, rest.session),
				id,
				server.url,
				closing,
			);
		} catch (error) {
			await closeAll(closing);
			throw error;
		}
	}

	/** The same n8n in one more browser, whose language this is; to be closed before this bench. */
	async inLanguage(language: string): Promise<EditorBench> {
		const browser = await launchBrowserIn(language);
		const editor = await Editor.enter(browser, this.url, this.rest.session);
		return new EditorBench(this.rest, this.emulator, editor, this.credentialId, this.url, [
			async () => await browser.close(),
		]);
	}

	/**
	 * n8n lets one tab edit a workflow, so each form has one of its own, with a start and one step, added by hand. The
	 * credential is there already, as it is the only one.
	 */
	async blankWith(name: string, action: string, node = 'Meta Ads'): Promise<void> {
		const { id } = await this.rest.createWorkflow({ name, nodes: [start()] });
		await this.editor.openWorkflow(id);
		await this.editor.chooseNode(START);
		await this.editor.addNode(node, action);
		expect(await this.editor.credentialName()).toContain(CREDENTIAL);
	}

	/** Opens the form of a node in a workflow of its own. */
	async openForm(node: ReadyNode): Promise<void> {
		const { id } = await this.rest.createWorkflow({ name: node.name, ...workflowAround([node], this.credentialId) });
		await this.editor.openWorkflow(id);
		await this.editor.openNode(node.name);
	}

	/** Opens a workflow with these nodes side by side, the rows of the first one's input before each; returns its id. */
	async openCanvas(...nodes: readonly [ReadyNode, ...ReadyNode[]]): Promise<string> {
		const { id } = await this.rest.createWorkflow({
			name: 'Side by side',
			...workflowAround(nodes, this.credentialId),
		});
		await this.editor.openWorkflow(id);
		return id;
	}

	/** Opens a workflow of the folder workflows, as somebody who has imported it and chosen a credential. */
	async openShipped(file: string): Promise<void> {
		const credential = { id: this.credentialId, name: CREDENTIAL };
		const { name, nodes, connections, settings } = withCredential(
			await readWorkflow(file),
			CREDENTIAL_TYPE,
			credential,
		).workflow;
		const { id } = await this.rest.createWorkflow({ name, nodes, connections, settings });
		await this.editor.openWorkflow(id);
	}

	async close(): Promise<void> {
		await closeAll(this.closing);
	}
}

async function closeAll(closing: Closing[]): Promise<void> {
	for (const close of closing.splice(0).reverse()) await close();
}

const START = 'When clicking ‘Execute workflow’';

const step = (name: string, type: string, rest: Record<string, unknown>, column: number, line = 0) => ({
	id: randomUUID(),
	name,
	type,
	typeVersion: 1,
	position: [column * 220, line * 220],
	...rest,
});

const start = () => step(START, 'n8n-nodes-base.manualTrigger', { parameters: {} }, 0);

/** A start with the rows pinned to it, a step that makes files of them where that is wanted, and after it each of the nodes. */
function workflowAround(
	[first, ...others]: readonly [ReadyNode, ...ReadyNode[]],
	credentialId: string,
): Record<string, unknown> {
	const { input, file } = first;
	const own = [first, ...others].map(({ name, type, parameters = {} }, line) =>
		step(
			name,
			`n8n-nodes-meta-ads.${type}`,
			{ parameters, credentials: { [CREDENTIAL_TYPE]: { id: credentialId, name: CREDENTIAL } } },
			2,
			line,
		),
	);
	const fed = own.filter(({ type }) => !type.endsWith('Trigger'));
	if (fed.length === 0) return { nodes: own };
	const toFile =
		file && step('A file', 'n8n-nodes-base.convertToFile', { typeVersion: 1.1, parameters: asFile(file) }, 1);
	const wire = (to: ReadonlyArray<{ name: string }>) => ({
		main: [to.map(({ name }) => ({ node: name, type: 'main', index: 0 }))],
	});
	const connections = { [START]: wire(toFile ? [toFile] : fed), ...(toFile && { [toFile.name]: wire(fed) }) };
	return {
		nodes: [start(), ...(toFile ? [toFile] : []), ...own],
		connections,
		pinData: input ? { [START]: input.map((json) => ({ json })) } : {},
	};
}

const asFile = ({ column, mimeType, fileName }: NonNullable<ReadyNode['file']>) => ({
	operation: 'toBinary',
	sourceProperty: column,
	options: { mimeType, fileName },
});
