import { sumBy } from 'lodash';
import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';

import { jstat } from '../../../bench/rotation/jstat.mts';
import { poisson } from '../../../bench/rotation/world.mts';
import { uniform } from '../../../bench/uniform.mts';
import { logEndOfReview } from '../../../emulator/ads/adActivities.mts';
import { startEmulator, type Emulator } from '../../../emulator/http/server.mts';
import type { Ad, AdSet, Campaign } from '../../../emulator/world/adObjectModel.mts';
import { ACCOUNTS, ADS, AD_SETS } from '../../../emulator/world/seedIds.mts';
import { runAds, runGuard, type Ask, type Stored } from '../../engine/guardMonth/guardProcess.mts';
import { passTime, setTime } from '../../engine/support/lives/fakeTime.mts';
import { asMetaTakesLabels, isRead, LabelsAsSeen } from './labels.mts';
import { Story } from './story.mts';

/**
 * An ad account by the minute: ads that spend their ad set's budget while they are on, and a true cost per result that no step
 * knows. All but spend and results is the emulator's. Who changed what is seen at the emulator itself, not in rows or its log.
 */

export const ZONE = 'Europe/Berlin';
/** Currency units a result should cost. */
export const TARGET = 20;
/** Hours in which ad sets run, by the account's clock. */
export const OPEN = { from: 8, until: 20 } as const;
export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
/** What a result of an ad costs that nobody wants any more, and of an ad set without an audience, of the target. */
export const WORN = 40;
export const DEAR = 8;
/** Days that have run before the first. */
const BEFORE = 28;
/** Hours until a result shows, on average. */
const DELAY = 20;
/** Two weeks before the middle of the life clocks change (28 March 2027). */
const FIRST = DateTime.fromISO('2027-02-15T00:00', { zone: ZONE });
/** When the life begins, milliseconds since 1970. */
export const BEGAN = FIRST.toMillis();

/** What differs from life to life. */
export interface Shape {
	readonly seed: number;
	readonly adSets: number;
	/** Live ads of each ad set, and ads of it that wait in the queue. */
	readonly ads: number;
	readonly queued: number;
	/** The log shows no approval of the ads that were there before. */
	readonly isOldLog: boolean;
	readonly labels: 'kept' | 'refused' | 'late';
	readonly budgets: 'plan' | 'target' | 'rule';
	/** A second workflow with other hours for the first ad set, and one with a rule for its budget. */
	readonly isTwice: boolean;
}

export type Switchable = Campaign | AdSet | Ad;

export interface Move {
	readonly at: number;
	readonly object: Switchable;
	readonly what: 'status' | 'budget';
	readonly from: string | number | undefined;
	readonly to: string | number | undefined;
	/** `person`, `tool`, or the step's name. */
	readonly by: string;
	/** Calls that had read anything until then. */
	readonly reads: number;
}

export const isOurs = ({ by }: Move): boolean => by !== 'person' && by !== 'tool';

/** Tokens of others; the names that the log shows of a person's application are a third-party hint (see outsideEdits.mts). */
const others = {
	person: { name: 'Somebody Else', application: { id: '119211728144504', name: 'Power Editor' } },
	tool: { name: 'Rule Tool', application: { id: '880000000000001', name: 'Rule Tool' } },
} as const;
export type Other = keyof typeof others;

/** Steps of workflows of their own: all others share what n8n stores of one workflow. */
const ALONE: ReadonlySet<string> = new Set(['second schedule', 'second budgets', 'undo']);

interface Figures {
	spend: number;
	results: number;
}

export class LifeWorld {
	readonly moves: Move[] = [];
	readonly story = new Story(() => this.local);
	readonly chance: () => number;
	readonly campaign: Campaign;
	/** What a result of an ad truly costs, of the target. */
	readonly truth = new Map<string, number>();
	/** Told of each move as it happens. */
	onMove: (move: Move) => void = () => {};
	/** What somebody does after so many calls of the run that goes on. */
	meddling: { after: number; readonly act: () => Promise<void> } | undefined;
	areLabelsRefused = false;
	private by = 'person';
	private reads = 0;
	private readonly labelsAsSeen: LabelsAsSeen;
	private readonly figures = new Map<string, Map<string, Figures>>();
	private coming: Array<{ readonly shown: number; readonly day: Figures }> = [];
	private readonly stored = new Map<string, Stored>();
	private readonly values = new Map<string, string | number | undefined>();
	private lastSpent = 0;
	private turn: Promise<unknown> = Promise.resolve();

	private constructor(
		readonly emulator: Emulator,
		readonly shape: Shape,
	) {
		this.chance = uniform(shape.seed);
		this.campaign = emulator.world.get('AdSet', AD_SETS.eurNoBudget).campaign;
		this.labelsAsSeen = new LabelsAsSeen(() => this.objects);
		this.areLabelsRefused = shape.labels === 'refused';
	}

