import { compact, groupBy, uniq } from 'lodash';

import { titleOf } from '../../../shared/graph/object';
import { finishedBefore } from '../../../shared/node/finishedWrites';
import { failedVerdict, type Verdict } from '../../../shared/node/operation';
import type { Session } from '../../../shared/node/session/session';
import { copiedAdSet, namedAdSet, namedCopy, type NamedCopyWish } from '../../adSet/duplicated/namedCopy';
import { openAds } from '../newAd/newAd';
import type { Launch } from './launch';

async function wishOf(
	session: Session,
	{ adAccount, adSet: model, fresh, ifItExists }: Launch,
): Promise<NamedCopyWish> {
	const account = await session.account(adAccount);
	const source = await copiedAdSet(session, model, account.id);
	const name = `${titleOf(source)} – ${fresh?.label ?? ''}`;
	return {
		...{ account, source, name, changes: fresh?.changes ?? {}, isAnother: ifItExists === 'another' },
		field: ['adSet'],
		advice: 'Rename one of them, or set Ads Go Into to This and More Ad Sets and choose them.',
	};
}

/** The ad set of an earlier run that the ads will go into, before any is made. */
export async function adSetThere(session: Session, launch: Launch): Promise<string | undefined> {
	if (launch.fresh === undefined || launch.ifItExists === 'another') return undefined;
	return (await namedAdSet(session, await wishOf(session, launch)))?.id;
}

/** The new ad set, or the one of its name that an earlier run has made; with a note for the rows of its ads. */
async function adSetOf(session: Session, launch: Launch): Promise<{ readonly id: string; readonly note: string }> {
	const wish = await wishOf(session, launch);
	const { name } = wish;
	const { id, note, isNew } = await namedCopy(session, wish);
	const fact = isNew ? `The ad set “${name}” is new and paused: its ads run once both are activated.` : '';
	return { id, note: compact([fact, note]).join(' ') };
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
		const [verdict] = await finishedBefore([unit], 'ad set', async () => [await adSetVerdict(session, first)]);
		for (const launch of ofOne) {
			launch.failure = verdict?.failure;
			const { id, note } = verdict?.rows?.[0]?.json ?? {};
			if (typeof id === 'string') launch.adSet = id;
			if (typeof note === 'string') launch.remarks.push(note);
		}
	}
}

const adSetVerdict = async (session: Session, launch: Launch): Promise<Verdict> =>
	await adSetOf(session, launch).then((adSet) => ({ rows: [{ json: { ...adSet } }] }), failedVerdict);
