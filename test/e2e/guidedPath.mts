import type { Editor } from './editor.mts';
import { tell } from './installation.mts';

export interface Step {
	readonly title: string;
	/** What a person does, and what they see then. */
	readonly text: string;
	/** Without one there is nothing to see but the terminal. */
	readonly picture?: string;
}

interface Walked extends Step {
	readonly seconds: number;
}

/** A way through the editor as a page tells it: each step is done, timed and photographed, and becomes a section. */
export class GuidedPath {
	private readonly walked: Walked[] = [];

	/** The picture is taken afterwards and does not count. */
	async step<T>(step: Step, act: () => Promise<T>, editor?: () => Editor): Promise<T> {
		const start = performance.now();
		const result = await act();
		const seconds = (performance.now() - start) / 1000;
		this.walked.push({ ...step, seconds });
		tell(`${step.title}: ${seconds.toFixed(1)} s`);
		if (step.picture) await editor?.().screenshot(step.picture);
		return result;
	}

	/** The sections, with the seconds each step took, and a table of them. */
	page(introduction: string, end: string): string {
		const sections = this.walked.map(({ title, text, picture, seconds }, index) => {
			const shown = picture ? `\n![${title}](images/${picture}.jpg)\n` : '';
			return `## ${index + 1}. ${title}\n\n${text}\n${shown}\n_${inWords(seconds)}_\n`;
		});
		const total = this.walked.reduce((sum, { seconds }) => sum + seconds, 0);
		const rows = this.walked.map(({ title, seconds }, index) => `| ${index + 1}. ${title} | ${inWords(seconds)} |`);
		const table = ['| Step | Took |', '| --- | --- |', ...rows, `| Together | ${inWords(total)} |`].join('\n');
		return `${introduction}\n\n${sections.join('\n')}\n## How long it took\n\n${table}\n\n${end}\n`;
	}
}

const inWords = (seconds: number): string => `${Math.max(1, Math.round(seconds))} s`;

/** The page without its seconds: what stays the same from machine to machine. */
export const withoutSeconds = (page: string): string => page.replace(/\d+ s(?=[_ ])/g, '… s');
