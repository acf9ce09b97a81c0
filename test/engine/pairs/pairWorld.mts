import { DateTime } from 'luxon';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { uniform } from '../../../bench/uniform.mts';
import { jstat } from '../../../bench/rotation/jstat.mts';
import { poisson } from '../../../bench/rotation/world.mts';
import { logEndOfReview } from '../../../emulator/ads/adActivities.mts';
import { startEmulator, type Emulator } from '../../../emulator/http/server.mts';
import type { Ad, AdSet } from '../../../emulator/world/adObjectModel.mts';
import { ACCOUNTS, ADS, AD_SETS } from '../../../emulator/world/seedIds.mts';
import { runAds, runGuard, type Ask, type Stored } from '../guardMonth/guardProcess.mts';
import type { Move } from '../guardMonth/moves.mts';
import { passTime, setTime } from '../support/lives/fakeTime.mts';

/**
 * An account by the hour: three ad sets that spend their budget while they are on, a true cost per result that no step knows, and
 * people who pause, activate and change. Everything but the spend is the emulator's; its reports are answered from what was spent here.
 */

export const ZONE = 'Europe/Berlin';
/** Currency units a result should cost. */
export const TARGET = 10;
const HOUR_MS = 3_600_000;
/** Hours until a result shows, on average. */
const DELAY = 20;
/** An account that is not disabled. */
const RUNS = 1;
/** When its ad sets are made: a month before its first day. */
const MADE = new Date('2026-12-01T12:00:00Z');
/** Days that have run before anybody looks. */
const BEFORE = 28;

/** What a result truly costs, of the target; daily budgets in minor units. */
export const subjects = [
	{ key: 'fair', id: '120211000000880001', truth: 1, budget: 12_000, model: AD_SETS.eurCostCap },
	{ key: 'dear', id: '120211000000880002', truth: 6, budget: 9_000, model: AD_SETS.eurMinRoas },
	{ key: 'cheap', id: '120211000000880003', truth: 0.55, budget: 10_000, model: AD_SETS.eurNoBudget },
] as const;
export type SubjectKey = (typeof subjects)[number]['key'];
export const subjectOf = (key: SubjectKey) => subjects.find((one) => one.key === key)!;

export interface Open {
	readonly from: number;
	readonly until: number;
}
export const isOpen = ({ from, until }: Open, hour: number): boolean => hour >= from && hour < until;

interface Day {
	spend: number;
	results: number;
}

/** What people see of one move, and whose it was. */
export interface Watched {
	readonly at: number;
	readonly id: string;
	readonly what: 'budget' | 'bid' | 'floor' | 'status';
	readonly from: number;
	readonly to: number;
	/** A feature's name, or `person`. */
	readonly by: string;
}

export class PairWorld {
	readonly watched: Watched[] = [];
	/** Rows of each feature's runs. */
	readonly rows: Array<{ readonly at: number; readonly by: string; readonly json: IDataObject }> = [];
	by = 'person';
	/** Which of several workflows with the same step runs now. */
	workflow = 0;
	/** How far the clock of n8n is ahead of Meta's, in milliseconds. */
	ahead = 0;
	private readonly spendOf = new Map<string, Map<string, Day>>();
	private readonly adSpendOf = new Map<string, Map<string, Day>>();
	private waiting: Array<{ readonly shown: number; readonly days: Day[] }> = [];
	private readonly stored = new Map<string, Stored>();
	private readonly values = new Map<string, number>();
	private readonly chance: () => number;

	private constructor(
		readonly emulator: Emulator,
		seed: number,
		/** Hours in which it runs, by the account's clock: Meta spends a day's budget in these. */
		private readonly open: Open | null,
	) {
		this.chance = uniform(seed);
	}

	static async begin(seed: number, lagSeconds: number, open: Open | null): Promise<PairWorld> {
		setTime(MADE);
		const emulator = await startEmulator({ app: 'new' });
		const one = new PairWorld(emulator, seed, open);
		one.seed();
		emulator.control.setActivityLag(lagSeconds);
		return one;
	}

	get now(): number {
		return this.emulator.world.clock.now();
	}

	get local(): DateTime<true> {
		return DateTime.fromMillis(this.now, { zone: ZONE }) as DateTime<true>;
	}

	adSet(key: SubjectKey): AdSet {
		return this.emulator.world.get('AdSet', subjectOf(key).id);
	}

	adsOf(key: SubjectKey): Ad[] {
		return this.emulator.world.all('Ad').filter(({ adSet }) => adSet.id === subjectOf(key).id);
	}

	/** Whether it can spend now. */
	isOn(key: SubjectKey): boolean {
		return this.adSet(key).status === 'ACTIVE' && this.adsOf(key).some(({ status }) => status === 'ACTIVE');
	}

