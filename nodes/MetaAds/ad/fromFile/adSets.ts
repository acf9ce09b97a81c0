import { groupBy } from 'lodash';

import { createOne } from '../../../shared/adObject/createOne';
import { lookingFor, noteMade, type Place } from '../../../shared/adObject/ifItExists/namesakes';
import { ownedObject } from '../../../shared/adObject/target';
import { InputProblem } from '../../../shared/form/problem';
import { titleOf } from '../../../shared/graph/object';
import { finishedBefore } from '../../../shared/node/finishedWrites';
import { failedVerdict, type Verdict } from '../../../shared/node/operation';
import type { Session } from '../../../shared/node/session/session';
import { changedAdSet, changeableAdSet } from '../../adSet/duplicated/changes';
import { adSetKind } from '../../adSet/kind';
import { campaignKind } from '../../campaign/kind';
import { openAds } from '../newAd/newAd';
import type { Launch } from './launch';

/** The new ad set, or the one of its name that an earlier run has made. */
async function adSetOf(session: Session, launch: Launch): Promise<string> {
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
	if (namesake !== undefined) return namesake.id;
	const asked = { source, account, name, status: 'PAUSED', now: session.now() };
	const id = await createOne(session, changedAdSet(asked, fresh?.changes ?? {}).creation(''));
	noteMade(session, adSetKind, place, name, id);
	return id;
}

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
			const id = verdict?.rows?.[0]?.json.id;
			if (typeof id === 'string') launch.adSet = id;
		}
	}
}

const made = async (session: Session, launch: Launch): Promise<Verdict> =>
	await adSetOf(session, launch).then((id) => ({ rows: [{ json: { id } }] }), failedVerdict);
