import { countBy, uniq } from 'lodash';

import {
	lookingFor,
	lookingInLists,
	madeKey,
	noteMade,
	type Namesake,
	type Place,
} from '../../../shared/adObject/ifItExists/namesakes';
import { isLater, rivalRow, rivalryOf, rivalryProblem } from '../../../shared/adObject/ifItExists/rivals';
import { takeBack } from '../../../shared/adObject/ifItExists/takeBack';
import { InputProblem } from '../../../shared/form/problem';
import { isFinished } from '../../../shared/node/finishedWrites';
import { failedVerdict } from '../../../shared/node/operation';
import type { Session } from '../../../shared/node/session/session';
import { adSetKind } from '../../adSet/kind';
import { adKind, creativeIdOf } from '../kind';
import { openAds, type NewAd } from './newAd';
import { existingRow } from './newAdRows';

const isThere = (ids: string): InputProblem =>
	new InputProblem(
		['name'],
		`is taken: the ad set has the ad ${ids}`,
		'Use another name, or set If It Exists to Use Existing.',
	);

const severalAreThere = (ids: string): InputProblem =>
	new InputProblem(
		['name'],
		`matches several ads: the ad set has ${ids}`,
		'Rename one of them, or set If It Exists to Create Another.',
	);

const twiceInRun = (name: string): InputProblem =>
	new InputProblem(
		['name'],
		`is the same for two ads of this run: ${name}`,
		'Give each a name of its own, or set If It Exists to Create Another.',
	);

function settle(ad: NewAd, namesakes: readonly Namesake[], isTwice: boolean): void {
	const [first] = namesakes;
	const ids = namesakes.map(({ id }) => id).join(', ');
	if (isTwice) ad.failure = twiceInRun(ad.name);
	else if (namesakes.length > 1) ad.failure = severalAreThere(ids);
	else if (first !== undefined && ad.ifItExists === 'stop') ad.failure = isThere(ids);
	else if (first !== undefined) ad.row = existingRow(ad, first, creativeIdOf(first));
}

/** The ad set an ad is made in. */
export const placeOf = ({ adAccount, adSet }: Pick<NewAd, 'adAccount' | 'adSet'>): Place => ({
	account: adAccount,
	parent: { kind: adSetKind, id: adSet },
});

/** Finds the ads that are there already by their names, which are compared exactly. */
export async function findExisting(session: Session, ads: readonly NewAd[]): Promise<void> {
	const look = lookingFor(session, adKind, ['creative{id}']);
	const placeKey = ({ name, adSet }: NewAd): string => JSON.stringify([adSet, name]);
	const times = countBy(openAds(ads), placeKey);
	const asking = openAds(ads).filter(
		// What the try before has made is this run's own, and no reason to stop.
		(ad) => ad.ifItExists !== 'another' && !isFinished(ad, 'ad'),
	);
	const looks = asking.map(async (ad) => {
		await look(placeOf(ad), ad.name).then(
			(namesakes) => settle(ad, namesakes, (times[placeKey(ad)] ?? 0) > 1),
			(thrown: unknown) => (ad.failure = failedVerdict(thrown).failure),
		);
	});
	await Promise.all(looks);
}

/** What runs of this process take turns at. */
export const turnsOf = (ads: readonly NewAd[]): string[] =>
	uniq(
		openAds(ads)
			.filter(({ ifItExists }) => ifItExists !== 'another')
			.map((ad) => madeKey(adKind, placeOf(ad), ad.name)),
	);

/** Another process may have made the same at the same moment: then the older ad counts, and the row says so. */
export async function findRivals(session: Session, ads: readonly NewAd[]): Promise<void> {
	const lookAgain = lookingInLists(session, adKind, ['creative{id}']);
	const looks = ads.map(async (ad) => {
		const { row, name, ifItExists } = ad;
		if (row?.created !== true || ifItExists === 'another') return;
		const seenRivalry = await rivalryOf(lookAgain, placeOf(ad), name, String(row.id));
		if (seenRivalry === undefined) return;
		if (!isLater(seenRivalry)) {
			ad.row = rivalRow(adKind, name, seenRivalry, row);
			return;
		}
		const rivalry = await takeBack(session, adKind, placeOf(ad), seenRivalry);
		const { oldest } = rivalry;
		noteMade(session, adKind, placeOf(ad), name, oldest.id);
		if (ifItExists === 'stop') ad.failure = rivalryProblem(adKind, name, rivalry);
		else {
			const ofOlder = { ...existingRow(ad, oldest, creativeIdOf(oldest)), note: null };
			ad.row = rivalRow(adKind, name, rivalry, ofOlder);
		}
	});
	await Promise.all(looks);
}
