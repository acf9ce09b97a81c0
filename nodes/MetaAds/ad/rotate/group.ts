import { groupBy, uniq } from 'lodash';

import { statusesIn } from '../../../meta/activityLog/statusChanges';
import { instantOf } from '../../../shared/reading/instants';
import { asHoursLeaveThem } from '../../../meta/hours/restingRows';
import { isOffForHours } from '../../../meta/marks/marks';
import { runningTest } from '../../../meta/marks/testMark';
import { toInstant } from '../../../shared/accountTime';
import { labelNames } from '../../../shared/adObject/change/wanted';
import { shownObject } from '../../../shared/adObject/shownObject';
import { ownedObject } from '../../../shared/adObject/target';
import { InputProblem } from '../../../shared/form/problem';
import type { GraphObject } from '../../../shared/graph/object';
import { readRows } from '../../../shared/graph/pages';
import { fieldList } from '../../../shared/graph/request';
import type { AccountFacts, Session } from '../../../shared/node/session/session';
import { adSetKind } from '../../adSet/kind';
import { campaignKind } from '../../campaign/kind';
import { recordOf } from '../../../shared/reading/json';
import { adKind } from '../kind';
import type { RotateParams } from './form';
import type { AdSetState } from './policy/rotation';
import { DAY_SECONDS } from '../../../shared/durations';

/** A group of ads as Meta shows it now. */
export interface AdGroup {
	readonly ads: ReadonlyMap<string, GraphObject>;
	readonly adSets: ReadonlyMap<string, Omit<AdSetState, 'gap'>>;
}

/** How far back an activation still matters to an ad set that learns. */
const LEARNING_WINDOW = 7 * DAY_SECONDS;
/** Entries of one ad set's ads in a week. */
const MOST_ENTRIES = 1_000;

/**
 * Reads the ads of each group, and what their ad sets are doing. Every ad set of a campaign is a group of its own.
 *
 * @throws InputProblem when there are no ads, or they are not of this account; GraphFailure
 */
export async function readGroups(session: Session, account: AccountFacts, params: RotateParams): Promise<AdGroup[]> {
	const objects = await readAds(session, account, params);
	const groups = params.campaign === undefined ? [objects] : Object.values(groupBy(objects, 'adset_id'));
	return await Promise.all(groups.map(async (ads) => await readGroup(session, account, params, ads)));
}

async function readGroup(
	session: Session,
	account: AccountFacts,
	params: RotateParams,
	objects: readonly GraphObject[],
): Promise<AdGroup> {
	const adSetIds = uniq(objects.map((ad) => String(ad.adset_id)));
	const adSets = new Map(
		await Promise.all(
			adSetIds.map(async (id) => [id, await readAdSet(session, account, id, params.limits.keptToHours)] as const),
		),
	);
	return { ads: new Map(objects.map((ad) => [String(ad.id), ad])), adSets };
}

const hasLabel =
	(label: string) =>
	({ adlabels }: GraphObject): boolean =>
		labelNames(adlabels).includes(label);

/** The form asks for an ad set, a campaign or a label. */
async function readAds(
	session: Session,
	account: AccountFacts,
	{ adSet, campaign, label, limits: { keptToHours } }: RotateParams,
): Promise<GraphObject[]> {
	if (adSet !== undefined) await ownedObject(session, adSetKind, adSet, account.id);
	if (campaign !== undefined) await ownedObject(session, campaignKind, campaign, account.id);
	const path = `${adSet ?? campaign ?? account.id}/ads`;
	const params = { fields: fieldList(adKind.fields.map((name) => aboveFields[name] ?? name)) };
	const adRows = await readRows(
		session.graph,
		{ method: 'GET', path, params, effect: 'read', account: account.id },
		Infinity,
	);
	const ads = await asHoursLeaveThem(session, account.id, adRows, keptToHours);
	const group = label === undefined ? ads : ads.filter(hasLabel(label));
	if (group.length > 0) return group;
	if (adSet !== undefined) throw new InputProblem(['adSet'], 'has no ads', 'Choose an ad set with ads.');
	throw campaign !== undefined
		? new InputProblem(['campaign'], 'has no ads', 'Choose a campaign with ads.')
		: new InputProblem(['label'], `is on no ad of ${account.name}`, 'Check its spelling: capitals count.');
}

/** Whether an ad is in the queue, as far as the form says. */
export const queueTest = ({ nextAds: { queue, queueLabel } }: RotateParams): ((ad: GraphObject) => boolean) =>
	queueLabel === undefined ? () => queue === 'all' : hasLabel(queueLabel);

/** What an ad lies in, with what its hours leave of it. */
const ABOVE = 'id,name,status,adlabels,created_time';
const aboveFields: Readonly<Record<string, string>> = {
	'adset{id,name}': `adset{${ABOVE}}`,
	'campaign{id,name}': `campaign{${ABOVE}}`,
};

async function readAdSet(
	session: Session,
	account: AccountFacts,
	id: string,
	keptToHours: boolean,
): Promise<Omit<AdSetState, 'gap'>> {
	const { graph, now } = session;
	const own = ['id', 'status', 'effective_status', 'adlabels', 'created_time', 'learning_stage_info'];
	const fields = fieldList([...own, `campaign{${ABOVE}}`]);
	const { body } = await graph.send({
		method: 'GET',
		path: id,
		params: { fields },
		effect: 'read',
		account: account.id,
	});
	const shownAdSet = shownObject(body, ['status', 'effective_status'], 'the status of an ad set');
	const [adSet = {}] = await asHoursLeaveThem(session, account.id, [shownAdSet], keptToHours);
	const { effective_status: status, learning_stage_info: learningInfo } = adSet;
	// Limited (FAIL) or done (SUCCESS): a new ad may start it again all the same, but there is none to lose.
	const learning = recordOf(learningInfo).status === 'LEARNING';
	return {
		running: status === 'ACTIVE' || isOffForHours(adSet),
		tested: testWords(adSet, account, graph.serverTime() ?? now()),
		learning,
		lastActivation: learning ? await lastActivation(session, account, id) : null,
	};
}

function testWords(adSet: GraphObject, { timeZone }: AccountFacts, now: number): string | null {
	const test = runningTest(adSet, now);
	if (test === null) return null;
	const when = toInstant(new Date(test.until), timeZone).toFormat('yyyy-MM-dd HH:mm');
	return `its ad set is in a split test until ${when}`;
}

/** Whether an entry tells of an ad that came in. A status change that cannot be read counts as one: it holds back only. */
function tellsOfActivation(entry: GraphObject): boolean {
	if (entry.event_type === 'create_ad') return true;
	if (entry.event_type !== 'update_ad_run_status') return false;
	const { to } = statusesIn(entry);
	return to === null || to === 'on';
}

async function lastActivation({ graph, now }: Session, account: AccountFacts, adSet: string): Promise<number | null> {
	const seconds = Math.floor((graph.serverTime() ?? now()) / 1000);
	const params = {
		fields: fieldList(['event_time', 'event_type', 'extra_data']),
		oid: adSet,
		add_children: true,
		since: seconds - LEARNING_WINDOW,
		until: seconds + 60,
	};
	const entries = await readRows(
		graph,
		{ method: 'GET', path: `${account.id}/activities`, params, effect: 'read', account: account.id },
		MOST_ENTRIES,
	);
	// One whose time nobody can read may have come in just now.
	const times = entries.filter(tellsOfActivation).map(({ event_time: time }) => instantOf(time) ?? seconds * 1_000);
	return times.length === 0 ? null : Math.max(...times);
}
