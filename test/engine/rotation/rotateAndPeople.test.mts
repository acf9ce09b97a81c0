import type { IDataObject } from 'n8n-workflow';

import { logCreatedAd, logEndOfReview, logIntoReview } from '../../../emulator/ads/adActivities.mts';
import type { Ad } from '../../../emulator/world/adObjectModel.mts';
import { ACCOUNTS, AD_SETS, ADS } from '../../../emulator/world/seedIds.mts';
import { useBench } from '../support/campaigns.mts';
import { byId, type NodeResult } from '../support/harness.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);

/** Rotate beside people who pause, activate, copy and delete ads by hand. */

const bench = useBench({ app: 'new' });
const world = () => bench.emulator.world;
const [SET, LIVE] = [AD_SETS.eurNoBudget, ADS.eurNoBudget1];
const HOUR = 3_600_000;
const CREATOR = { kind: 'User', id: '100000000000009', name: 'Ada Example' } as const;
const later = (hours: number): void => bench.emulator.control.advanceClock(hours * 3_600);
const byHand = (id: string, status: string): void => bench.emulator.control.editOutside(id, { status });
const statusOf = ({ id }: { id: string }): string => world().get('Ad', id).status;
const zone = (options: object): Intl.DateTimeFormat =>
	new Intl.DateTimeFormat('sv', { timeZone: 'Europe/Berlin', ...options });
const days = (ad_id: string, results: string, count = 12): IDataObject[] =>
	Array.from({ length: count }, (_, index) => {
		const date = zone({}).format(world().clock.now() - (count - index) * 24 * HOUR);
		return { ad_id, date_start: date, date_stop: date, spend: '10.00', impressions: '2000', results };
	});

/** An ad as somebody creates it: reviewed soon after, with its entries in the log. */
function created(name: string, more: Partial<Ad> = {}): Ad {
	const createdTime = world().clock.now();
	const ad = world().add({
		...world().get('Ad', LIVE),
		...{ id: world().newId('Ad'), name, status: 'PAUSED', labels: [], createdTime, updatedTime: createdTime },
		...more,
	} as Ad);
	logCreatedAd(world(), CREATOR, ad);
	logIntoReview(world(), ad, CREATOR, 2 * HOUR);
	logEndOfReview(world(), ad, createdTime + 2 * HOUR);
	return ad;
}
const NEXT = 'next';
function queuedAd(name: string): Ad {
	const ad = created(name);
	ad.labels = [{ kind: 'AdLabel', id: world().newId('AdLabel'), name: NEXT, account: ad.account } as never];
	return ad;
}

let second: Ad;
let next: Ad;
beforeEach(() => {
	for (const ad of world().all('Ad')) if (ad.adSet.id === SET && ad.id !== LIVE) ad.status = 'DELETED';
	second = created('Second lamp', { status: 'ACTIVE' });
	next = queuedAd('Next lamp');
	later(48);
});

const byLabel = { nextAds: { queue: 'label', queueLabel: NEXT } };
const rotate = async (items?: IDataObject[], more: IDataObject = {}): Promise<NodeResult> => {
	const result = await bench.run(
		'rotate',
		{
			...{ resource: 'ad', adAccount: byId(ACCOUNTS.eur), adSet: byId(SET), targetCost: 10, dryRun: false },
			...byLabel,
			...more,
		},
		{ items: items ?? [...days(LIVE, '0'), ...days(second.id, '2')] },
	);
	expect(result.error).toBeUndefined();
	return result;
};
const rowOf = ({ outputs }: NodeResult, { id }: { id: string }): IDataObject | undefined =>
	outputs.flat().find(({ json }) => json.id === id)?.json;
const clock = (hours: number): string =>
	zone({ hour: '2-digit', minute: '2-digit' }).format(world().clock.now() + hours * HOUR);

