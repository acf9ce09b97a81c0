import { notBuiltOn } from '../../../shared/adObject/createOne';
import { noteMade } from '../../../shared/adObject/ifItExists/namesakes';
import { existing, pairLists } from '../../../shared/lists';
import { finishedBefore } from '../../../shared/node/finishedWrites';
import type { Verdict } from '../../../shared/node/operation';
import type { Session } from '../../../shared/node/session/session';
import { textCell } from '../../../shared/reading/cells';
import { createCreatives } from '../../content/createCreatives';
import type { CreativeParams } from '../../content/createForm';
import { createAds } from '../create';
import { adKind } from '../kind';
import { placeOf } from './existingAds';
import { openAds, type NewAd } from './newAd';
import { checkedRow, createdRow } from './newAdRows';

type Row = Parameters<typeof createdRow>[1];

/** What one object came to: its row goes where `take` says. */
function note<Made extends NewAd>(
	endings: ReadonlyArray<readonly [Made, Verdict | undefined]>,
	take: (ad: Made, row: Row) => void,
) {
	for (const [ad, verdict] of endings) {
		const [row] = verdict?.rows ?? [];
		if (row !== undefined) take(ad, row.json);
		ad.failure = verdict?.failure;
	}
}

/** Ends the way of those that are only to be checked. */
export function onlyChecked({ dryRun }: Session, ads: readonly NewAd[]): void {
	for (const ad of openAds(ads)) if (dryRun || ad.validateOnly) ad.row = checkedRow(ad);
}

/** @param paramsOf the creative as its form would hold it */
export async function makeCreatives<Made extends NewAd>(
	session: Session,
	ads: readonly Made[],
	paramsOf: (ad: Made) => CreativeParams,
): Promise<void> {
	const going = openAds(ads);
	const verdicts = await finishedBefore(going, 'creative', async (rest) => {
		const jobs = rest.map((ad, index) => ({ index, params: paramsOf(ad) }));
		return await createCreatives(session, jobs, undefined);
	});
	note(pairLists(going, verdicts), (ad, { id, note: creativeNote, urlTags }) => {
		ad.creativeId = String(id);
		ad.creativeNote = textCell(creativeNote) ?? undefined;
		const { urlTags: ownTags } = paramsOf(ad).additionalFields;
		if (ownTags === undefined) ad.houseTags = textCell(urlTags) ?? undefined;
	});
	for (const [ad, verdict] of pairLists(going, verdicts))
		if (verdict?.isUnread) ad.failure = notBuiltOn('creative', String(ad.creativeId));
}

export async function makeAds(session: Session, ads: readonly NewAd[]): Promise<void> {
	const going = openAds(ads);
	const verdicts = await finishedBefore(going, 'ad', async (rest) => {
		const jobs = rest.map(({ adAccount, adSet, name, creativeId }, index) => ({
			index,
			params: {
				adAccount,
				adSet,
				name,
				creative: existing(creativeId, 'the creative of an ad'),
				status: 'PAUSED' as const,
				additionalFields: {},
				options: { validateOnly: false, ifItExists: 'another' as const, checkPolicies: false },
			},
		}));
		return await createAds(session, jobs, undefined);
	});
	note(pairLists(going, verdicts), (ad, row) => {
		ad.row = createdRow(ad, row);
		noteMade(session, adKind, placeOf(ad), ad.name, String(row.id));
	});
}
