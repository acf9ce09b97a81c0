import { sumBy } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import { isBeyond, settled } from '../../engine/guardMonth/moves.mts';
import type { Ad, AdSet } from '../../../emulator/world/adObjectModel.mts';
import { ACTIVATE, untrueIn } from './claims.mts';
import { isOurs, DAY, HOUR, TARGET, type LifeWorld, type Move, type Switchable } from './world.mts';

/** What a life is held to: by what the emulator has seen, never by what rows say. */

export const promises = {
	others: 'Nothing that a person or another tool has paused is activated',
	stopped: 'Nothing that Stop Loss has stopped is activated',
	filled: 'Rotate fills up only what it has paused itself',
	ceiling: 'No maximum and no cap is passed',
	value: 'No value of a person or another tool is written over',
	row: 'Each row says what is true',
	starved: 'Nothing waits more than a week without a row that says so and what to do',
	switches: 'Nothing is switched more than four times a day',
} as const;
export type Promised = keyof typeof promises;

export interface Broken {
	readonly promise: Promised;
	readonly seed: number;
	/** The first is 1. */
	readonly day: number;
	readonly what: string;
	readonly story: readonly string[];
	/** Spent until it was off again: what it cost the person. */
	lost?: number;
}

/** Budgets in minor units: the maximum of each, and of all an ad set’s part. */
export const LIMITS = { budget: 20_000, sum: 8_000, switches: 4 } as const;
/** A raise waits 24 hours, of which the last half may be spared; a cut six. */
const RESTS = { raise: 23.4 * HOUR, cut: 5.9 * HOUR } as const;
/** Clear beyond doubt: so many times the target spent, at so many times the target each. */
const CLEAR = { spend: 12, times: 5 } as const;
/** What a person can do, as rows put it. */
const ADVICE =
	/activate it|Activate it|Add |Switch on|switch on|Lower|Raise|Check|Confirm|Run the node|Enter|Choose|Change |Look at|Take it|Pass |Remove|Delete|Let only|Label|label/;

/** A failed row names its input, and says that nobody knows what was written. */
const isUnclear = ({ details }: IDataObject): boolean =>
	(details as IDataObject | undefined)?.kind === 'outcomeUnknown';

export class Promises {
	readonly broken: Broken[] = [];
	readonly tally = { rows: 0, activated: 0, paused: 0, stopped: 0, rotated: 0, budgets: 0, races: 0 };
	/** Ad sets that Stop Loss has stopped, and nobody has activated since. */
	private readonly stopped = new Map<string, number>();
	/** When somebody has taken a stop back last. */
	private readonly undone = new Map<string, number>();
	private readonly found = new Set<string>();
	private readonly due = new Map<string, number>();
	private readonly told = new Map<string, number>();
	private readonly losing = new Map<string, { readonly broken: Broken; readonly spent: number }>();
	private readonly start: number;

	constructor(private readonly life: LifeWorld) {
		this.start = life.now;
		life.onMove = (move) => this.moved(move);
	}

	private breach(promise: Promised, object: Switchable | undefined, what: string): void {
		const { life } = this;
		const day = Math.floor((life.now - this.start) / DAY) + 1;
		// The same each hour or day is one finding.
		const key = `${promise} ${object?.id ?? ''} ${what.replace(/\w+day |\d+/g, '')}`;
		if (this.found.has(key) && (promise === 'row' || promise === 'switches')) return;
		this.found.add(key);
		const ids = object === undefined ? [] : [object.id, ...(object.kind === 'Ad' ? [object.adSet.id] : [])];
		const name = object === undefined ? '' : `${object.kind} “${object.name}”: `;
		const one: Broken = { promise, seed: life.shape.seed, day, what: `${name}${what}`, story: life.story.lastOf(ids) };
		this.broken.push(one);
		if (object !== undefined && (promise === 'others' || promise === 'stopped' || promise === 'filled'))
			this.losing.set(object.id, { broken: one, spent: this.spentBy(object) });
	}

