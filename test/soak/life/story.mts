import type { DateTime } from 'luxon';

/** What happened to whom, for whoever has to find out why a promise broke. */
export class Story {
	private readonly words = new Map<string, string>();
	private readonly lines: Array<{ readonly ids: readonly string[]; readonly text: string }> = [];

	constructor(private readonly local: () => DateTime) {}

	add(ids: readonly string[], text: string): void {
		this.lines.push({ ids, text: `${this.local().toFormat('d LLL HH:mm:ss')} ${text.slice(0, 220)}` });
	}

	/** What a step's row says of an object, where it is not what the last one said. */
	say(id: string, step: string, text: string): void {
		// The schedule names the hour each time.
		const words = text.replace(/\w+day \d\d:\d\d /, '');
		if (this.words.get(`${id} ${step}`) !== words) this.add([id], `  ${step} says ${text}`);
		this.words.set(`${id} ${step}`, words);
	}

	/** The last events about these objects. */
	lastOf(ids: readonly string[], most = Number(process.env.LINES ?? 8)): string[] {
		return this.lines
			.filter((line) => line.ids.some((id) => ids.includes(id)))
			.slice(-most)
			.map(({ text }) => text);
	}
}
