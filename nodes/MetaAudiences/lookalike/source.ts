import { ownedObject } from '../../shared/adObject/target';
import { campaignIdentity } from '../../meta/kinds';
import { GraphFailure } from '../../shared/graph/error';
import type { GraphObject } from '../../shared/graph/object';
import { poll } from '../../shared/graph/poll';
import { InputProblem } from '../../shared/form/problem';
import type { Session } from '../../shared/node/session';
import { audienceKind } from '../audience/kind';
import { audienceState, deliveryCode, operationCode } from '../audience/status';
import type { Source } from './spec';

/** What a lookalike is made of, looked at before anything is created. */

export interface SeenSource {
	readonly source: Source;
	readonly name: string;
	/** What has to happen before a lookalike can be made of it; absent when it is ready. */
	readonly wait?: { readonly status: string; readonly waitFor: string };
}

/** Statuses that pass: nobody uploaded yet, being replaced, populating (Custom Audience reference). */
const passing = [410, 414, 441];

/** Too small counts as passing: Meta shows it as well while it works through an upload. */
const isReady = (audience: GraphObject): boolean => deliveryCode(audience) !== 300 && !passing.includes(operationCode(audience) ?? 200);

const waits: Readonly<Record<number, string>> = {
	410: 'Add members to it (Member → Add), at least 100 people of one country.',
	414: 'Its members are being replaced, which takes up to 90 minutes.',
	441: 'Meta is still finding its people, which takes up to some hours.',
};

const tooSmall = 'Meta recognises fewer than 100 people in it. An upload can take up to 24 hours to count; otherwise add more people.';

/** What cannot pass by waiting. */
function sourceProblem(audience: GraphObject): InputProblem | null {
	if (operationCode(audience) === 471) {
		return new InputProblem(['audience'], 'is flagged, and Meta makes no lookalike of it', 'Resolve the restriction in Ads Manager (Audiences), or choose another source.');
	}
	if (audience.subtype === 'LOOKALIKE') return new InputProblem(['audience'], 'is a lookalike itself', 'Choose what it was made of, such as a customer list or website visitors.');
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
			return isReady(last) ? last : null;
		},
		{ cap, wait: session.wait, now: session.now },
	);
	const seen = { source: { type: 'audience' as const, id, valueBased: last.is_value_based === true }, name: String(last.name ?? id) };
	if (isReady(last)) return seen;
	const { status } = audienceState(last);
	return { ...seen, wait: { status, waitFor: waits[operationCode(last) ?? 200] ?? tooSmall } };
}

const sourceCampaign = { ...campaignIdentity, fields: ['id', 'account_id', 'name', 'objective'] };

export async function campaignSource(session: Session, id: string, account: string): Promise<SeenSource> {
	const { name } = await ownedObject(session, sourceCampaign, id, account);
	return { source: { type: 'campaign', id }, name: String(name ?? id) };
}

export async function pageSource({ graph }: Session, id: string): Promise<SeenSource> {
	const { body } = await graph.send({ method: 'GET', path: id, params: { fields: 'id,name' }, effect: 'read' });
	return { source: { type: 'page', id }, name: String((body as GraphObject).name ?? id) };
}

export const notReady = ({ name, wait }: SeenSource): GraphFailure =>
	new GraphFailure({
		kind: 'temporary',
		message: `The source audience “${name}” is not ready: ${wait?.status ?? ''}`,
		advice: `${wait?.waitFor ?? ''} Then run the step again, or let the workflow wait: under Options, set If the Source Is Not Ready to Report.`,
	});
