import type { Editor } from './editor.mts';
import { tell } from '../places/installation.mts';

export interface Step {
	readonly title: string;
	/** What a person does, and what they see then. */
	readonly text: string;
	/** Without one there is nothing to see but the terminal. */
	readonly picture?: string;
}

/** A way through the editor as a page tells it: each step is done and photographed, and becomes a section. */
export class GuidedPath {
	private readonly walked: Step[] = [];

	/** What it took is told to whoever runs the test, and to nobody else: a script clicks without reading. */
	async step<T>(step: Step, act: () => Promise<T>, editor?: () => Editor): Promise<T> {
		const start = performance.now();
		const result = await act();
		const seconds = (performance.now() - start) / 1000;
		this.walked.push(step);
		tell(`${step.title}: ${seconds.toFixed(1)} s`);
		if (step.picture) await editor?.().screenshot(step.picture);
		return result;
	}

	/** The sections between an introduction and an end. */
	page(introduction: string, end: string): string {
		const sections = this.walked.map(({ title, text, picture }, index) => {
			const shown = picture ? `\n![${title}](images/${picture}.jpg)\n` : '';
			return `## ${index + 1}. ${title}\n\n${text}\n${shown}`;
		});
		return `${introduction}\n\n${sections.join('\n')}\n${end}\n`;
	}
}