	private readonly adsIn = (object: Switchable): Ad[] =>
		object.kind === 'Ad'
			? [object]
			: this.life.emulator.world.all('Ad').filter(({ adSet, campaign }) => adSet === object || campaign === object);

	private readonly spentBy = (object: Switchable): number => this.life.total(this.adsIn(object)).spend;

	private moved(move: Move): void {
		const { object, what, to } = move;
		const loss = this.losing.get(object.id);
		if (loss !== undefined && what === 'status' && to !== 'ACTIVE') {
			loss.broken.lost = Math.round(this.spentBy(object) - loss.spent);
			this.losing.delete(object.id);
		}
		if (what === 'status') this.switched(move);
		else if (isOurs(move)) this.stepped(move);
		if (what === 'status' && to === 'ACTIVE' && this.stopped.delete(object.id)) this.undone.set(object.id, move.at);
		if (what === 'status' && to === 'PAUSED' && move.by === 'stop loss') this.stopped.set(object.id, move.at);
	}

	private switched(move: Move): void {
		const { object, to, by, reads } = move;
		if (!isOurs(move)) return;
		const own = this.life.movesOf(object.id, 'status');
		const before = own.slice(0, -1);
		const today = own.filter((one) => isOurs(one) && one.at > move.at - DAY + HOUR);
		const others = this.life
			.movesOf(object.id, 'status')
			.filter((one) => !isOurs(one) && one.at > move.at - DAY + HOUR);
		// What others switch is switched back. On its first day, all is put to its hours.
		const { isTwice, labels } = this.life.shape;
		// Without labels, two schedules of one object cannot see each other, and their rows say so.
		const most = LIMITS.switches + (isTwice && labels === 'refused' ? 2 : 0);
		if (today.length - others.length === most + 1 && move.at > this.start + DAY)
			this.breach('switches', object, `switched ${today.length} times in a day`);
		if (to !== 'ACTIVE') return void (this.tally.paused += 1);
		this.tally.activated += 1;
		const pause = before.findLast((one) => one.to === 'PAUSED');
		if (this.stopped.has(object.id)) this.breach('stopped', object, `${by} activated it`);
		else if (pause !== undefined && !isOurs(pause)) {
			// Nobody can see what happens between the last look and the write.
			if (pause.reads === reads) return void (this.tally.races += 1);
			const hours = Math.round((move.at - pause.at) / HOUR);
			this.breach('others', object, `${by} activated it ${hours} h after the ${pause.by} paused it`);
		}
	}

	/** A budget that we have changed. */
	private stepped({ at, object, from, to, by, reads }: Move): void {
		this.tally.budgets += 1;
		const { life } = this;
		const [old, value] = [Number(from), Number(to)];
		if (value > old && value > LIMITS.budget) this.breach('ceiling', object, `${by} set ${value}`);
		const sum = sumBy(
			[...life.adSets, ...life.campaigns].filter((one) => life.isRunning(one) && !this.stopped.has(one.id)),
			({ dailyBudget = 0 }) => dailyBudget,
		);
		if (value > old && sum > life.shape.adSets * LIMITS.sum)
			this.breach('ceiling', object, `${by} raised all to ${sum}`);
		const last = life.movesOf(object.id, 'budget').findLast((one) => !isOurs(one));
		if (last === undefined) return;
		const rest = by === 'undo' ? Infinity : value > old ? RESTS.raise : RESTS.cut;
		const undone = life.movesOf(object.id, 'budget').findLast((one) => isOurs(one) && one.by !== 'undo');
		const isUndoOfOlder = by === 'undo' && undone !== undefined && undone.at < last.at;
		if (by === 'undo' ? !isUndoOfOlder : at - last.at >= rest) return;
		if (last.reads === reads) return void (this.tally.races += 1);
		const hours = ((at - last.at) / HOUR).toFixed(1);
		this.breach(
			'value',
			object,
			`${by} set ${old} to ${value}, ${hours} h after the ${last.by} set ${String(last.to)}`,
		);
	}