	private seed(): void {
		const { world, control } = this.emulator;
		for (const one of world.all('AdSet')) if (one.account.id === ACCOUNTS.eur) one.status = 'PAUSED';
		const inUse = world.get('AdSet', AD_SETS.eurNoBudget).campaign;
		for (const one of world.all('Campaign'))
			if (one.account.id === ACCOUNTS.eur && one !== inUse) one.status = 'PAUSED';
		for (const { key, id, budget, model } of subjects) {
			const from = world.get('AdSet', model);
			const campaign = world.get('AdSet', AD_SETS.eurNoBudget).campaign;
			const more = { id, name: key, campaign, status: 'ACTIVE' as const, dailyBudget: budget, labels: [] };
			const adSet = world.add({ ...from, ...more, createdTime: world.clock.now(), updatedTime: world.clock.now() });
			const ad = world.get('Ad', ADS.eurNoBudget1);
			for (const index of [1, 2]) {
				const newAd = world.add({
					...ad,
					...{
						id: `${id.replace(/^12021/, '12921')}${index}`,
						name: `${key} ${index}`,
						adSet,
						campaign: adSet.campaign,
					},
					...{ status: 'ACTIVE' as const, labels: [], review: { ...ad.review }, createdTime: world.clock.now() },
				});
				logEndOfReview(world, newAd, world.clock.now());
			}
		}
		const write = world.activities.write.bind(world.activities);
		jest.spyOn(world.activities, 'write').mockImplementation((...entry) => {
			this.watch();
			write(...entry);
		});
		// Until the first of February, so that a month is a whole one; its clocks do not change.
		const first = DateTime.fromObject({ year: 2027, month: 2, day: 1 }, { zone: ZONE }).minus({ days: BEFORE });
		control.advanceClock((first.toMillis() - world.clock.now()) / 1000);
		// It has kept to its hours before, by hand.
		for (let hour = 0; hour < BEFORE * 24; hour++) this.live(this.open !== null && !isOpen(this.open, this.local.hour));
		this.watch();
		this.watched.length = 0;
	}

	/** One hour on: what is on spends, and brings results. */
	live(isResting = false): void {
		const { world, control } = this.emulator;
		jstat.setRandom(this.chance);
		const date = this.local.toISODate();
		for (const { key, id, truth } of subjects) {
			const adSet = this.adSet(key);
			const ads = this.adsOf(key).filter(({ status }) => status === 'ACTIVE');
			if (isResting || adSet.status !== 'ACTIVE' || adSet.campaign.status !== 'ACTIVE' || ads.length === 0) continue;
			if (adSet.account.status !== RUNS) continue;
			const hours = this.open === null ? 24 : this.open.until - this.open.from;
			const budget = adSet.dailyBudget ?? adSet.campaign.dailyBudget! / subjects.length;
			const spend = budget / 100 / hours;
			const days = [this.day(this.spendOf, id, date)];
			days[0]!.spend += spend;
			for (const [index, ad] of ads.entries()) {
				const ofAd = this.day(this.adSpendOf, ad.id, date);
				ofAd.spend += spend / ads.length;
				if (index === 0) days.push(ofAd);
			}
			const results = poisson(spend / (TARGET * truth));
			for (let count = 0; count < results; count++)
				this.waiting.push({ shown: this.now - Math.log(1 - this.chance()) * DELAY * HOUR_MS, days });
		}
		control.advanceClock(3_600);
		for (const { days } of this.waiting.filter(({ shown }) => shown <= world.clock.now()))
			for (const day of days) day.results += 1;
		this.waiting = this.waiting.filter(({ shown }) => shown > world.clock.now());
	}

	private day(of: Map<string, Map<string, Day>>, id: string, date: string): Day {
		const days = of.get(id) ?? new Map<string, Day>();
		of.set(id, days);
		const day = days.get(date) ?? { spend: 0, results: 0 };
		days.set(date, day);
		return day;
	}

	spent(id: string, since: string, until: string): number {
		const days = [...(this.spendOf.get(id) ?? [])].filter(([date]) => date >= since && date <= until);
		return days.reduce((sum, [, { spend }]) => sum + spend, 0);
	}

	/** Rows as Meta Insights gives them, of a day each, up to today. */
	report(level: 'adset' | 'ad'): IDataObject[] {
		const [of, key] = level === 'adset' ? [this.spendOf, 'adset_id'] : [this.adSpendOf, 'ad_id'];
		const since = this.local.minus({ days: 28 }).toISODate();
		return [...of].flatMap(([id, days]) =>
			[...days]
				.filter(([date]) => date >= since)
				.map(([date, { spend, results }]) => ({
					...{ [key]: id, date_start: date, date_stop: date, spend: spend.toFixed(2), results: String(results) },
					...{ impressions: String(Math.round(spend * 100)), clicks: String(Math.round(spend * 2)) },
				})),
		);
	}