	static async begin(shape: Shape): Promise<LifeWorld> {
		setTime(FIRST.minus({ days: BEFORE }).toJSDate());
		const life = new LifeWorld(await startEmulator({ app: 'new' }), shape);
		life.seed();
		return life;
	}

	get now(): number {
		return this.emulator.world.clock.now();
	}

	get local(): DateTime<true> {
		return DateTime.fromMillis(this.now, { zone: ZONE }) as DateTime<true>;
	}

	get objects(): Switchable[] {
		const { world } = this.emulator;
		return [...this.campaigns, ...world.all('AdSet'), ...world.all('Ad')];
	}

	get campaigns(): Campaign[] {
		return this.emulator.world.all('Campaign');
	}

	/** Ad sets and ads that are neither archived nor deleted. */
	get adSets(): AdSet[] {
		return this.emulator.world.all('AdSet').filter(isThere);
	}

	adsOf(adSet: AdSet): Ad[] {
		return this.emulator.world.all('Ad').filter((ad) => ad.adSet === adSet && isThere(ad));
	}

	pick<T>(list: readonly T[]): T | undefined {
		return list[Math.floor(this.chance() * list.length)];
	}

	private seed(): void {
		const { world } = this.emulator;
		const [adSet, ad] = [world.get('AdSet', AD_SETS.eurNoBudget), world.get('Ad', ADS.eurNoBudget1)];
		for (const kind of ['Ad', 'AdSet', 'Campaign'] as const)
			for (const one of world.all(kind)) if (one !== this.campaign) world.remove(one);
		for (const [value, { name, application }] of Object.entries(others)) {
			const user = { kind: 'User' as const, id: application.id, name, application };
			const scopes = ['ads_management', 'ads_read'];
			world.tokens.set(value, { value, type: 'USER', user, scopes, expiresAt: 0, issuedAt: 0 });
		}
		const made = { createdTime: world.clock.now(), updatedTime: world.clock.now(), labels: [] };
		for (let index = 0; index < this.shape.adSets; index++) {
			const own = { id: world.newId('AdSet'), name: `Set ${index + 1}`, status: 'ACTIVE' as const };
			const newSet = world.add({ ...adSet, ...made, ...own, dailyBudget: 6_000, learning: { ...adSet.learning! } });
			for (let count = 0; count < this.shape.ads + this.shape.queued; count++)
				this.addAd(ad, newSet, `${newSet.name} ad ${count + 1}`, count >= this.shape.ads);
			// One ad set in six is a loser, with all its ads.
			if (index % 6 === 1) for (const one of this.adsOf(newSet)) this.truth.set(one.id, DEAR);
		}
		world.activeSpans.assume(this.objects);
		for (let day = 0; day < BEFORE; day++) {
			this.lastSpent = this.now;
			passTime(OPEN.until * HOUR - OPEN.from * HOUR);
			this.spend();
			passTime(DAY - (OPEN.until - OPEN.from) * HOUR);
		}
		this.lastSpent = this.now;
		this.look();
		this.moves.length = 0;
	}

	/** An ad that Meta has approved; one of the queue waits in pause. */
	addAd(model: Ad, adSet: AdSet, name: string, isQueued: boolean): Ad {
		const { world } = this.emulator;
		const label = isQueued ? [this.labelOf('next')] : [];
		const status = isQueued ? ('PAUSED' as const) : ('ACTIVE' as const);
		const own = { id: world.newId('Ad'), name, adSet, campaign: adSet.campaign, status, labels: label };
		const times = { createdTime: this.now, updatedTime: this.now };
		const ad = world.add({ ...model, ...own, ...times, review: { state: 'APPROVED' as const }, issues: [] });
		if (isQueued || !this.shape.isOldLog || this.moves.length > 0) logEndOfReview(world, ad, this.now + 1_000);
		this.truth.set(ad.id, this.chance() < 0.25 ? WORN : 0.6 + this.chance() * 0.7);
		return ad;
	}

	/** A copy is as good as what it was made of. */
	truthOf({ id, sourceId = '' }: Ad): number {
		return this.truth.get(id) ?? this.truth.get(sourceId) ?? 1;
	}

	private labelOf(name: string): Ad['labels'][number] {
		const { world } = this.emulator;
		const account = world.get('AdAccount', ACCOUNTS.eur);
		const own = { kind: 'AdLabel' as const, id: '', account, name, createdTime: this.now };
		return (
			world.all('AdLabel').find((label) => label.name === name) ?? world.add({ ...own, id: world.newId('AdLabel') })
		);
	}