	/** After a run: are its rows true, and do they tell all that it did? @param since index of its first move */
	ran(step: string, rows: readonly IDataObject[], since: number): void {
		const moves = this.life.moves.slice(since);
		const named = new Set<string>();
		for (const row of rows) {
			if (row.error !== undefined) this.failed(step, row, moves);
			const id = String(row.objectId ?? row.id ?? '');
			const object = this.life.emulator.world.find(id) as Switchable | undefined;
			if (object === undefined) continue;
			this.tally.rows += 1;
			named.add(id);
			const text = `${String(row.verdict ?? row.action)}: ${String(row.reason)}`;
			this.life.story.say(id, step, text);
			const untrue = untrueIn(row, object, this.life, moves, this.isStopped(object));
			const advice = typeof row.heldLong === 'string' ? row.heldLong : text;
			if (untrue !== null)
				this.breach('row', object, `${step} says “${text} ${String(row.heldLong ?? '')}”, but ${untrue}`);
			if (ADVICE.test(advice) && !ACTIVATE.test(advice)) this.told.set(`${id} ${step}`, this.life.now);
			if (row.verdict === 'applied' && step === 'stop loss') {
				this.tally.stopped += 1;
				// Without a label, the workflow alone remembers the stop of what is off for its hours.
				this.stopped.set(id, this.life.now);
			}
			if (step === 'rotate' && row.action === 'pause') this.tally.rotated += 1;
			if (step === 'rotate' && row.action === 'activate' && row.partnerId === null) this.fills(object as Ad);
		}
		// A stop of what rests is a mark alone.
		for (const { id, labels, status } of step === 'stop loss' ? this.life.adSets : [])
			if (status === 'PAUSED' && labels.some(({ name }) => name === `n8n off stop-loss ${id}`))
				this.stopped.set(id, this.life.now);
		for (const { object, what, to } of moves.filter(isOurs))
			if (!named.has(object.id) && !rows.some(isUnclear))
				this.breach('row', object, `${step} set its ${what} to ${String(to)}, and no row names it`);
	}

	private failed(step: string, { error }: IDataObject, moves: readonly Move[]): void {
		const text = typeof error === 'string' ? error : JSON.stringify(error);
		this.life.story.add([], `${step} fails: ${text}`);
		if (/nothing was changed|was not sent/i.test(text) && moves.some(isOurs))
			this.breach('row', moves.find(isOurs)?.object, `${step} says “${text}”`);
	}

	private isStopped(object: Switchable): boolean {
		const above = object.kind === 'Ad' ? [object, object.adSet, object.campaign] : [object];
		// Labels are read from a copy some minutes old.
		const { now, shape } = this.life;
		const isLate = (id: string): boolean => shape.labels === 'late' && (this.undone.get(id) ?? 0) > now - HOUR;
		return above.some(({ id }) => this.stopped.has(id) || isLate(id));
	}

	/** An ad that came in for none: was there a lack, and had Rotate made it? */
	private fills(ad: Ad): void {
		const others = this.life.adsOf(ad.adSet).filter((one) => one !== ad);
		const resting = others.filter((one) => this.life.isMeant(one)).length;
		if (resting > 0) return this.breach('filled', ad, `${resting} ads of its ad set are live or off for their hours`);
		const pausers = others.map((one) => this.life.pausedBy(one));
		if (!pausers.includes('rotate'))
			this.breach('filled', ad, `the others are off by ${[...new Set(pausers)].join(', ')}`);
	}

