import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { ACCOUNTS } from '../../../emulator/world/seedIds.mts';
import type { LogName } from '../guardMonth/badMeta.mts';
import { addAdSet } from '../support/guards.mts';
import { byId } from '../support/harness.mts';
import { indexOf, onStage, type Change, type Run, type Stage, type Time } from './hostile.mts';

/**
 * Run on a Schedule (Dayparting) on two workers while the clocks change, with people who pause, activate and rename what it keeps, and with
 * everything that makes a time hostile. Whether an hour is within is reckoned here by Node's own calendar.
 */

interface Hours {
	readonly days: readonly number[];
	readonly from: string;
	readonly to: string;
}

interface Kept {
	readonly id: string;
	readonly hours: readonly Hours[];
}

const all = [0, 1, 2, 3, 4, 5, 6];

const kept: readonly Kept[] = [
	{ id: '120211000000740001', hours: [{ days: [1, 2, 3, 4, 5], from: '08:00', to: '20:00' }] },
	{ id: '120211000000740002', hours: [{ days: [1, 3, 6], from: '22:00', to: '03:00' }] },
	// The hours that a change of clocks leaves out or gives twice.
	{ id: '120211000000740003', hours: [{ days: all, from: '00:00', to: '01:00' }] },
	{ id: '120211000000740004', hours: [{ days: all, from: '02:00', to: '03:00' }] },
	{
		id: '120211000000740005',
		hours: [
			{ days: [6, 0], from: '00:00', to: '24:00' },
			{ days: [3], from: '12:00', to: '13:00' },
		],
	},
];

/** A time zone with the first night on which their clocks change, from March 2027 on. */
type Zone = readonly [name: string, change: string];

export const zones: readonly Zone[] = [
	['Europe/Berlin', '2027-03-28'],
	['America/Santiago', '2027-04-04'],
	['Australia/Lord_Howe', '2027-04-04'],
	['Africa/Cairo', '2027-04-30'],
];

export interface HoursTally {
	rounds: number;
	paused: number;
	activated: number;
	/** Steps of a run that only checks. */
	checked: number;
	/** Switched on although a person had paused it before the run began. */
	gainsaid: number;
	/** Left on outside its hours, or off within them, by runs in which nothing went wrong and with nobody else about. */
	wrong: number;
	/** Sent although nothing differed. */
	needless: number;
	/** Changed by a run whose row does not tell it, or not changed although its row says so. */
	untold: number;
	/** Changed although not all of its hours were known. */
	unsure: number;
}

const minutes = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** Whether it may run at a moment, by what the clock on the wall shows. */
function isWithin({ hours }: Kept, zone: string, at: number): boolean {
	const parts = new Intl.DateTimeFormat('en-US', {
		timeZone: zone,
		weekday: 'short',
		hour: '2-digit',
		minute: '2-digit',
		hourCycle: 'h23',
	}).formatToParts(at);
	const part = (type: string): string => parts.find((one) => one.type === type)!.value;
	const today = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'].indexOf(part('weekday'));
	const clock = minutes(`${part('hour')}:${part('minute')}`);
	return hours.some(({ days, from, to }) => {
		const [begins, ends] = [minutes(from), minutes(to)];
		if (begins < ends) return days.includes(today) && clock >= begins && clock < ends;
		return (days.includes(today) && clock >= begins) || (days.includes((today + 6) % 7) && clock < ends);
	});
}

export async function hoursAdversary(
	[zone, change]: Zone,
	log: LogName,
	{ days, everyMinutes, seed }: Time,
): Promise<HoursTally> {
	const startAt = new Date(Date.parse(change) - Math.floor(days / 2) * 86_400_000);
	return await onStage({ startAt, log, seed }, async (stage) => {
		stage.meanwhile = () => person(stage);
		const played = new Played(stage, zone);
		for (let round = 0; round < (days * 1440) / everyMinutes; round += 1) {
			if (stage.often(0.08)) person(stage);
			// Runs are missed for up to a day and a half.
			if (stage.often(0.03)) stage.pass(60 * Math.floor(36 * stage.chance()));
			await played.round();
			stage.pass(everyMinutes - 10 + Math.floor(20 * stage.chance()));
		}
		return played.tally;
	});
}

const statusOf = ({ emulator: { world } }: Stage, id: string): string => world.get('AdSet', id).status;

function person(stage: Stage): void {
	const { id } = stage.pick(kept);
	if (stage.often(0.3)) return stage.edit(id, { name: `Renamed ${Math.floor(stage.chance() * 1_000)}` });
	stage.edit(id, { status: statusOf(stage, id) === 'ACTIVE' ? 'PAUSED' : 'ACTIVE' });
}

class Played {
	readonly tally: HoursTally = {
		rounds: 0,
		paused: 0,
		activated: 0,
		checked: 0,
		gainsaid: 0,
		wrong: 0,
		needless: 0,
		untold: 0,
		unsure: 0,
	};

