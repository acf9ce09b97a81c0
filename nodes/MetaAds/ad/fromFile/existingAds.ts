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
import { InputProblem } from '../../../shared/form/problem';
import { isFinished } from '../../../shared/node/finishedWrites';
import { failedVerdict } from '../../../shared/node/operation';
import type { Session } from '../../../shared/node/session/session';
import { adSetKind } from '../../adSet/kind';
import { adKind, creativeIdOf } from '../kind';
import { openLaunches, type Launch } from './launch';
import { existingRow } from './rows';

const isThere = (ids: string): InputProblem =>
	new InputProblem(['name'], `is taken: the ad set has the ad ${ids}`, 'Use another name, or choose Use It.');

const severalAreThere = (ids: string): InputProblem =>
	new InputProblem(
		['name'],
		`does not tell which ad is meant: the ad set has ${ids}`,
		'Rename one of them, or choose Make Another.',
	);

const twiceInRun = (name: string): InputProblem =>
	new InputProblem(
		['name'],
		`is the same for two files: ${name}`,
		'Give each a name of its own, or choose Make Another.',
	);

function settle(launch: Launch, namesakes: readonly Namesake[], isTwice: boolean): void {
	const [first] = namesakes;
	const ids = namesakes.map(({ id }) => id).join(', ');
	if (isTwice) launch.failure = twiceInRun(launch.name);
	else if (namesakes.length > 1) launch.failure = severalAreThere(ids);
	else if (first !== undefined && launch.params.ifItExists === 'stop') launch.failure = isThere(ids);
	else if (first !== undefined) launch.row = existingRow(launch, first, creativeIdOf(first));
}

/** The ad set an ad is made in. */
export const placeOf = ({ params: { adAccount, adSet } }: Launch): Place => ({
	account: adAccount,
	parent: { kind: adSetKind, id: adSet },
});

/** Finds the ads that are there already by their names, which are compared exactly. */
export async function findExisting(session: Session, launches: readonly Launch[]): Promise<void> {
	const look = lookingFor(session, adKind, ['creative{id}']);
	const placeKey = ({ name, params }: Launch): string => JSON.stringify([params.adSet, name]);
	const times = countBy(openLaunches(launches), placeKey);
	const asking = openLaunches(launches).filter(
		// What the try before has made is this run's own, and no reason to stop.
		(launch) => launch.params.ifItExists !== 'another' && !isFinished(launch, 'ad'),
	);
	const looks = asking.map(async (launch) => {
		await look(placeOf(launch), launch.name).then(
			(namesakes) => settle(launch, namesakes, (times[placeKey(launch)] ?? 0) > 1),
			(thrown: unknown) => (launch.failure = failedVerdict(thrown).failure),
		);
	});
	await Promise.all(looks);
}

/** What runs of this process take turns at. */
export const turnsOf = (launches: readonly Launch[]): string[] =>
	uniq(
		openLaunches(launches)
			.filter(({ params }) => params.ifItExists !== 'another')
			.map((launch) => madeKey(adKind, placeOf(launch), launch.name)),
	);

/** Another process may have made the same at the same moment: then the older ad counts, and the row says so. */
export async function findRivals(session: Session, launches: readonly Launch[]): Promise<void> {
	const lookAgain = lookingInLists(session, adKind, ['creative{id}']);
	const looks = launches.map(async (launch) => {
		const { row, name, params } = launch;
		if (row?.created !== true || params.ifItExists === 'another') return;
		const rivalry = await rivalryOf(lookAgain, placeOf(launch), name, String(row.id));
		if (rivalry === undefined) return;
		if (!isLater(rivalry)) {
			launch.row = rivalRow(adKind, name, rivalry, row);
			return;
		}
		const { oldest } = rivalry;
		noteMade(session, adKind, placeOf(launch), name, oldest.id);
		if (params.ifItExists === 'stop') launch.failure = rivalryProblem(adKind, name, rivalry);
		else {
			const ofOlder = { ...existingRow(launch, oldest, creativeIdOf(oldest)), note: null };
			launch.row = rivalRow(adKind, name, rivalry, ofOlder);
		}
	});
	await Promise.all(looks);
}
