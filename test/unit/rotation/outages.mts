import difference from 'lodash/difference.js';

import { rotation } from '../../../bench/rotation/policies.mts';
import { AdSetLife, dateOf, type KnownFigures } from '../../../bench/rotation/world.mts';
import { uniform } from '../../../bench/uniform.mts';

/** Results go on and nobody counts them: a pixel fell off the page. No ad may pay for that, however long it lasts. */

const SEED = 4_100_000;
const LAST_DAY = 60;
/** All at the target. */
const healthy = { costs: [1, 1, 1, 1, 1], dailyBudget: 5 };

interface Outage {
	readonly from: number;
	readonly until: number;
	/** What is counted still, of the ads it is about; nothing of all unless said. */
	readonly left?: number;
	readonly ads?: readonly string[];
}

/** Each result by itself is counted or lost, and what was counted stays so as later ones show up. */
function counted({ adId, date, results }: KnownFigures, left: number): number {
	const next = uniform(Date.parse(date) / 86_400_000 + Number(adId) * 1_000_003);
	return Array.from({ length: results }, next).filter((at) => at < left).length;
}

/** The report shows no result of these days, or few. */
const silentIn =
	({ from, until, left = 0, ads }: Outage) =>
	(row: KnownFigures): KnownFigures =>
		row.date >= dateOf(from) && row.date < dateOf(until) && (ads === undefined || ads.includes(row.adId))
			? { ...row, results: counted(row, left) }
			: row;

type Rule = 'simple' | 'statistical';

interface Pauses {
	/** Ads, each with its ad set, paused on mornings on which the last day that counts is silent. */
	readonly meanwhile: string[];
	readonly afterwards: string[];
}

function pausesIn(outage: Outage, rule: Rule, adSets: number): Pauses {
	const { from, until } = outage;
	const pauses: Pauses = { meanwhile: [], afterwards: [] };
	const policy = rotation('', { rule, maxPauses: 4 }, silentIn(outage));
	for (let seed = SEED; seed < SEED + adSets; seed++) {
		const life = new AdSetLife(healthy, seed);
		for (let day = 0; day < LAST_DAY; day++) {
			const losers = day > from ? policy.losers(life, day) : [];
			for (const ad of losers) life.pause(ad, day);
			pauses[day <= until + 1 ? 'meanwhile' : 'afterwards'].push(...losers.map((ad) => `${ad} of ${seed}`));
			life.liveDay(day);
		}
	}
	return pauses;
}

/** What bad luck alone does in these ad sets (docs/development/rotation-simulation.md tells how often). */
const unlucky = (rule: Rule, adSets: number): string[] =>
	pausesIn({ from: 0, until: LAST_DAY, ads: [] }, rule, adSets).meanwhile;

const outages: ReadonlyArray<readonly [string, Outage]> = [
	['from launch, and never ends', { from: 0, until: LAST_DAY }],
	['from launch, and ends', { from: 0, until: 20 }],
	['begins later, and never ends', { from: 20, until: LAST_DAY }],
	['begins later, and ends', { from: 20, until: 35 }],
	['lasts two days', { from: 20, until: 22 }],
	['is of three of five ads, and never ends', { from: 20, until: LAST_DAY, ads: ['0', '1', '2'] }],
	['is of three of five ads from launch', { from: 0, until: LAST_DAY, ads: ['0', '1', '2'] }],
	['is of four of five ads, and ends', { from: 20, until: 32, ads: ['1', '2', '3', '4'] }],
	['is of four of five ads from launch', { from: 0, until: LAST_DAY, ads: ['1', '2', '3', '4'] }],
	...[0.2, 0.5].flatMap((left) =>
		[0, 5, 20].map((from): [string, Outage] => [
			`leaves ${left * 100} % of the results from day ${from}`,
			{ from, until: 45, left },
		]),
	),
	['leaves 20 % of those of four of five ads', { from: 5, until: LAST_DAY, left: 0.2, ads: ['1', '2', '3', '4'] }],
];

const rules: readonly Rule[] = ['simple', 'statistical'];

/** Tests that in so many ad sets no outage costs a healthy ad. */
export function expectNoAdPays(adSets: number): void {
	describe.each(rules)('the %s rule pauses no healthy ad', (rule) => {
		let luck: string[];
		beforeAll(() => {
			luck = unlucky(rule, adSets);
		});

		it.each(outages)('while an outage %s', (_when, outage) => {
			const { meanwhile, afterwards } = pausesIn(outage, rule, adSets);
			expect(difference(meanwhile, luck)).toEqual([]);
			// What chance alone does in some of the ad sets, outage or not.
			expect(afterwards.length).toBeLessThanOrEqual(1);
		});
	});
}
