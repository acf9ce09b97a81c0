import { randomUUID } from 'node:crypto';

import { ENDED, runOnce } from '../../../demo/n8n/runs.mts';
import { openMailbox, type Mailbox } from '../outside/mailbox.mts';
import { tell } from '../places/installation.mts';
import { EditorBench } from './editorBench.mts';
import type { Editor } from './editor.mts';
import { Effort, secondsOf } from './effort.mts';

/** Of a person: the time of each wish. */
const MOST_SECONDS = 300;

/** The default account of the credential, as its list shows it. */
export const ACCOUNT = 'Harbor Coffee';
export const DAILY = 'On a schedule';

interface Wish {
	readonly name: string;
	readonly mostClicks: number;
	/** Before anybody clicks; by default an empty canvas. */
	readonly prepare?: () => Promise<void>;
	/** All that a person does, up to the run that shows that it works. */
	readonly act: () => Promise<void>;
	/** What has come of it. */
	readonly outcome: () => Promise<void> | void;
}

/** Wishes in the real editor, as somebody grants them who knows where things are; clicks and keys are counted. */
export class WishBench {
	/** Fields of the wish that something is typed into. */
	private typed = 0;

	private constructor(
		readonly bench: EditorBench,
		readonly mailbox: Mailbox,
		readonly effort: Effort,
	) {}

	static async open(): Promise<WishBench> {
		const mailbox = await openMailbox();
		const bench = await EditorBench.open();
		const effort = new Effort();
		await effort.countIn(bench.editor.page);
		await bench.rest.createCredential('Mailbox', 'smtp', mailbox.credential);
		return new WishBench(bench, mailbox, effort);
	}

	get editor(): Editor {
		return this.bench.editor;
	}

	async close(): Promise<void> {
		await this.bench.close();
		await this.mailbox.close();
	}

	/** Meta as it was at first, and no mail. */
	begin(): void {
		this.bench.emulator.control.reset();
		this.mailbox.mails.length = 0;
	}

	/** Clicks into the field and types, as a person does. */
	async type(parameter: string, text: string): Promise<void> {
		this.typed += 1;
		await this.editor.type(parameter, text);
	}

	async pick(parameter: string, entry: string): Promise<void> {
		await this.editor.openPicker(parameter);
		await this.editor.pick(entry);
	}

	/** A mail step, its sender and its receiver. */
	async addMail(action: string, ...place: Parameters<Editor['plusAt']> | []): Promise<void> {
		const plus = place.length === 0 ? undefined : this.editor.plusAt(...place);
		await this.editor.addNode('Send Email', action, plus);
		await this.type('fromEmail', 'n8n@example.com');
		this.typed += 1;
		// By the Tab key.
		this.effort.outside({ keys: 1 });
		await this.editor.typeNext('toEmail', 'you@example.com');
	}

	/**
	 * A workflow with a step that gives these items, as a CRM or a folder does; the next step is added behind it. A start, that
	 * step, what it reads, and its form closed are counted: three clicks a step.
	 */
	async source(name: string, code: string): Promise<void> {
		const step = (of: string, type: string, parameters: object, column: number) => ({
			...{ id: randomUUID(), name: of, type, typeVersion: column + 1, position: [column * 220, 0], parameters },
		});
		const nodes = [
			step('Start', 'n8n-nodes-base.manualTrigger', {}, 0),
			step(name, 'n8n-nodes-base.code', { jsCode: code }, 1),
		];
		const connections = { Start: { main: [[{ node: name, type: 'main', index: 0 }]] } };
		const { id } = await this.bench.rest.createWorkflow({ name, nodes, connections });
		await this.editor.openWorkflow(id);
		await this.editor.chooseNode(name);
	}

	ofSource(): void {
		this.effort.outside({ clicks: 8, keys: 20 });
	}

	/** The whole workflow by the canvas' button, to its end. */
	async runToEnd(): Promise<void> {
		await this.endOf(await this.editor.runWorkflow());
	}

	/** Waits until a run waits for an answer: n8n refuses one that comes before it has saved the run. */
	async untilWaiting(execution: string): Promise<void> {
		expect((await runOnce(this.bench.rest, execution, [...ENDED, 'waiting'])).status).toBe('waiting');
	}

	/** Waits for the end of a run that somebody has answered. */
	async endOf(execution: string): Promise<void> {
		expect((await runOnce(this.bench.rest, execution, ENDED)).status).toBe('success');
	}

	async grant({ name, mostClicks, prepare, act, outcome }: Wish): Promise<void> {
		await (prepare ?? (async () => await this.editor.newWorkflow()))();
		this.effort.taken();
		this.typed = 0;
		await act();
		const strokes = this.effort.taken();
		const seconds = secondsOf(strokes);
		tell(
			`${name}: ${strokes.clicks} clicks, ${this.typed} fields typed (${strokes.keys} keys), ${seconds.toFixed(0)} s of a person`,
		);
		await outcome();
		expect(strokes.clicks).toBeLessThanOrEqual(mostClicks);
		expect(seconds).toBeLessThanOrEqual(MOST_SECONDS);
	}
}
