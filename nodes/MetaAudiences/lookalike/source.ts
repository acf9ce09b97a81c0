import { ownedObject } from '../../shared/adObject/target';
import { campaignIdentity } from '../../meta/kinds';
import { GraphFailure } from '../../shared/graph/error';
import { titleOf, type GraphObject } from '../../shared/graph/object';
import { poll } from '../../shared/graph/poll';
import { InputProblem } from '../../shared/form/problem';
import type { Session } from '../../shared/node/session/session';
import { audienceKind } from '../audience/kind';
import { audienceState, deliveryCode, operationCode } from '../audience/status';
import type { LookalikeSource } from './spec';

/** What a lookalike is made of, looked at before anything is created. */

/** What has to happen before a lookalike can be made of a source. */
export interface Waiting {
	readonly status: string;
	readonly waitFor: string;
}

export interface SeenSource {
	readonly source: LookalikeSource;
	readonly name: string;
	/** Absent when it is ready. */
	readonly wait?: Waiting;
}

/** Statuses that pass, and what they wait for: nobody uploaded yet, being replaced, populating (Custom Audience reference). */
const passing: ReadonlyMap<number | undefined, string> = new Map([
	[410, 'Add members to it (Contact → Add), at least 100 people of one country.'],
	[414, 'Its members are being replaced, which takes up to 90 minutes.'],
	[441, 'Meta is still finding its people, which takes up to some hours.'],
]);

const tooSmall =
	'Meta matched fewer than 100 people in it. An upload can take up to 24 hours to count; otherwise add more people.';

/** Too small counts as passing: Meta shows it as well while it works through an upload. */
function waitOf(audience: GraphObject): Waiting | null {
	const waitFor = passing.get(operationCode(audience)) ?? (deliveryCode(audience) === 300 ? tooSmall : undefined);
	return waitFor === undefined ? null : { status: audienceState(audience).status, waitFor };
}

/** What cannot pass by waiting. */
function sourceProblem(audience: GraphObject): InputProblem | null {
	if (operationCode(audience) === 471) {
		const advice = 'Resolve the restriction in Ads Manager (Audiences), or choose another source.';
		return new InputProblem(['audience'], 'is flagged, and Meta makes no lookalike of it', advice);
	}
	if (audience.subtype === 'LOOKALIKE') {
		const advice = 'Choose what it was made of, such as a customer list or website visitors.';
		return new InputProblem(['audience'], 'is a lookalike itself', advice);
	}
	return null;
}

/**
 * Looks until the audience is ready, at most `cap` milliseconds.
 *
 * @throws InputProblem for a source that waiting does not help, GraphFailure
 */
export async function audienceSource(session: Session, id: string, account: string, cap: number): Promise<SeenSource> {
	let last: GraphObject = {};
	await poll(
		async () => {
			last = await ownedObject(session, audienceKind, id, account);
			const problem = sourceProblem(last);
			if (problem) throw problem;
			return waitOf(last) === null ? last : null;
		},
		{ cap, wait: session.wait, now: session.now },
	);
	const source = { type: 'audience', id, valueBased: last.is_value_based === true } as const;
	return { source, name: titleOf({ id, name: last.name }), wait: waitOf(last) ?? undefined };
}

const sourceCampaign = { ...campaignIdentity, fields: ['id', 'account_id', 'name', 'objective'] };

export async function campaignSource(session: Session, id: string, account: string): Promise<SeenSource> {
	const { name } = await ownedObject(session, sourceCampaign, id, account);
	return { source: { type: 'campaign', id }, name: titleOf({ id, name }) };
}

export async function pageSource({ graph }: Session, id: string): Promise<SeenSource> {
	const { body } = await graph.send({ method: 'GET', path: id, params: { fields: 'id,name' }, effect: 'read' });
	return { source: { type: 'page', id }, name: titleOf({ id, name: (body as GraphObject).name }) };
}

export const notReady = (name: string, { status, waitFor }: Waiting): GraphFailure =>
	new GraphFailure({
		kind: 'temporary',
		message: `The source audience “${name}” is not ready: ${status}`,
		advice:
			`${waitFor} Then run the step again, or let the workflow wait: under Options, set If the Source Is Not Ready ` +
			'to Report.',
	});