	/** Whether it can spend now. */
	isLive(ad: Ad): boolean {
		const isOn = [ad, ad.adSet, ad.campaign].every(({ status }) => status === 'ACTIVE');
		return isOn && ad.account.status === 1 && ad.review.state === 'APPROVED';
	}

	/** Whether it is meant to run: it does, or only its hours or the account keep it off. */
	isMeant(ad: Ad): boolean {
		return [ad, ad.adSet, ad.campaign].every((one) => this.isRunning(one));
	}

	readonly isRunning = (object: Switchable): boolean =>
		object.status === 'ACTIVE' || this.pausedBy(object) === 'schedule';

	/** Who paused what is paused now. */
	pausedBy(object: Switchable): string | undefined {
		if (object.status !== 'PAUSED') return undefined;
		return this.movesOf(object.id, 'status').at(-1)?.by.replace('second ', '');
	}

	movesOf(id: string, what: Move['what']): Move[] {
		return this.moves.filter((move) => move.object.id === id && move.what === what);
	}

	/** Time goes on: what is on spends and brings results. */
	pass(milliseconds: number): void {
		passTime(milliseconds);
		this.spend();
		this.emulator.control.advanceClock(0);
	}

	private spend(): void {
		const [since, until] = [this.lastSpent, this.now];
		this.lastSpent = until;
		jstat.setRandom(this.chance);
		const date = DateTime.fromMillis(since, { zone: ZONE }).toISODate()!;
		const share = (until - since) / HOUR / (OPEN.until - OPEN.from);
		for (const adSet of this.adSets) {
			const ads = this.adsOf(adSet).filter((ad) => this.isLive(ad));
			const siblings = this.adSets.filter(({ campaign }) => campaign === adSet.campaign).length;
			const budget = adSet.dailyBudget ?? (adSet.campaign.dailyBudget ?? 0) / siblings;
			for (const ad of ads) {
				const day = this.dayOf(ad.id, date);
				const spend = (budget / 100 / ads.length) * share;
				day.spend += spend;
				for (let count = poisson(spend / (TARGET * this.truthOf(ad))); count > 0; count--)
					this.coming.push({ shown: until - Math.log(1 - this.chance()) * DELAY * HOUR, day });
			}
		}
		for (const { shown, day } of this.coming) if (shown <= until) day.results += 1;
		this.coming = this.coming.filter(({ shown }) => shown > until);
	}

	private dayOf(id: string, date: string): Figures {
		const days = this.figures.get(id) ?? new Map<string, Figures>();
		this.figures.set(id, days);
		if (!days.has(date)) days.set(date, { spend: 0, results: 0 });
		return days.get(date)!;
	}

	/** What ads spent and brought, since a moment. */
	total(ads: readonly Ad[], since = 0): Figures {
		const from = DateTime.fromMillis(since, { zone: ZONE }).toISODate()!;
		const days = ads.flatMap(({ id }) => [...(this.figures.get(id) ?? [])].filter(([date]) => date > from));
		return { spend: sumBy(days, ([, one]) => one.spend), results: sumBy(days, ([, one]) => one.results) };
	}

	/** Rows as Meta gives them, of an object and day each. */
	report(level: 'ad' | 'adset' | 'campaign' | 'account', since: string, until: string, ids?: readonly string[]) {
		const rows = new Map<string, Figures & { readonly key: string; readonly date: string }>();
		for (const ad of this.emulator.world.all('Ad')) {
			const key = { ad: ad.id, adset: ad.adSet.id, campaign: ad.campaign.id, account: ad.account.accountId }[level];
			if (ids !== undefined && !ids.includes(key)) continue;
			for (const [date, { spend, results }] of this.figures.get(ad.id) ?? []) {
				if (date < since || date > until) continue;
				const row = rows.get(`${key} ${date}`) ?? { key, date, spend: 0, results: 0 };
				rows.set(`${key} ${date}`, Object.assign(row, { spend: row.spend + spend, results: row.results + results }));
			}
		}
		return [...rows.values()].map(({ key, date, spend, results }) => ({
			...{ key, [`${level}_id`]: key, date_start: date, date_stop: date, spend: spend.toFixed(2) },
			...{ impressions: String(Math.round(spend * 100)), clicks: String(Math.round(spend * 2)), results },
		}));
	}

	/** Somebody else changes something, as clients do. @returns whether Meta took it */
	async as(
		who: Other,
		method: 'POST' | 'DELETE',
		path: string,
		params: Record<string, unknown> = {},
	): Promise<boolean> {
		const { by } = this;
		this.by = who;
		const texts = Object.entries(params).map(([key, value]): [string, string] => [
			key,
			typeof value === 'string' ? value : JSON.stringify(value),
		]);
		const { status, body } = await this.emulator.ask({
			...{ method, url: `/v26.0/${path}`, body: Buffer.from(new URLSearchParams(texts).toString()) },
			headers: {
				...{ host: 'meta.test', authorization: `Bearer ${who}` },
				'content-type': 'application/x-www-form-urlencoded',
			},
		});
		if (status !== 200) this.story.add([path], `Meta refuses that: ${body.slice(0, 160)}`);
		this.look();
		this.by = by;
		return status === 200;
	}