async function keep(within: boolean): Promise<void> {
	const [from, to] = within ? [clock(-1), clock(1)] : [clock(2), clock(3)];
	const { error } = await bench.run('keepToHours', {
		...{ resource: 'adSet', adAccount: byId(ACCOUNTS.eur), adSet: byId(SET) },
		hours: { rows: [{ days: [0, 1, 2, 3, 4, 5, 6], from, to }] },
		dryRunInEditor: false,
	});
	expect(error).toBeUndefined();
}

describe('a gap that a person made', () => {
	it('is not filled: all ads of the ad set were paused by hand', async () => {
		byHand(LIVE, 'PAUSED');
		byHand(second.id, 'PAUSED');
		later(15);
		const result = await rotate();
		expect(statusOf(next)).toBe('PAUSED');
		expect(rowOf(result, next)).toMatchObject({
			action: 'keep',
			reason: expect.stringMatching(/^Stands by\. Too few ads are live, but it isn’t clear that Rotate/),
		});
		expect(rowOf(result, second)?.reason).toMatch(/paused it on \d{4}-\d\d-\d\d \d\d:\d\d\./);
	});

	it.each([
		['while the log is late', 3_600],
		['while the log is silent', 1e9],
	])('is not filled %s', async (_title, seconds) => {
		bench.emulator.control.setActivityLag(seconds);
		byHand(LIVE, 'PAUSED');
		byHand(second.id, 'PAUSED');
		later(0.2);
		const result = await rotate();
		expect(statusOf(next)).toBe('PAUSED');
		expect(rowOf(result, second)?.reason).toMatch(/It is unknown who paused it/);
	});

	it('is not filled where Rotate had paused one before, or the person deletes what is left', async () => {
		expect(rowOf(await rotate(), { id: LIVE })).toMatchObject({ action: 'pause' });
		later(24);
		const late = queuedAd('Late lamp');
		later(24);
		world().get('Ad', second.id).status = 'ACTIVE';
		bench.emulator.control.editOutside(second.id, { status: 'DELETED' });
		byHand(next.id, 'ARCHIVED');
		later(1);
		await rotate();
		expect([statusOf(late), statusOf(world().get('Ad', LIVE))]).toEqual(['PAUSED', 'PAUSED']);
	});

	it('that Rotate itself has made is filled', async () => {
		next.labels = [];
		const ran = days(LIVE, '0');
		expect(rowOf(await rotate(), { id: LIVE })).toMatchObject({ action: 'pause' });
		later(24);
		const late = queuedAd('Late lamp');
		later(24);
		const result = await rotate([...ran, ...days(second.id, '2')], { limits: { keepLive: 2 } });
		expect(rowOf(result, late)).toMatchObject({ action: 'activate', changed: true });
	});
});

describe('an ad that once came from the queue', () => {
	beforeEach(async () => {
		byHand(next.id, 'ACTIVE');
		later(14 * 24);
	});

	it('is not activated again after a person has paused it', async () => {
		byHand(next.id, 'PAUSED');
		later(8);
		const result = await rotate([...days(LIVE, '0'), ...days(second.id, '2'), ...days(next.id, '2')]);
		expect(statusOf(next)).toBe('PAUSED');
		expect(rowOf(result, next)?.reason).toMatch(/^In the queue, but Rotate leaves it off\. .+ paused it on /);
		expect(rowOf(result, { id: LIVE })).toMatchObject({ action: 'pause' });
	});

	it.each([0.2, 15])('nor %d hours after, while the log does not show the pause', async (hours) => {
		bench.emulator.control.setActivityLag(1e9);
		byHand(next.id, 'PAUSED');
		later(hours);
		const result = await rotate([...days(LIVE, '0'), ...days(second.id, '2'), ...days(next.id, '2')]);
		expect(statusOf(next)).toBe('PAUSED');
		expect(rowOf(result, next)?.reason).toMatch(
			/^In the queue, but Rotate leaves it off\. It is unknown who paused it/,
		);
	});

	it('nor after Rotate had paused it, and a person has activated and paused it since', async () => {
		await rotate([...days(next.id, '0'), ...days(second.id, '2'), ...days(LIVE, '2')]);
		expect(statusOf(next)).toBe('PAUSED');
		later(30 * 24);
		byHand(next.id, 'ACTIVE');
		later(3);
		byHand(next.id, 'PAUSED');
		later(3);
		await rotate([...days(LIVE, '0'), ...days(second.id, '2')]);
		expect(statusOf(next)).toBe('PAUSED');
	});

	it('comes back after Rotate itself has paused it', async () => {
		await rotate([...days(next.id, '0'), ...days(second.id, '2'), ...days(LIVE, '2')]);
		later(30 * 24);
		const result = await rotate([...days(LIVE, '0'), ...days(second.id, '2')]);
		expect(rowOf(result, next)).toMatchObject({ action: 'activate' });
	});

	it('is in the queue as a copy: a copied mark is not its own', async () => {
		await rotate([...days(next.id, '0'), ...days(second.id, '2'), ...days(LIVE, '2')]);
		const copy = queuedAd('A copy');
		copy.labels = world().get('Ad', next.id).labels;
		byHand(next.id, 'ARCHIVED');
		later(30 * 24);
		byHand(copy.id, 'ACTIVE');
		later(30);
		byHand(copy.id, 'PAUSED');
		later(30);
		await rotate([...days(LIVE, '0'), ...days(second.id, '2')]);
		expect(statusOf(copy)).toBe('PAUSED');
	});
});