	constructor(
		private readonly stage: Stage,
		private readonly zone: string,
	) {
		const { emulator } = stage;
		emulator.world.get('AdAccount', ACCOUNTS.eur).timeZone = zone;
		for (const { id } of kept) addAdSet(emulator, id, { name: id });
		stage.watch(
			kept.map(({ id }) => id),
			({ status }) => status,
		);
	}

	async round(): Promise<void> {
		const { stage, tally } = this;
		const validateOnly = stage.often(0.1);
		const broken = stage.often(0.1) ? stage.pick(kept) : undefined;
		const harmless = stage.often(0.4);
		const items = [...kept.map((one) => itemOf(one, { validateOnly })), ...(broken ? [unreadable(broken)] : [])];
		stage.emulator.log.length = 0;
		const runs = await stage.runs({ node: 'ads', items, harmless });
		tally.rounds += 1;
		for (const run of runs) this.judge(run, validateOnly);
		const changed = runs.flatMap(({ changes }) => changes);
		if (broken) tally.unsure += changed.filter(({ id }) => id === broken.id).length;
		if (validateOnly) tally.checked += changed.length;
		else if (harmless) this.compare(runs, broken);
		if (harmless && runs.length === 1 && !validateOnly) tally.needless += this.sent() - changed.length;
	}

	/** Changes that were sent in this round. */
	private sent(): number {
		const ids = new Set(kept.map(({ id }) => id));
		return this.stage.emulator.log.filter(({ method, path }) => method === 'POST' && ids.has(path)).length;
	}

	/** What a run did, beside what people did before it and what its rows say. */
	private judge(run: Run, validateOnly: boolean): void {
		const { stage, tally } = this;
		for (const { id, to } of run.changes) {
			tally[to === 'ACTIVE' ? 'activated' : 'paused'] += 1;
			const before = stage.changes.filter((change) => change.id === id && change.at < run.begun).at(-1);
			if (to === 'ACTIVE' && before?.to === 'PAUSED' && before.by === undefined) tally.gainsaid += 1;
		}
		if (run.harm === 'killed') return;
		kept.forEach(({ id }, index) => {
			const item = run.items.find(({ pairedItem }) => indexOf(pairedItem) === index);
			const changed = run.changes.some((change) => change.id === id);
			// Another run at the same moment may have made the same change.
			const seen = changed || stage.changes.some((change) => change.id === id && change.at >= run.begun);
			const said = saidOf(item, validateOnly);
			if (said === 'nothing' ? changed : said === 'changed' && !seen) tally.untold += 1;
		});
	}

	/** After runs in which nothing went wrong: on within the hours and off outside them. */
	private compare(runs: readonly Run[], broken: Kept | undefined): void {
		const { stage, tally, zone } = this;
		const moments = [...runs.map(({ begun }) => begun), stage.now()];
		for (const one of kept) {
			const states = new Set(moments.map((at) => isWithin(one, zone, at)));
			if (one === broken || states.size > 1) continue;
			const on = statusOf(stage, one.id) === 'ACTIVE';
			const [within] = states;
			if (!within && on) tally.wrong += 1;
			const [before, last] = stage.changes.filter(({ id }) => id === one.id).slice(-2);
			// The log tells whose pause it was, if it tells at once; its times are seconds, and those of one second have no order.
			const isTold = stage.log === 'at once' && last !== undefined && secondOf(last) !== secondOf(before);
			if (within && !on && isTold && last.by !== undefined) tally.wrong += 1;
		}
	}
}

const secondOf = (change: Change | undefined): number => Math.floor((change?.at ?? 0) / 1_000);

/** What an item's row says: that it was changed, that nothing was, or that nobody knows. */
function saidOf(item: INodeExecutionData | undefined, validateOnly: boolean): 'changed' | 'nothing' | 'unknown' {
	const { error, details, changed } = item?.json ?? {};
	if (error !== undefined)
		return (details as IDataObject | undefined)?.kind === 'outcomeUnknown' ? 'unknown' : 'nothing';
	return changed === true && !validateOnly ? 'changed' : 'nothing';
}

const itemOf = ({ id, hours }: Kept, options: IDataObject): IDataObject => ({
	resource: 'adSet',
	operation: 'keepToHours',
	dryRunInEditor: false,
	adAccount: byId(ACCOUNTS.eur),
	adSet: byId(id),
	hours: { rows: hours },
	options,
});

const unreadable = (one: Kept): IDataObject =>
	itemOf({ ...one, hours: [{ days: all, from: '09:00', to: '6 pm' }] }, {});

/** What must hold whatever happened. */
export function checkHours({ rounds, paused, activated, ...broken }: HoursTally, log: LogName): void {
	expect(rounds).toBeGreaterThan(0);
	// One that never moves proves nothing.
	expect(paused).toBeGreaterThan(0);
	if (log === 'at once') expect(activated).toBeGreaterThan(0);
	expect(broken).toEqual({ checked: 0, gainsaid: 0, wrong: 0, needless: 0, untold: 0, unsure: 0 });
}
