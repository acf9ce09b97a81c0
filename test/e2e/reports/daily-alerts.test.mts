import { DateTime } from 'luxon';

import { CAMPAIGNS } from '../../../emulator/world/seedIds.mts';
import { openMailbox, type Mailbox } from '../outside/mailbox.mts';
import { Workbench } from '../browser/workbench.mts';

jest.setTimeout(240_000);

let bench: Workbench;
let mailbox: Mailbox;

beforeAll(async () => {
	mailbox = await openMailbox();
	bench = await Workbench.open();
	await bench.credential('smtp', mailbox.credential);
});

afterAll(async () => {
	await bench?.close();
	await mailbox?.close();
});

/**
 * The ads of a campaign have had no delivery on the last day that is complete, in the account's New York: three hours after
 * midnight that is yesterday.
 */
function stop(campaign: string): void {
	const { world } = bench.emulator;
	const day = DateTime.now().setZone('America/New_York').minus({ hours: 3 }).startOf('day').minus({ days: 1 });
	for (const ad of world.all('Ad').filter((one) => one.campaign.id === campaign))
		for (const span of world.activeSpans.of(ad)) span.until = day.toMillis() - 1;
}

test('daily-alerts.json: silent while all is as usual, one mail when a campaign stops, and nothing is written', async () => {
	const workflow = await bench.bring('daily-alerts.json');
	const calm = await bench.run(workflow, 'Every morning');
	expect([calm.status, calm.error]).toEqual(['success', undefined]);
	expect(calm.steps['Send alert']).toBeUndefined();
	stop(CAMPAIGNS.usdNoBudget);
	const { status, error } = await bench.run(workflow, 'Every morning');
	expect([status, error]).toEqual(['success', undefined]);
	const mail = await mailbox.waitFor(1);
	expect(mail.subject).toBe('No Delivery: Always On Traffic');
	expect(mail.text).toContain('Nothing spent, usually $');
	expect(mail.html).toContain('Always On Traffic');
	expect(mailbox.mails).toHaveLength(1);
	expect(bench.emulator.log.filter(({ method, path }) => method !== 'GET' && path !== '')).toEqual([]);
});
