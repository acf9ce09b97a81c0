import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { groupBy, range, sumBy } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import { ACCOUNTS } from '../../../emulator/world/seedIds.mts';
import { Workers } from '../../engine/guardMonth/guardProcess.mts';
import { byId } from '../../engine/support/harness.mts';
import { acts } from './people.mts';
import { LIMITS, Promises, type Broken } from './promises.mts';
import { DAY, HOUR, LifeWorld, OPEN, TARGET, type Shape } from './world.mts';

/** The life of an agency’s account: the steps of `workflows/run-an-account.json` at their hours, beside people and another tool. */

const { nodes } = JSON.parse(readFileSync(join(__dirname, '../../../workflows/run-an-account.json'), 'utf8')) as {
	nodes: Array<{ readonly name: string; readonly parameters: IDataObject }>;
};

/** As the file has it, but switched on. */
function stepOf(name: string, more: IDataObject = {}): IDataObject {
	const { options, ...parameters } = nodes.find((node) => node.name === name)!.parameters;
	const isOn = { dryRun: false, dryRunInEditor: false };
	const way = { ...(options as IDataObject), validateOnly: false, maxWait: 0 };
	return { ...parameters, adAccount: byId(ACCOUNTS.eur), ...isOn, options: way, ...more };
}

/** What differs between the lives of two seeds: together, twelve have each with most others. */
export const shapeOf = (seed: number): Shape => ({
	seed,
	...(seed % 4 === 0 ? { adSets: 12, ads: 3, queued: 1 } : { adSets: 4, ads: 3, queued: 2 }),
	isOldLog: seed % 2 === 1,
	labels: seed % 5 === 1 ? 'refused' : seed % 5 === 3 ? 'late' : 'kept',
	budgets: (['plan', 'target', 'rule'] as const)[seed % 3]!,
	isTwice: seed % 3 === 2,
});

/** Days ago, from and to. */
const PERIODS = [[28, 22], [21, 15], [14, 8], ...range(7, -1, -1).map((day) => [day, day] as const)] as const;

const clock = (hour: number): string => `${String(hour).padStart(2, '0')}:00`;
const hours = (from: number, to: number): IDataObject => ({
	rows: [{ days: [1, 2, 3, 4, 5, 6, 0], from: clock(from), to: clock(to) }],
});

/** In 60 days. */
const ACTS = sumBy(acts, ([times]) => times);

export interface Lived {
	readonly broken: readonly Broken[];
	readonly tally: Promises['tally'];
}

export async function live(shape: Shape, days: number): Promise<Lived> {
	const life = await LifeWorld.begin(shape);
	const processes = new Workers(1);
	const workflows = new Workflows(life, new Promises(life));
	try {
		const end = life.local.plus({ days });
		for (let hour = life.local; hour < end; hour = hour.plus({ hours: 1 })) {
			await processes.on(0, async () => await workflows.hour());
			await workflows.between(hour.plus({ hours: 1 }).toMillis());
		}
		workflows.promises.end();
		return { broken: workflows.promises.broken, tally: workflows.promises.tally };
	} finally {
		processes.end();
		await life.end();
	}
}

class Workflows {
	private coming: Array<{ readonly at: number; readonly act: () => Promise<unknown> }> = [];
	private applied: { readonly at: number; readonly row: IDataObject } | undefined;
	private silentUntil = 0;
	private listed: string[] = [];

	constructor(
		private readonly life: LifeWorld,
		readonly promises: Promises,
	) {}

	/** What runs at the full hour, one after the other. */
	async hour(): Promise<void> {
		const { life } = this;
		const { hour } = life.local;
		this.setLog();
		await this.runSchedules();
		if (hour === 5) this.endLearning();
		if (hour === 6) {
			await this.run('stop loss', 'guard', this.judged(stepOf('Stop loss', { target: String(TARGET) })));
			await this.rotate();
		}
		if (hour === 9) await this.moveBudgets();
		if (hour === 12) this.promises.daily();
	}

	/** The log is up to 40 minutes late, now and then at once, and at times silent for hours. */
	private setLog(): void {
		const { chance, now, emulator } = this.life;
		if (now > this.silentUntil && chance() < 0.03) this.silentUntil = now + (2 + 8 * chance()) * HOUR;
		const late = chance() < 0.2 ? 0 : 1_600 * chance();
		emulator.control.setActivityLag(now < this.silentUntil ? (this.silentUntil - now) / 1_000 + 600 : late);
	}

	private endLearning(): void {
		for (const { id, learning } of this.life.adSets)
			if (learning?.status === 'LEARNING' && this.life.now - learning.lastSignificantEdit > 2 * DAY)
				this.life.emulator.control.setLearning(id, 'SUCCESS');
	}

	private async run(step: string, node: 'ads' | 'guard', items: readonly IDataObject[]): Promise<IDataObject[]> {
		if (items.length === 0) return [];
		const { life } = this;
		// One run in six meets somebody between its calls.
		if (life.chance() < 1 / 6)
			life.meddling = { after: 1 + Math.floor(life.chance() * 6), act: async () => await this.act() };
		const since = life.moves.length;
		const rows = await life.run(step, node, items);
		this.promises.ran(step, rows, since);
		life.pass(20_000);
		return rows;
	}