	/** Whoever changed anything a moment ago. */
	private watch(): void {
		for (const { key, id } of subjects) {
			const { dailyBudget = 0, bidAmount = 0, bidConstraints, status } = this.adSet(key);
			const floor = Number(bidConstraints?.roas_average_floor ?? 0);
			const now = { budget: dailyBudget, bid: bidAmount, floor, status: status === 'ACTIVE' ? 1 : 0 };
			for (const [what, to] of Object.entries(now) as Array<[Watched['what'], number]>) {
				const from = this.values.get(`${id} ${what}`);
				this.values.set(`${id} ${what}`, to);
				if (from !== undefined && from !== to) this.watched.push({ at: this.now, id, what, from, to, by: this.by });
			}
		}
	}

	/** As a person in Ads Manager. */
	byHand(key: SubjectKey, params: Record<string, unknown>): void {
		this.asPerson(() => this.emulator.control.editOutside(subjectOf(key).id, params));
	}

	/** The same for what Ads Manager does and the API does not. */
	asPerson(act: () => void): void {
		this.by = 'person';
		act();
		this.watch();
	}

	/** Meta, but for the reports of what was spent. */
	private readonly ask: Ask = async (request) => {
		const url = new URL(request.url, 'http://meta.test');
		if (request.method !== 'GET' || !url.pathname.endsWith('/insights')) return await this.emulator.ask(request);
		const { since, until } = JSON.parse(url.searchParams.get('time_range') ?? '{}') as Record<string, string>;
		const level = url.searchParams.get('level');
		const [, object = ''] = /\/([^/]+)\/insights$/.exec(url.pathname) ?? [];
		const days = new Map<string, number>();
		const data: IDataObject[] = [];
		for (const { id } of subjects) {
			if (level === null && !object.startsWith('act_') && object !== id) continue;
			for (const [date, { spend }] of this.spendOf.get(id) ?? []) {
				if (date < since! || date > until!) continue;
				if (level !== 'adset') days.set(date, (days.get(date) ?? 0) + spend);
				else if (url.searchParams.get('filtering')?.includes(id))
					data.push({ adset_id: id, date_start: date, date_stop: date, spend: spend.toFixed(2) });
			}
		}
		const whose = level === 'campaign' ? { campaign_id: this.adSet('fair').campaign.id } : {};
		for (const [date, spend] of days)
			data.push({ ...whose, date_start: date, date_stop: date, spend: spend.toFixed(2) });
		const answer = await this.emulator.ask({ ...request, url: request.url.replace(/\/[^/]+\/insights\?.*/, '/me') });
		return { ...answer, status: 200, body: JSON.stringify({ data }) };
	};

	/** A run of a workflow with one step. @param by the feature's name, which is also its workflow's */
	async run(by: string, node: 'guard' | 'ads', items: readonly IDataObject[], input?: readonly IDataObject[]) {
		const key = `${by} ${this.workflow}`;
		const stored = this.stored.get(key) ?? { staticData: '{}' };
		this.stored.set(key, stored);
		this.by = by;
		const execution = { url: this.emulator.url, ask: this.ask, stored, items, input };
		const outputs = await this.byClock(
			async (): Promise<INodeExecutionData[][]> => await (node === 'guard' ? runGuard : runAds)(execution),
		);
		this.watch();
		this.by = 'person';
		for (const { json } of outputs.slice(0, 2).flat()) this.rows.push({ at: this.now, by, json });
		return outputs;
	}

	/** Both clocks go on from here; only what n8n reads is ahead. */
	private async byClock<T>(act: () => Promise<T>): Promise<T> {
		const set = (milliseconds: number): void => {
			passTime(milliseconds);
			this.emulator.world.clock.advance(-milliseconds / 1_000);
		};
		const { ahead } = this;
		set(ahead);
		try {
			return await act();
		} finally {
			set(-ahead);
		}
	}

	/** A workflow that was imported again: n8n keeps nothing of it. */
	forget(): void {
		this.stored.clear();
	}

	/** Moves of one value, as caps are held to. */
	movesOf(id: string, what: Watched['what']): Move[] {
		return this.watched
			.filter((one) => one.id === id && one.what === what)
			.map(({ at, from, to, by }): Move => {
				const loosens = (value: number): number => (what === 'floor' ? 1e9 / value : value);
				return {
					at,
					from: loosens(from),
					to: loosens(to),
					by: by === 'person' ? 'person' : by === 'undo' ? 'undo' : 'guard',
				};
			});
	}

	async end(): Promise<void> {
		jest.restoreAllMocks();
		await this.emulator.close();
	}
}