it('brings nothing in at night where hours keep the ad set off and the log shows no approval of its ads', async () => {
	world().activities.clear();
	later(24 * 3);
	const queued = queuedAd('Fresh lamp');
	later(24);
	await keep(false);
	later(5);
	const result = await rotate([...days(LIVE, '2'), ...days(second.id, '2')]);
	expect([statusOf(queued), statusOf(next)]).toEqual(['PAUSED', 'PAUSED']);
	expect(rowOf(result, { id: LIVE })?.reason).toMatch(/target|result/);
	// The report shows that both ran, so that a loser is one at night as well.
	const loser = await rotate([...days(LIVE, '0'), ...days(second.id, '2')]);
	expect(rowOf(loser, { id: LIVE })).toMatchObject({ action: 'pause' });
	expect(rowOf(loser, queued)).toMatchObject({ action: 'activate' });
});

it('changes nothing in an ad set or campaign that a person has paused, by day or within the rest', async () => {
	byHand(SET, 'PAUSED');
	later(15);
	await rotate();
	expect([statusOf(next), statusOf({ id: LIVE })]).toEqual(['PAUSED', 'ACTIVE']);
	byHand(SET, 'ACTIVE');
	await keep(false);
	byHand(world().get('AdSet', SET).campaign.id, 'PAUSED');
	later(5);
	await rotate();
	expect([statusOf(next), statusOf({ id: LIVE })]).toEqual(['PAUSED', 'ACTIVE']);
});

it('looks up all ads of twelve ad sets by a handful of calls', async () => {
	const first = world().get('AdSet', SET);
	const rows: IDataObject[] = [];
	const nexts: Ad[] = [];
	for (let index = 0; index < 12; index++) {
		const adSet = world().add({ ...first, id: world().newId('AdSet'), name: `Set ${index}` });
		const [bad, good] = ['Bad', 'Good'].map((name) => created(`${name} ${index}`, { status: 'ACTIVE', adSet }));
		nexts.push(Object.assign(queuedAd(`Next ${index}`), { adSet }));
		rows.push({ bad: bad!.id, good: good!.id });
	}
	later(20 * 24);
	const items = rows.flatMap(({ bad, good }) => [...days(String(bad), '0'), ...days(String(good), '2')]);
	const before = bench.emulator.log.length;
	const form = { groupBy: 'campaign', campaign: byId(first.campaign.id) };
	const { outputs } = await rotate(items, form);
	expect(outputs[1]!.map(({ json }) => json.id).sort()).toEqual(nexts.map(({ id }) => id).sort());
	const lookUps = bench.emulator.log.slice(before).filter(({ path }) => path.endsWith('/activities'));
	expect(lookUps.length).toBeLessThanOrEqual(4);
});
