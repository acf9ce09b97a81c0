import type { Page } from 'playwright-core';

/** Clicks and keys of somebody at the editor. */
export interface Strokes {
	readonly clicks: number;
	readonly keys: number;
}

/**
 * Seconds of an average typist: Card, Moran and Newell, "The keystroke-level model for user performance time with interactive
 * systems", Communications of the ACM 23(7), 1980.
 */
const KEY = 0.28;
const POINTING = 1.1;
const PRESS = 0.2;
/** A hand goes between keyboard and mouse. */
const HOMING = 0.4;
/** Somebody who knows the editor thinks before a unit of several clicks; a stranger thinks before each. */
const THOUGHT = 1.35;

/** Words a second, of adults who read plain prose in silence: Brysbaert, Journal of Memory and Language 109, 2019. */
const READING = 238 / 60;

/** @returns seconds; each click is thought about, and a hand comes to the mouse for it as if from the keyboard */
export const secondsOf = ({ clicks, keys }: Strokes): number =>
	clicks * (THOUGHT + HOMING + POINTING + PRESS) + keys * KEY;

/** @returns seconds to read a page's text as it is shown */
export const secondsToRead = (markdown: string): number => wordsOf(markdown).length / READING;

const wordsOf = (markdown: string): string[] =>
	markdown
		.replace(/!\[[^\]]*\]\([^)]*\)/g, '')
		.replace(/\]\([^)]*\)/g, ']')
		.match(/[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu) ?? [];

/** Counts what really arrives in the page, and adds what happens outside of it. */
export class Effort {
	private clicks = 0;
	private keys = 0;

	/** From now on, in what this tab opens. */
	async countIn(page: Page): Promise<void> {
		await page.exposeFunction('countStroke', (kind: keyof Strokes) => void this.outside({ [kind]: 1 }));
		await page.addInitScript(() => {
			const { countStroke } = globalThis as unknown as { countStroke: (kind: string) => void };
			addEventListener('pointerdown', () => countStroke('clicks'), true);
			addEventListener('keydown', () => countStroke('keys'), true);
		});
	}

	/** What no page sees: another tab, or a window of the operating system. */
	outside({ clicks = 0, keys = 0 }: Partial<Strokes>): void {
		this.clicks += clicks;
		this.keys += keys;
	}

	/** What came since it was asked last. */
	taken(): Strokes {
		const strokes = { clicks: this.clicks, keys: this.keys };
		[this.clicks, this.keys] = [0, 0];
		return strokes;
	}
}
