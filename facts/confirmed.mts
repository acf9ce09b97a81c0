/**
 * What real ad accounts have shown of the questions in unconfirmed.json, by their numbers. The emulator answers by these
 * (emulator/graph/language/asConfirmed.mts), and docs/development/unconfirmed.md shows them. Nothing of an account stands
 * here: a value is Meta's own, as a report of the self-check tells it.
 */
export interface Fact {
	/** What holds, in a sentence. */
	readonly says: string;
	/** The issue whose report shows it, or Meta's page. */
	readonly source: string;
	/** For a rule of the emulator that is one value: a limit, a code, a text. */
	readonly value?: string | number;
}

export const confirmed: Readonly<Record<number, Fact>> = {};