	/** Once a day, in the middle of the hours. */
	daily(): void {
		const { life } = this;
		const on = life.adSets.filter((adSet) => life.adsOf(adSet).some((ad) => life.isLive(ad)));
		for (const adSet of life.adSets) {
			this.wait(
				adSet,
				'stop loss',
				'a clear loser that still spends',
				on.length > 1 && this.isLoser(adSet, life.adsOf(adSet)),
			);
			const isForgotten = life.pausedBy(adSet) === 'schedule' && !this.stopped.has(adSet.id);
			this.wait(adSet, 'schedule', 'off within its hours', isForgotten);
			const live = life.adsOf(adSet).filter((ad) => life.isLive(ad));
			for (const ad of live) {
				// Measured by the target, and by the others of its ad set.
				const isWorse = live.some((other) => life.truthOf(other) < life.truthOf(ad) / 3);
				this.wait(ad, 'rotate', 'a clear loser that still runs', isWorse && this.isLoser(ad, [ad]));
			}
			const isStill =
				adSet.dailyBudget !== undefined && life.isLive(live[0] ?? life.adsOf(adSet)[0]!) && this.hasToStep(adSet);
			this.wait(adSet, 'budgets', 'a budget far from where it should be', isStill);
		}
	}

	/** Has to be stopped by its numbers, since the last time that a person wanted it to run. */
	private isLoser(object: AdSet | Ad, ads: readonly Ad[]): boolean {
		const { life } = this;
		if (!ads.some((ad) => life.isLive(ad))) return false;
		const chance = life.movesOf(object.id, 'status').findLast((move) => !isOurs(move) && move.to === 'ACTIVE');
		const { spend, results } = life.total(ads, Math.max(chance?.at ?? 0, life.now - 28 * DAY));
		return spend > CLEAR.spend * TARGET && spend / Math.max(1, results) > CLEAR.times * TARGET;
	}

	/** Only where nothing else moves: cheap by far, well below its maximum, and no change for a week. */
	private hasToStep(adSet: AdSet): boolean {
		const { life } = this;
		if (life.shape.budgets === 'plan' || (adSet.dailyBudget ?? 0) > LIMITS.budget * 0.8) return false;
		const { spend, results } = life.total(life.adsOf(adSet), life.now - 7 * DAY);
		return spend > 10 * TARGET && spend / Math.max(1, results) < 0.6 * TARGET && this.isUntouched(adSet);
	}

	private readonly isUntouched = (adSet: AdSet): boolean =>
		!this.life.moves.some(
			({ object, what, at }) => object === adSet && what === 'budget' && at > this.life.now - 7 * DAY,
		);

	private wait(object: Switchable, step: string, what: string, isDue: boolean): void {
		const key = `${object.id} ${what}`;
		if (!isDue) return void this.due.delete(key);
		const since = this.due.get(key) ?? this.life.now;
		this.due.set(key, since);
		const days = Math.round((this.life.now - since) / DAY);
		const told = this.told.get(`${object.id} ${step}`) ?? 0;
		if (days === 8 && told < this.life.now - 7 * DAY)
			this.breach('starved', object, `${what}, for ${days} days, and no row of ${step} says what to do`);
	}

	/** At the end: how far budgets went. */
	end(): void {
		for (const [id, { broken, spent }] of this.losing)
			broken.lost = Math.round(this.spentBy(this.life.emulator.world.find(id) as Switchable) - spent);
		for (const object of this.life.objects) {
			const all = this.life.movesOf(object.id, 'budget');
			// Given anew after its campaign had the budget, it begins anew.
			const last = all.findLastIndex(({ from, to }) => from === undefined || to === undefined);
			const moves = all.slice(last + 1).map((move) => ({
				at: move.at,
				from: Number(move.from),
				to: Number(move.to),
				by: isOurs(move) ? (move.by === 'undo' ? ('undo' as const) : ('guard' as const)) : ('person' as const),
			}));
			if (isBeyond(settled(moves))) {
				const steps = moves.map(
					({ at, from, to, by }) => `${new Date(at).toISOString().slice(5, 16)} ${by} ${from} → ${to}`,
				);
				this.breach('ceiling', object, `its budget went beyond a cap: ${steps.join(', ')}`);
			}
		}
	}
}
