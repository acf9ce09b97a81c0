import type { StepNote } from './report';

/** A question of docs/development/unconfirmed.md, and the step whose answers say something on it. */
interface Probe {
	readonly question: number;
	readonly says: (note: StepNote) => boolean;
}

const told =
	(operation: string, path: RegExp): Probe['says'] =>
	(note) =>
		note.operation === `metaAds.${operation}` &&
		note.calls.some((call) => path.test(call.path) && (call.answer !== undefined || call.error !== undefined));

const probes: readonly Probe[] = [];

export const answeredQuestions = (steps: readonly StepNote[]): number[] =>
	[...new Set(probes.filter(({ says }) => steps.some(says)).map(({ question }) => question))].sort(
		(one, other) => one - other,
	);

export const probedQuestions = probes.map(({ question }) => question);
export { told };
