import { countBy, groupBy } from 'lodash';

import { InputProblem } from '../../../shared/form/problem';
import type { GraphObject } from '../../../shared/graph/object';
import { readRows } from '../../../shared/graph/pages';
import { fieldList } from '../../../shared/graph/request';
import { isFinished } from '../../../shared/node/finishedWrites';
import { failed } from '../../../shared/node/operation';
import type { Session } from '../../../shared/node/session';
import { creativeOf } from '../kind';
import { open, type Launch } from './launch';
import { existingRow } from './rows';

/** Of one ad set; deleted and archived ads are not on this edge. */
const adsOf = async ({ graph }: Session, adSet: string, account: string): Promise<GraphObject[]> => {
	const params = { fields: fieldList(['id', 'name', 'status', 'creative{id}']) };
	return await readRows(graph, { method: 'GET', path: `${adSet}/ads`, params, effect: 'read', account }, Infinity);
};

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

function settle(launch: Launch, ads: readonly GraphObject[], isTwice: boolean): void {
	const found = ads.filter(({ name }) => name === launch.name);
	const [first] = found;
	const ids = found.map(({ id }) => String(id)).join(', ');
	if (isTwice) launch.failure = twiceInRun(launch.name);
	else if (found.length > 1) launch.failure = severalAreThere(ids);
	else if (first !== undefined && launch.params.ifItExists === 'stop') launch.failure = isThere(ids);
	else if (first !== undefined) launch.row = existingRow(launch, first, creativeOf(first));
}

/** Finds the ads that are there already by their names, which are compared exactly. */
export async function findExisting(session: Session, launches: readonly Launch[]): Promise<void> {
	const asking = open(launches).filter(
		// What the try before has made is this run's own, and no reason to stop.
		(launch) => launch.params.ifItExists !== 'another' && !isFinished(launch, 'ad'),
	);
	for (const [adSet, own] of Object.entries(groupBy(asking, ({ params }) => params.adSet))) {
		const account = own[0]?.params.adAccount ?? '';
		const times = countBy(
			open(launches).filter(({ params }) => params.adSet === adSet),
			'name',
		);
		await adsOf(session, adSet, account).then(
			(ads) => own.forEach((launch) => settle(launch, ads, (times[launch.name] ?? 0) > 1)),
			(thrown: unknown) => own.forEach((launch) => (launch.failure = failed(thrown).failure)),
		);
	}
}
