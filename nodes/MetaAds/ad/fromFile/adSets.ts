import { groupBy, uniq } from 'lodash';

import { createOne } from '../../../shared/adObject/createOne';
import { lookingFor, lookingInLists, noteMade, type Place } from '../../../shared/adObject/ifItExists/namesakes';
import { isLater, rivalRow, rivalryOf } from '../../../shared/adObject/ifItExists/rivals';
import { ownedObject } from '../../../shared/adObject/target';
import { InputProblem } from '../../../shared/form/problem';
import { titleOf } from '../../../shared/graph/object';
import { finishedBefore } from '../../../shared/node/finishedWrites';
import { failedVerdict, type Verdict } from '../../../shared/node/operation';
import type { Session } from '../../../shared/node/session/session';
import { changedAdSet, changeableAdSet } from '../../adSet/duplicated/changes';
import { adSetKind } from '../../adSet/kind';
import { campaignKind } from '../../campaign/kind';
import { leftBehindNote } from '../../duplicate/changedCopy';
import { openAds } from '../newAd/newAd';
import type { Launch } from './launch';

interface MadeAdSet {
	readonly id: string;
	/** For the rows of its ads. */
	readonly note: string;
}

/** The new ad set, or the one of its name that an earlier run has made. */
async function adSetOf(session: Session, launch: Launch): Promise<MadeAdSet> {
	const { adAccount, adSet: model, fresh, ifItExists } = launch;
	const account = await session.account(adAccount);
	const read = { ...adSetKind, fields: [...adSetKind.fields, ...changeableAdSet.fields] };
	const source = { ...(await ownedObject(session, read, model, account.id)), id: model };
	const name = `${titleOf(source)} – ${fresh?.label ?? ''}`;
	const place: Place = {
		account: account.id,
		parent: { kind: campaignKind, id: String((source as { campaign_id?: unknown }).campaign_id) },
	};
	const [namesake, ...others] = ifItExists === 'another' ? [] : await lookingFor(session, adSetKind)(place, name);
	if (others.length > 0)
		throw new InputProblem(
			['adSet'],
			`does not say which is meant: the campaign has several ad sets named ${name}`,
			'Rename one of them, or choose the ad sets under Several.',
		);
	if (namesake !== undefined) return { id: namesake.id, note: '' };
	const copy = changedAdSet({ source, account, name, status: 'PAUSED', now: session.now() }, fresh?.changes ?? {});
	const id = await createOne(session, copy.creation(''));
	const isNew = `The ad set “${name}” is new and paused: its ads run once both are activated.`;
	const adSet = { id, note: [isNew, leftBehindNote(copy) || ''].join(' ').trim() };
	const oldest = ifItExists === 'another' ? adSet : await oldestOf(session, place, name, adSet);
	noteMade(session, adSetKind, place, name, oldest.id);
	return oldest;
}

/** Another process may have made the same at the same moment: then all ads go into the older one. */
async function oldestOf(session: Session, place: Place, name: string, adSet: MadeAdSet): Promise<MadeAdSet> {
	const rivalry = await rivalryOf(lookingInLists(session, adSetKind), place, name, adSet.id);
	if (rivalry === undefined) return adSet;
	const { note } = rivalRow(adSetKind, name, rivalry, { note: adSet.note });
	return { id: isLater(rivalry) ? rivalry.oldest.id : adSet.id, note: String(note) };
}

/** What runs of this process take turns at, so that each new ad set is made once. */
export const turnsAtAdSets = (launches: readonly Launch[]): string[] =>
	uniq(
		launches
			.filter(({ fresh, ifItExists }) => fresh !== undefined && ifItExists !== 'another')
			.map(({ adAccount, adSet, fresh }) => `new ad set ${adAccount} ${adSet} ${fresh?.label ?? ''}`),
	);

/** Makes the ad sets that the ads go into, one after the other; all ads of one that cannot be made go no further. */
export async function makeAdSets(session: Session, launches: readonly Launch[]): Promise<void> {
	const going = openAds(launches).filter(({ fresh }) => fresh !== undefined);
	const groups = groupBy(going, ({ adAccount, adSet, fresh }) => [adAccount, adSet, fresh?.label].join(' '));
	for (const [place, ofOne] of Object.entries(groups)) {
		const [first] = ofOne;
		if (first === undefined) continue;
		const unit = { key: first.runKey === null ? null : `${first.runKey} ${place}` };
		const [verdict] = await finishedBefore([unit], 'ad set', async () => [await made(session, first)]);
		for (const launch of ofOne) {
			launch.failure = verdict?.failure;
			const { id, note } = verdict?.rows?.[0]?.json ?? {};
			if (typeof id === 'string') launch.adSet = id;
			if (typeof note === 'string') launch.remarks.push(note);
		}
	}
}

const made = async (session: Session, launch: Launch): Promise<Verdict> =>
	await adSetOf(session, launch).then((adSet) => ({ rows: [{ json: { ...adSet } }] }), failedVerdict);
