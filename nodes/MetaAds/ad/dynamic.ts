import type { PlannedCreation } from '../../shared/adObject/creation';
import { GraphFailure } from '../../shared/graph/error';
import type { GraphObject } from '../../shared/graph/object';
import { InputProblem } from '../../shared/form/problem';
import type { Verdict } from '../../shared/node/operation';
import type { Session } from '../../shared/node/session/session';
import { entriesOf, recordOf } from '../../shared/reading/json';
import { isMessengerFeed } from '../content/messengers';

/**
 * What Meta refuses about dynamic creative is said at the field. An ad set made for it takes one ad with such a
 * creative, and no other ad set takes one (Marketing API, "Dynamic creative"). Which subcodes it gives is mostly not
 * documented, so after a refusal the ad set and the creative are looked up.
 */

/** Of the ad set and the creative, what decides. */
interface Facts {
	readonly adSet: GraphObject;
	readonly creative: GraphObject;
}

/** A feed that Meta combines freely, not one with rules for placements, with several texts or with messengers alone. */
function isDynamic({ asset_feed_spec: spec }: GraphObject): boolean {
	const feed = recordOf(spec);
	if (Object.keys(feed).length === 0) return false;
	if (isMessengerFeed(feed)) return false;
	return feed.asset_customization_rules === undefined && feed.optimization_type !== 'DEGREES_OF_FREEDOM';
}

function problemOf({ adSet, creative }: Facts): InputProblem | null {
	const isForDynamic = adSet.is_dynamic_creative === true;
	if (isForDynamic && !isDynamic(creative)) {
		const advice = 'Choose a creative of the format Dynamic Creative, or another ad set.';
		return new InputProblem(['creative'], 'is no dynamic creative, and the ad set is made for one', advice);
	}
	if (!isForDynamic && isDynamic(creative)) {
		const advice = 'Create an ad set with Additional Fields → Dynamic Creative, or choose another creative.';
		return new InputProblem(['adSet'], 'is not made for dynamic creative, which the creative is', advice);
	}
	const [first] = entriesOf(recordOf(adSet.ads).data).map(recordOf);
	if (!isForDynamic || first === undefined) return null;
	const advice = 'Create another ad set, or change the ad that is there.';
	return new InputProblem(
		['adSet'],
		`is made for dynamic creative and has its one ad already: ${String(first.id)}`,
		advice,
	);
}

const isOpen = ({ failure }: Verdict): boolean =>
	failure instanceof GraphFailure && failure.kind === 'invalidParameter' && failure.meta?.code === 100;

/** Parameters as `creationParams` makes them. */
const partsOf = ({ request: { params = {} } }: PlannedCreation): readonly [adSet: string, creative: string] => [
	String(params.adset_id),
	String(recordOf(params.creative).creative_id),
];

async function factsOf({ graph }: Session, plan: PlannedCreation): Promise<Facts | null> {
	const [adSet, creative] = partsOf(plan);
	const read = { method: 'GET' as const, effect: 'read' as const, account: plan.account.id };
	const answers = await graph.sendMany([
		{ ...read, path: adSet, params: { fields: 'id,is_dynamic_creative,ads.limit(1){id}' } },
		{ ...read, path: creative, params: { fields: 'id,asset_feed_spec' } },
	]);
	const [one, other] = answers.map(({ answer }) => (answer === undefined ? null : recordOf(answer.body)));
	return one && other ? { adSet: one, creative: other } : null;
}

/** Refusals looked up in one run: items mostly fail for one reason. */
const MOST = 10;

export async function tellDynamic(
	session: Session,
	endings: ReadonlyArray<readonly [PlannedCreation, Verdict]>,
): Promise<Verdict[]> {
	const open = endings.filter(([, verdict]) => isOpen(verdict)).slice(0, MOST);
	const verdicts = new Map<PlannedCreation, Verdict>();
	for (const [plan] of open) {
		const facts = await factsOf(session, plan);
		const problem = facts === null ? null : problemOf(facts);
		if (problem !== null) verdicts.set(plan, { failure: problem });
	}
	return endings.map(([plan, verdict]) => verdicts.get(plan) ?? verdict);
}