	/** What Ads Manager does and the API does not. */
	byHand(act: () => void): void {
		const { by } = this;
		this.by = 'person';
		act();
		this.look();
		this.by = by;
	}

	/** Whoever acts has just changed what differs now. */
	private look(): void {
		for (const object of this.objects) {
			if (object.kind !== 'Ad') this.note(object, 'budget', object.dailyBudget);
			this.note(object, 'status', object.status);
		}
		this.emulator.world.noteStatuses();
		this.labelsAsSeen.note(this.now);
	}

	private note(object: Switchable, what: Move['what'], to: Move['to']): void {
		const key = `${object.id} ${what}`;
		const [isFirst, from] = [!this.values.has(key), this.values.get(key)];
		this.values.set(key, to);
		if (isFirst || from === to) return;
		const move = { at: this.now, object, what, from, to, by: this.by, reads: this.reads };
		this.moves.push(move);
		this.story.add([object.id], `${this.by}: “${object.name}” ${what} ${String(from)} → ${String(to)}`);
		this.onMove(move);
	}

	/** A run of one step of a workflow. */
	async run(step: string, node: 'ads' | 'guard', items: readonly IDataObject[], input?: readonly IDataObject[]) {
		const workflow = ALONE.has(step) ? step : 'run-an-account';
		const stored = this.stored.get(workflow) ?? { staticData: '{}' };
		this.stored.set(workflow, stored);
		this.by = step;
		const execution = { url: this.emulator.url, ask: this.ask, stored, items, input, workflow, name: step };
		const outputs = await (node === 'guard' ? runGuard : runAds)(execution);
		this.by = 'person';
		if (this.meddling !== undefined) await this.meddle();
		return outputs.flat().map(({ json }) => json);
	}

	private async meddle(): Promise<void> {
		const { act } = this.meddling!;
		this.meddling = undefined;
		// The minute in which a person was quicker.
		this.pass(1_000 * Math.ceil(this.chance() * 50));
		await act();
	}

	/** One call after the other: what labels look like is set for each. */
	private readonly ask: Ask = async (request) => {
		const answer = this.turn.then(async () => await this.answer(request));
		this.turn = answer.catch(() => undefined);
		return await answer;
	};

	private async answer(request: Parameters<Ask>[0]): ReturnType<Ask> {
		if (this.meddling !== undefined && --this.meddling.after <= 0) await this.meddle();
		const read = isRead(request);
		if (read) this.reads += 1;
		const url = new URL(request.url, 'http://meta.test');
		if (read && url.pathname.endsWith('/insights')) return await this.insights(request, url);
		const given = this.areLabelsRefused ? asMetaTakesLabels(request) : request;
		const isLate = read && this.shape.labels === 'late' && this.local.day % 3 === 0;
		const answer = await this.labelsAsSeen.during(
			isLate ? this.now - HOUR / 3 : null,
			async () => await this.emulator.ask(given),
		);
		if (!read) this.look();
		return answer;
	}

	private async insights(request: Parameters<Ask>[0], { pathname, searchParams }: URL): ReturnType<Ask> {
		const { since = '', until = '' } = JSON.parse(searchParams.get('time_range') ?? '{}') as Record<string, string>;
		const [, object = ''] = /\/([^/]+)\/insights$/.exec(pathname) ?? [];
		const filters = JSON.parse(searchParams.get('filtering') ?? '[]') as Array<{ field: string; value: string[] }>;
		const kind = this.emulator.world.find(object)?.kind;
		const own = kind === 'AdSet' ? 'adset' : kind === 'Campaign' ? 'campaign' : 'account';
		const level = (searchParams.get('level') ?? own) as typeof own | 'ad';
		const ids =
			filters.find(({ field }) => field === `${level}.id`)?.value ?? (own === 'account' ? undefined : [object]);
		const indicator = 'actions:offsite_conversion.fb_pixel_purchase';
		const data = this.report(level, since, until, ids).map((row) => ({
			...row,
			results: [{ indicator, values: [{ value: String(row.results) }] }],
		}));
		const answer = await this.emulator.ask({ ...request, url: '/v26.0/me' });
		return { ...answer, body: JSON.stringify({ data }) };
	}

	async end(): Promise<void> {
		await this.emulator.close();
	}
}

export const isThere = ({ status }: Switchable): boolean => status === 'ACTIVE' || status === 'PAUSED';
