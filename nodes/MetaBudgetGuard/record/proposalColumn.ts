import { z } from 'zod';

import { json } from '../../shared/form/kinds';
import { problem } from '../../shared/form/words';
import { parsedJson } from '../../shared/record';
import { levers, type LeverName } from '../policy/lever';
import { CLOCKS } from '../policy/state';
import type { DecidedStep } from './step';
import { DAY_MS } from '../../shared/durations';
import { shortText } from '../../shared/words';

/** The column `proposal` of a dry run's message: what a person is asked about, and what is applied once they agree. */

/** Steps that a message still shows one by one. */
export const MOST_STEPS = 100;

/** After it the numbers behind a proposal tell too little. */
export const LONGEST_DAYS = 7;

/** Amounts are text: JSON has no exact numbers of their kind, and tables round the large ones. */
const whole = z.string().regex(/^(0|[1-9]\d{0,15})$/);

const moment = z
	.string()
	.datetime({ offset: true })
	.transform((at) => Date.parse(at));

const id = z.string().regex(/^\d{1,20}$/);

/** Of an object, far longer than Meta takes. */
const LONGEST_NAME = 500;

/** Far more than a campaign has. */
const MOST_AD_SETS = 5_000;

const step = z.object({
	objectType: z.enum(['campaign', 'adSet']),
	objectId: id,
	/** For people, and for rows of steps that were not looked at. */
	object: z.string().max(LONGEST_NAME),
	field: z.enum(Object.keys(levers) as [LeverName, ...LeverName[]]),
	/** In Meta's smallest unit; a status is 1 where it is on and 0 where it is paused. */
	from: whole,
	to: whole,
	/** Of a campaign's step that rests on numbers: the ad sets that these are of. */
	adSets: z.array(id).max(MOST_AD_SETS).optional(),
	/** A clear loss is cut in the learning phase as well, also once it is approved. */
	clearLoss: z.literal(true).optional(),
});

type StepColumn = z.output<typeof step>;

const shape = z.object({
	accountId: z.string().regex(/^act_\d+$/),
	currency: z.string().regex(/^[A-Z]{3}$/),
	/** When what it rests on was read. */
	madeAt: moment,
	expiresAt: moment,
	steps: z.array(step).min(1).max(MOST_STEPS),
});

export type Proposal = z.output<typeof shape>;

export type ProposedStep = Proposal['steps'][number];

/** Why it cannot have come from this node as it is, the rest of a sentence. */
function alteration({ madeAt, expiresAt, steps }: Proposal): string | null {
	if (expiresAt <= madeAt || expiresAt - madeAt > LONGEST_DAYS * DAY_MS + CLOCKS)
		return `is valid for more than ${LONGEST_DAYS} days`;
	const values = steps.map(({ objectId, field }) => `${objectId} ${field}`);
	if (new Set(values).size < values.length) return 'has two steps for the same value';
	const idle = steps.find(({ from, to }) => from === to);
	if (idle !== undefined) return 'has a step that leads nowhere';
	// Nothing is switched on by a proposal: only pauses are proposed.
	if (steps.some(({ field, from, to }) => field === 'status' && !(from === '1' && to === '0')))
		return 'has a step that is no pause';
	return null;
}

const MEND =
	'Use the column proposal of the output Approval Message of a dry run, unchanged: an expression such as {{ $("Propose changes").first().json.proposal }}.';

/** It comes back as it was, or as JSON where a table has made text of it. */
const proposalCheck = z.unknown().transform((value, context): Proposal => {
	const result = shape.safeParse(parsedJson(value));
	const why = result.success ? alteration(result.data) : value === '' ? 'is empty' : 'is not from this node';
	if (result.success && why === null) return result.data;
	problem(context, [], why ?? 'is not from this node', MEND);
	return z.NEVER;
});

export const proposalField = json(
	{
		displayName: 'Proposal',
		name: 'proposal',
		required: true,
		hint: 'Execute the node that proposes, then drag its column proposal from the list on the left',
		description:
			'The column proposal of the output Approval Message, as it is. The node before this one may have it, or an earlier node.',
	},
	proposalCheck,
);

const inText = (at: number): string => new Date(at).toISOString();

const stepColumn = ({
	target: { place, state },
	decision: { from, to },
	restsOn,
	isClearLoss,
}: DecidedStep): StepColumn => ({
	objectType: place.kind,
	objectId: place.id,
	object: shortText(state.name, LONGEST_NAME - 1),
	field: state.lever,
	from: from.toString(),
	to: to.toString(),
	...(restsOn && { adSets: [...restsOn] }),
	...(isClearLoss && { clearLoss: true }),
});

/**
 * @param steps of one account that would be applied
 * @param validFor milliseconds
 */
export function proposalColumn(
	steps: readonly [DecidedStep, ...DecidedStep[]],
	validFor: number,
): z.input<typeof shape> {
	const [{ step: first }] = steps;
	// A change right after the look it rests on is a change since.
	const madeAt = Math.min(...steps.map(({ target }) => target.state.readAt));
	return {
		accountId: first.account.id,
		currency: first.account.currency,
		madeAt: inText(madeAt),
		expiresAt: inText(madeAt + validFor),
		steps: steps.map(stepColumn),
	};
}
