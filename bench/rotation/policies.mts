import sumBy from 'lodash/sumBy.js';

import { decideRotation } from '../../nodes/MetaAds/ad/rotate/policy/decide.ts';
import type { AdDecision, RotatedAd, RotationSettings } from '../../nodes/MetaAds/ad/rotate/policy/rotation.ts';
import { jstat } from './jstat.mts';
import { dateOf, noonOf, TARGET, type AdSetLife, type KnownFigures } from './world.mts';

export interface Policy {
	readonly name: string;
	/** Ads to pause in the morning of a day. */
	readonly losers: (life: AdSetLife, day: number) => number[];
}

/** The node's own defaults. Frozen before the seeds of the published run were drawn. */
export const FROZEN: RotationSettings = {
	goal: { kind: 'cost', target: TARGET },
	rule: 'simple',
	currency: 'USD',
	withoutResult: 3.5,
	timesTarget: 2,
	falsePauses: 0.05,
	minImpressions: 1000,
	minAgeDays: 3,
	lagDays: 1,
	keepLive: 1,
	maxPauses: 1,
	order: 'oldest',
	takeTurnsDays: 0,
	replaceTired: false,
};

/** Approved, and always at hand: without it no tired ad makes room. What becomes of it is another story. */
const NEXT: RotatedAd = {
	id: '99',
	name: 'Next',
	adSetId: 'set',
	state: 'standBy',
	approved: true,
	approval: '',
	createdAt: noonOf(0),
	queued: true,
	resting: false,
	off: { kind: 'waiting', at: 0, sentence: '' },
};

/** As many as the recipe asks for. */
const REPORT_DAYS = 28;

/** @param seen what the report shows of what happened: all of it, or less while tracking is silent */
export const rotation = (
	name: string,
	changed: Partial<RotationSettings>,
	seen?: (row: KnownFigures) => KnownFigures,
): Policy => ({
	name,
	losers: (life, day) =>
		decisions(life, day, changed, seen).flatMap(({ action, ad }) => (action === 'pause' ? [Number(ad.id)] : [])),
});

/** What the node decides in the morning of a day. */
export const decisions = (
	life: AdSetLife,
	day: number,
	changed: Partial<RotationSettings> = {},
	seen: (row: KnownFigures) => KnownFigures = (row) => row,
): AdDecision[] =>
	decideRotation({
		ads: [...life.ads(), ...(changed.replaceTired === true ? [NEXT] : [])],
		rows: life
			.report(day)
			.filter(({ date }) => date >= dateOf(day - REPORT_DAYS))
			.map(seen),
		adSets: new Map([['set', { running: true, learning: false, lastActivation: null, gap: 0 }]]),
		settings: { ...FROZEN, ...changed },
		today: dateOf(day),
		now: noonOf(day),
	});

interface Sum {
	readonly ad: number;
	readonly spend: number;
	readonly results: number;
}

function sums(life: AdSetLife, rows: readonly KnownFigures[]): Sum[] {
	return life.live().map((ad) => {
		const own = rows.filter(({ adId }) => adId === String(ad));
		return { ad, spend: sumBy(own, 'spend'), results: sumBy(own, 'results') };
	});
}

const WEEK = 7;
const GATE = 2.5;

/** What the rule builders of ad tools offer: enough spent in the last seven days, and dearer than the target. */
export const spendGate: Policy = {
	name: 'Spend gate: 2.5 × target spent in 7 days and cost above target',
	losers: (life, day) => {
		const week = sums(
			life,
			life.report(day).filter(({ date }) => date >= dateOf(day - WEEK)),
		);
		const bad = week.filter(({ spend, results }) => spend >= GATE * TARGET && spend > results * TARGET);
		return life.live().length > 1 ? bad.slice(0, life.live().length - 1).map(({ ad }) => ad) : [];
	},
};

const SURE = 0.8;
const FEW = 3;

/** What testing tools for search ads offer: the worst of a group goes when the difference to the rest is 80 % significant. */
export const significance: Policy = {
	name: '80 % significance against the rest',
	losers: (life, day) => {
		const all = sums(life, life.report(day));
		if (all.length < 2) return [];
		const judged = all.map(({ ad, spend, results }) => {
			const rest = all.filter((other) => other.ad !== ad);
			const otherSpend = sumBy(rest, 'spend');
			const otherResults = sumBy(rest, 'results');
			const total = results + otherResults;
			const share = spend / (spend + otherSpend);
			if (total < FEW || share === 0 || share === 1) return { ad, sure: 0 };
			return { ad, sure: jstat.normal.cdf((total * share - results) / Math.sqrt(total * share * (1 - share)), 0, 1) };
		});
		const sure = judged.filter((one) => one.sure >= SURE).sort((one, other) => other.sure - one.sure);
		return sure.slice(0, 1).map(({ ad }) => ad);
	},
};

export const nothing: Policy = { name: 'Nothing', losers: () => [] };
