import type { Call } from './calls';
import type { StepNote } from './report';

/** A question of docs/development/unconfirmed.md, and the step whose answers say something on it. */
interface Probe {
	readonly question: number;
	readonly says: (note: StepNote, all: readonly StepNote[]) => boolean;
}

const isTold = ({ answer, error }: Call): boolean => answer !== undefined || error !== undefined;

const toldBy =
	(operation: string, path: RegExp): Probe['says'] =>
	(note) =>
		note.operation === `metaAds.${operation}` && note.calls.some((call) => path.test(call.path) && isTold(call));

/** A refusal with a subcode: which one it is, is the question. */
const refusedBy =
	(operation: string): Probe['says'] =>
	(note) =>
		note.operation === `metaAds.${operation}` && note.calls.some(({ error }) => error?.subcode !== undefined);

const deletes = ({ calls }: StepNote): readonly Call[] => calls.filter(({ method }) => method === 'DELETE');

/** A delete is a second one only where the first is known to have succeeded. */
const deletedTwice: Probe['says'] = (note, all) =>
	note.what === 'sandbox again' &&
	deletes(note).some(isTold) &&
	all
		.filter(({ operation, what }) => operation === note.operation && what === 'sandbox')
		.some((first) => deletes(first).some(({ answer }) => answer !== undefined));

const probes: readonly Probe[] = [
	{ question: 20, says: toldBy('account.checkAccess', /^debug_token$/) },
	{ question: 28, says: deletedTwice },
	{ question: 29, says: refusedBy('adSet.create') },
	{ question: 59, says: refusedBy('ad.create') },
	{ question: 59, says: refusedBy('campaign.create') },
	{ question: 50, says: toldBy('campaign.duplicate', /\/copies$/) },
	{ question: 53, says: refusedBy('creative.create') },
	{ question: 55, says: toldBy('account.checkAccess', /^debug_token$/) },
	{ question: 59, says: toldBy('image.delete', /\/adimages$/) },
	{ question: 79, says: refusedBy('targeting.estimate') },
	{ question: 80, says: toldBy('targeting.search', /^search$/) },
	{ question: 126, says: (note) => note.what === 'one of two labels' && note.calls.some(isTold) },
	{
		question: 127,
		says: ({ what, why = '' }) => what === 'times after labels' && /^updated_time (stays|changes)/.test(why),
	},
	{
		question: 130,
		says: ({ what, why = '' }) => what === 'labels after the edge' && /^adlabels (stays|changes)/.test(why),
	},
];

export const answeredQuestions = (steps: readonly StepNote[]): number[] =>
	probes.filter(({ says }) => steps.some((step) => says(step, steps))).map(({ question }) => question);

export const probedQuestions = probes.map(({ question }) => question);
