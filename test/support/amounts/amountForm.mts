export type Typed = Record<string, string>;

export interface Ran {
	/** What the run ended with: the message and the advice. */
	readonly refusal: string;
	/** Values that reached Meta, call by call. */
	readonly written: readonly Typed[];
	readonly read: readonly Typed[];
}

/** A form that is open, and what a person does there. */
export interface AmountForm {
	type(field: string, text: string): Promise<void>;
	/** Takes an entry of a menu by its label. */
	select(field: string, option: string): Promise<void>;
	/** Types and runs: what is stored then has to be what was typed. */
	run(typed: Typed): Promise<Ran>;
	/** The first row of an output of the last run. */
	firstRow(output: string): Promise<Typed>;
}

/** A text that can be two numbers, and what is typed instead once it has been refused. */
interface Ambiguous {
	readonly field: string;
	readonly text: string;
	readonly label: string;
	readonly instead?: string;
}

/** Of one field its label first, of several what is wrong before what to do. */
function refusalOf(ambiguous: readonly Ambiguous[]): string {
	const problems = ambiguous.map(({ text, label }) => {
		const minus = text.startsWith('-') ? '-' : '';
		return {
			label,
			problem: `${label}: “${text}” can be read as ${minus}1000 or as ${minus}1.000`,
			advice: `Write ${minus}1000, or ${minus}1.00 if that is meant.`,
		};
	});
	const [first] = problems;
	if (problems.length === 1) return `${first.problem}. ${first.advice}`;
	return [
		`${problems.length} fields need attention: ${problems.map(({ problem }) => problem).join('; ')}. `,
		problems.map(({ label, advice }) => `${label}: ${advice}`).join('\n'),
	].join('');
}

/** The refusal names every field and both numbers, and nothing has been sent. */
export async function refuses(form: AmountForm, ambiguous: readonly Ambiguous[], together: boolean): Promise<void> {
	const runs = together ? [ambiguous] : ambiguous.map((one) => [one]);
	for (const texts of runs) {
		const { refusal, written, read } = await form.run(
			Object.fromEntries(texts.map(({ field, text }) => [field, text])),
		);
		const [{ field, instead }] = texts;
		expect(refusal).toBe(refusalOf(texts));
		expect([...written, ...read]).toEqual([]);
		if (instead !== undefined && !together) await form.type(field, instead);
	}
}

/** After a run that was not refused. */
export async function rowOf(form: AmountForm, typed: Typed, output: string): Promise<Typed> {
	expect((await form.run(typed)).refusal).toBe('');
	return await form.firstRow(output);
}
