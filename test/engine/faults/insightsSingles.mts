import type { IDataObject } from 'n8n-workflow';

import { ACCOUNTS, CAMPAIGNS } from '../../../emulator/world/seedIds.mts';
import type { Bench } from '../support/campaigns.mts';
import { byId } from '../support/harness.mts';
import type { Single } from './faultSingles.mts';

/** What the fault matrix runs of Meta Insights. All of it is reading: having Meta prepare a report twice is once. */

const edge = `${ACCOUNTS.usd}/insights`;
const RUN = '604\\d+';

const report = (name: string, form: IDataObject, struck: Single['struck'], more: Partial<Single> = {}): Single => ({
	name: `report.${name}`,
	node: 'metaInsights',
	form,
	struck,
	...more,
});

/** So that Meta prepares it: its answer would be too long to wait for. */
const prepared = { level: 'ad', breakdowns: ['age'], dateRange: 'lastDays', days: 20 };

const started = async (bench: Bench): Promise<IDataObject> => {
	const { rows } = await bench.run('start', prepared, { node: 'metaInsights' });
	return { plan: rows[0]?.plan };
};

const done = async (bench: Bench): Promise<IDataObject> => {
	const { plan } = await started(bench);
	bench.emulator.control.advanceClock(3_600);
	const { rows } = await bench.run('check', { plan }, { node: 'metaInsights' });
	return { plan: rows[0]?.plan };
};

/** What may mean that a report is too large to be answered at once: then Meta prepares it. */
const tooMuch = ['1 unknown error', '2 service', 'HTTP 200 with error 2'];

export const insightsSingles: readonly Single[] = [
	report('get', { level: 'campaign' }, { method: 'GET', path: edge }, { otherWay: tooMuch }),
	report('get, prepared by Meta', prepared, { method: 'POST', path: edge }),
	report('get, how far it is', prepared, { method: 'GET', path: RUN }),
	report('get, its rows', prepared, { method: 'GET', path: `${RUN}/insights` }),
	report('start', prepared, { method: 'POST', path: edge }),
	report('check', {}, { method: 'GET', path: RUN }, { given: started, tells: 'passing' }),
	report('fetch', {}, { method: 'GET', path: `${RUN}/insights` }, { given: done }),
	report('watch', { level: 'campaign' }, { method: 'GET', path: edge }, { otherWay: tooMuch }),
	report('checkPace', { plan: '3000' }, { method: 'GET', path: edge }, { otherWay: tooMuch }),
	report(
		'checkPace, campaign',
		{ plan: '3000', scope: 'campaign', campaign: byId(CAMPAIGNS.usdCbo) },
		{ method: 'GET', path: CAMPAIGNS.usdCbo },
	),
];
