import { rotation } from '../../../bench/rotation/policies.mts';
import { AdSetLife, dateOf, type KnownFigures } from '../../../bench/rotation/world.mts';

// Results go on and nobody counts them: a pixel fell off the page. No ad may pay for that, however long it lasts.

const AD_SETS = 8;
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
	/** What is lost before it is seen, of forty ads: a part that is missing takes days to be told from bad luck. */
	readonly fewPauses?: number;
}

/** The report shows no result of these days, or few. */
const silentIn =
	({ from, until, left = 0, ads }: Outage) =>
	(row: KnownFigures): KnownFigures =>
		row.date >= dateOf(from) && row.date < dateOf(until) && (ads === undefined || ads.includes(row.adId))
			? { ...row, results: Math.round(row.results * left) }
			: row;

/** Pauses over all ad sets, on mornings on which the last day that counts is silent, and on those after. */
function pausesIn(outage: Outage, rule: 'simple' | 'statistical'): { meanwhile: number; afterwards: number } {
	const { from, until } = outage;
	const pauses = { meanwhile: 0, afterwards: 0 };
	const policy = rotation('', { rule, maxPauses: 4 }, silentIn(outage));
	for (let seed = SEED; seed < SEED + AD_SETS; seed++) {
		const life = new AdSetLife(healthy, seed);
		for (let day = 0; day < LAST_DAY; day++) {
			const losers = day > from ? policy.losers(life, day) : [];
			for (const ad of losers) life.pause(ad, day);
			pauses[day <= until + 1 ? 'meanwhile' : 'afterwards'] += losers.length;
			life.liveDay(day);
		}
	}
	return pauses;
}

const outages: Array<[string, Outage]> = [
	['from launch, and never ends', { from: 0, until: LAST_DAY }],
	['from launch, and ends', { from: 0, until: 20 }],
	['begins later, and never ends', { from: 20, until: LAST_DAY }],
	['begins later, and ends', { from: 20, until: 35 }],
	['lasts two days', { from: 20, until: 22 }],
	['is of three of five ads, and never ends', { from: 20, until: LAST_DAY, ads: ['0', '1', '2'] }],
	['is of four of five ads, and ends', { from: 20, until: 32, ads: ['1', '2', '3', '4'], fewPauses: 1 }],
	['takes four of five results', { from: 20, until: 40, left: 0.2, fewPauses: 3 }],
];

it.each(
	outages.flatMap(([when, outage]) =>
		(['simple', 'statistical'] as const).map((rule) => [when, rule, outage] as const),
	),
)('an outage that %s: the %s rule pauses no healthy ad, or hardly any', (_when, rule, outage) => {
	const { meanwhile, afterwards } = pausesIn(outage, rule);
	expect(meanwhile).toBeLessThanOrEqual(outage.fewPauses ?? 0);
	// What chance alone does in some of the ad sets, outage or not (docs/creative-rotation.md).
	expect(afterwards).toBeLessThanOrEqual(1);
});