	private async runSchedules(): Promise<void> {
		const { life } = this;
		const campaign = byId(life.campaign.id);
		// What is listed changes seldom, and an hour without a list is an hour less to wait for.
		if (this.listed.length === 0 || life.local.hour % 4 === 0) {
			const rows = await life.run('list', 'ads', [stepOf('List ad sets', { filters: { campaign } })]);
			this.listed = rows.flatMap(({ id }) => (typeof id === 'string' ? [id] : []));
		}
		const ids = this.listed;
		const keep = (id: string, from: number, to: number): IDataObject =>
			stepOf('Run on schedule', { adSet: byId(id), hours: hours(from, to) });
		await this.run(
			'schedule',
			'ads',
			ids.map((id) => keep(id, OPEN.from, OPEN.until)),
		);
		if (life.shape.isTwice && ids.length > 0) await this.run('second schedule', 'ads', [keep(ids.at(-1)!, 12, 22)]);
	}

	private async rotate(): Promise<void> {
		const { life } = this;
		const more = { campaign: byId(life.campaign.id), targetCost: String(TARGET) };
		const rows = await this.run('rotate', 'ads', [stepOf('Rotate ads', more)]);
		for (const { error } of rows) if (error !== undefined) life.story.add([], `rotate: ${JSON.stringify(error)}`);
	}

	/** The report’s rows as items of a step: weeks, and the last one by the day. */
	private judged(step: IDataObject): IDataObject[] {
		const { life } = this;
		const there = life.adSets.filter(({ campaign }) => campaign === life.campaign).map(({ id }) => id);
		return PERIODS.flatMap(([from, to]) => {
			const [since, until] = [from, to].map((days) => life.local.minus({ days }).toISODate()) as [string, string];
			const rows = groupBy(life.report('adset', since, until, there), 'key');
			return Object.entries(rows).map(([id, days]) => ({
				...{ ...step, objectType: 'adSet', numbersFrom: 'own', reportComplete: true, adSet: byId(id), since, until },
				...{ cost: sumBy(days, ({ spend }) => Number(spend)).toFixed(2), results: String(sumBy(days, 'results')) },
				...{ clicks: String(sumBy(days, ({ clicks }) => Number(clicks))), impressions: '' },
				...{ leads: '', purchases: '', resultValue: '', frequency: '' },
			}));
		});
	}

	private async moveBudgets(): Promise<void> {
		const { life } = this;
		const { budgets, isTwice, adSets } = life.shape;
		const [most, sum] = [String(LIMITS.budget / 100), String((adSets * LIMITS.sum) / 100)];
		const step = stepOf('Adjust budgets', {
			ceiling: most,
			accountCeiling: sum,
			guards: { actOnUnknownLearning: true },
		});
		const rule = {
			...{ change: 'rule', raisePercent: '10', raiseMatch: 'all', cutPercent: '10', cutMatch: 'all' },
			raiseWhen: { rows: [{ metric: 'costPerResult', operator: 'below', value: String(TARGET * 0.8) }] },
			cutWhen: { rows: [{ metric: 'costPerResult', operator: 'above', value: String(TARGET * 1.5) }] },
		};
		const target = { change: 'target', targetKind: 'cost', target: String(TARGET) };
		const rows =
			budgets === 'plan'
				? await this.run('budgets', 'guard', [{ ...step, plan: String(Math.round(adSets * 60 * 30 * 1.1)) }])
				: await this.run('budgets', 'guard', this.judged({ ...step, ...(budgets === 'rule' ? rule : target) }));
		const applied = rows.filter(({ verdict, undo }) => verdict === 'applied' && undo != null);
		const row = life.pick(applied);
		if (row !== undefined) this.applied = { at: life.now, row };
		if (isTwice) await this.run('second budgets', 'guard', this.judged({ ...step, ...rule }));
	}

	/** Somebody clicks Undo of a change of the last day. */
	private async undo(): Promise<void> {
		const { applied, life } = this;
		if (applied === undefined || applied.at < life.now - 20 * HOUR) return;
		this.applied = undefined;
		const { objectId, undo } = applied.row;
		const objectType = life.emulator.world.find(String(objectId))?.kind === 'Campaign' ? 'campaign' : 'adSet';
		const more = { change: 'undo', undo: JSON.stringify(undo), objectType, [objectType]: byId(String(objectId)) };
		const limits = {
			ceiling: String(LIMITS.budget / 100),
			accountCeiling: String((life.shape.adSets * LIMITS.sum) / 100),
		};
		await this.run('undo', 'guard', [stepOf('Adjust budgets', { ...more, ...limits })]);
	}

	/** One act of a person or the other tool, as often as it happens. */
	private async act(): Promise<void> {
		const { life } = this;
		let left = life.chance() * ACTS;
		const [, act] = acts.find(([times]) => (left -= times) < 0) ?? acts[0]!;
		await act(life, (after, later) => this.coming.push({ at: life.now + after, act: later }));
	}

	/** What others do until the next hour. */
	async between(until: number): Promise<void> {
		const { life } = this;
		if (life.chance() < ACTS / (60 * 24))
			this.coming.push({ at: life.now + life.chance() * HOUR, act: async () => await this.act() });
		if (this.applied !== undefined && life.chance() < 0.1)
			this.coming.push({ at: life.now + life.chance() * HOUR, act: async () => await this.undo() });
		for (;;) {
			const next = this.coming.filter(({ at }) => at < until).sort((one, other) => one.at - other.at)[0];
			if (next === undefined) break;
			this.coming.splice(this.coming.indexOf(next), 1);
			life.pass(Math.max(0, next.at - life.now));
			await next.act();
		}
		life.pass(Math.max(0, until - life.now));
	}
}
