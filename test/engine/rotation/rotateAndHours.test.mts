import type { IDataObject } from 'n8n-workflow';

import type { Ad } from '../../../emulator/world/adObjectModel.mts';
import { logEndOfReview } from '../../../emulator/ads/adActivities.mts';
import { ACCOUNTS, AD_SETS, ADS } from '../../../emulator/world/seedIds.mts';
import { useBench } from '../support/campaigns.mts';
import { byId, type NodeResult } from '../support/harness.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);

/** Rotate next to Run on a Schedule (Dayparting): what is off for its hours counts as live, and what Rotate has paused stays off. */

const bench = useBench({ app: 'new' });
const world = () => bench.emulator.world;
const LIVE = ADS.eurNoBudget1;
const later = (hours: number): void => bench.emulator.control.advanceClock(hours * 3_600);
const zone = (options: object): Intl.DateTimeFormat =>
	new Intl.DateTimeFormat('sv', { timeZone: 'Europe/Berlin', ...options });
const clock = (hours: number): string =>
	zone({ hour: '2-digit', minute: '2-digit' }).format(world().clock.now() + hours * 3_600_000);
const days = (ad_id: string, results: string): IDataObject[] =>
	Array.from({ length: 12 }, (_, index) => {
		const date = zone({}).format(world().clock.now() - (12 - index) * 86_400_000);
		return { ad_id, date_start: date, date_stop: date, spend: '10.00', impressions: '2000', results };
	});

let second: Ad;
beforeEach(() => {
	const first = world().get('Ad', LIVE);
	second = world().add({ ...first, id: world().newId('Ad'), name: 'Second lamp', labels: [] });
	later(24);
	for (const { id } of [first, second]) logEndOfReview(world(), world().get('Ad', id), world().clock.now() - 3_600_000);
});

async function keep(resource: 'adSet' | 'ad', id: string, within: boolean): Promise<IDataObject> {
	const [from, to] = within ? [clock(-1), clock(1)] : [clock(2), clock(3)];
	const { outputs, error } = await bench.run('keepToHours', {
		...{ resource, adAccount: byId(ACCOUNTS.eur), [resource]: byId(id) },
		hours: { rows: [{ days: [0, 1, 2, 3, 4, 5, 6], from, to }] },
		dryRunInEditor: false,
	});
	expect(error).toBeUndefined();
	return outputs[0][0]?.json ?? {};
}

const rotate = async (more: IDataObject = {}): Promise<NodeResult> =>
	await bench.run(
		'rotate',
		{
			...{ resource: 'ad', adAccount: byId(ACCOUNTS.eur), adSet: byId(AD_SETS.eurNoBudget) },
			...{ targetCost: 10, dryRun: false, ...more },
		},
		{ items: [...days(LIVE, '0'), ...days(second.id, '2')] },
	);
const rowOf = ({ outputs }: NodeResult, id: string): IDataObject | undefined =>
	outputs.flat().find(({ json }) => json.id === id)?.json;

it('judges at six in the morning what its ad set’s hours keep off', async () => {
	await keep('adSet', AD_SETS.eurNoBudget, false);
	later(5);
	expect(rowOf(await rotate(), LIVE)).toMatchObject({ action: 'pause', changed: true });
	expect(world().get('Ad', LIVE).status).toBe('PAUSED');
});

it('pauses a loser that its own hours keep off, and they leave it off in the morning', async () => {
	await keep('ad', LIVE, false);
	later(5);
	expect(rowOf(await rotate(), LIVE)).toMatchObject({ action: 'pause', changed: true });
	expect(
		world()
			.get('Ad', LIVE)
			.labels.map(({ name }) => name),
	).toContain(`n8n off rotation ${LIVE}`);
	later(5);
	const row = await keep('ad', LIVE, true);
	expect([row.action, row.reason]).toEqual(['hold', expect.stringMatching(/Rotate has paused it/)]);
	bench.emulator.control.editOutside(LIVE, { status: 'ACTIVE' });
	later(1);
	expect(await keep('ad', LIVE, true)).toMatchObject({ action: 'none', status: 'ACTIVE' });
});

it('brings the next ad in while the ad set rests, and it runs in the morning', async () => {
	const third = world().add({ ...second, id: world().newId('Ad'), name: 'Third lamp', status: 'PAUSED' });
	logEndOfReview(world(), third, world().clock.now() - 3_600_000);
	await keep('adSet', AD_SETS.eurNoBudget, false);
	later(5);
	const result = await rotate({ nextAds: { queue: 'all' } });
	expect(rowOf(result, LIVE)).toMatchObject({ action: 'pause', changed: true });
	const partner = String(rowOf(result, LIVE)?.partnerId);
	expect(rowOf(result, partner)).toMatchObject({ action: 'activate', status: 'ACTIVE' });
	later(5);
	await keep('adSet', AD_SETS.eurNoBudget, true);
	expect(world().get('AdSet', AD_SETS.eurNoBudget).status).toBe('ACTIVE');
});

it('an ad with the queue’s label is in the queue, no matter what keeps it from coming in', async () => {
	const third = world().add({ ...second, id: world().newId('Ad'), name: 'Third lamp', status: 'PAUSED' });
	third.labels = [{ ...world().all('AdLabel')[0]!, name: 'next' }];
	const queue = { nextAds: { queue: 'label', queueLabel: 'next' } };
	bench.emulator.control.editOutside(AD_SETS.eurNoBudget, { status: 'PAUSED' });
	expect(rowOf(await rotate(queue), third.id)?.reason).toBe(
		'In the queue, but Meta does not show its ad set and campaign as active.',
	);
});
