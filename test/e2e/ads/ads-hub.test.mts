import { setTimeout as sleep } from 'node:timers/promises';

import type { Workflow } from '../../../demo/n8n/workflowFile.mts';
import { noticeBody, sendNotices, type AccountNotice } from '../../../emulator/accounts/accountApps.mts';
import { proveAddress, sendSigned, signatureOf } from '../../../emulator/leads/delivery.mts';
import { ACCOUNTS, ADS } from '../../../emulator/world/seedIds.mts';
import { openMailbox, type Mailbox } from '../outside/mailbox.mts';
import { tell } from '../places/installation.mts';
import { Workbench } from '../browser/workbench.mts';

jest.setTimeout(1_200_000);

/** Changes of ads in a real n8n: the hub behind Meta's notifications. */

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

const world = () => bench.emulator.world;
const withVerifyToken = (workflow: Workflow): Workflow => {
	tell('    the Verify Token is entered');
	return {
		...workflow,
		nodes: workflow.nodes.map((one) =>
			one.name === 'Read changes' ? { ...one, parameters: { ...one.parameters, verifyToken: 'ours' } } : one,
		),
	};
};
const rejected: AccountNotice = {
	account: ACCOUNTS.eur,
	field: 'field_changed',
	value: { object_id: ADS.eurDisapproved, object_type: 'ad', changed_fields: ['effective_status'] },
};
const fatigued: AccountNotice = {
	account: ACCOUNTS.eur,
	field: 'creative_fatigue',
	value: { adgroup_id: ADS.eurNoBudget1, creative_fatigue_level: 'HIGH', creative_fatigue_message: 'Medium to high.' },
};

/** Subscribes an ad account by a step that a person executes. */
async function subscribeByHand(account: string): Promise<void> {
	const common = { typeVersion: 1, position: [0, 0] };
	const steps = [
		{ ...common, id: 'a', name: 'By hand', type: 'n8n-nodes-base.manualTrigger', parameters: {} },
		{
			...common,
			id: 'b',
			name: 'Subscribe',
			type: 'n8n-nodes-meta-ads.metaAds',
			parameters: {
				resource: 'account',
				operation: 'subscribe',
				adAccount: { __rl: true, mode: 'id', value: account },
				options: {},
			},
			credentials: { metaAdsApi: bench.credentialOf('metaAdsApi') },
		},
	];
	const id = await bench.bringWorkflow({
		name: 'Subscribe',
		nodes: steps as unknown as Workflow['nodes'],
		connections: { 'By hand': { main: [[{ node: 'Subscribe', type: 'main', index: 0 }]] } },
	});
	const { status, rows } = await bench.run(id, 'By hand');
	expect([status, rows('Subscribe')[0]?.subscribed]).toEqual(['success', true]);
}

test('workflows/ads-hub.json in a real n8n: an email a change, none doubled by a replay, none for a call that is not Meta’s', async () => {
	const hub = await bench.bring('ads-hub.json', withVerifyToken);
	await bench.activate(hub);
	const webhook = { url: `${bench.url}/webhook/meta-ads`, verifyToken: 'ours', ids: 'bare' } as const;
	// n8n publishes in the background.
	for (const until = Date.now() + 60_000; !(await proveAddress(webhook)); await sleep(1_000))
		if (Date.now() > until) throw new Error('The hub did not answer Meta’s question');
	expect(await proveAddress({ ...webhook, verifyToken: 'theirs' }).catch(() => false)).toBe(false);

	expect(await sendNotices(webhook, world(), [rejected])).toBeNull();
	await subscribeByHand(ACCOUNTS.eur);
	const sentAt = Date.now();
	const body = noticeBody(webhook, world(), [rejected, fatigued]);
	expect(await sendSigned(webhook, body)).toBe(200);
	await mailbox.waitFor(2, 60_000);
	tell(`two emails ${Date.now() - sentAt} ms after the call`);
	const subjects = mailbox.mails.map(({ subject }) => subject).sort();
	expect(subjects[0]).toMatch(/^The ad “.+” is now: disapproved\.$/);
	expect(subjects[1]).toBe('The creative fatigue of the ad “Stehlampe” has changed.');

	// The same notification again, and one that somebody else has signed.
	expect(await sendSigned(webhook, body)).toBe(200);
	const forged = { method: 'POST', body, headers: { 'x-hub-signature-256': signatureOf('other') } };
	expect((await fetch(webhook.url, forged)).status).toBe(401);
	const statuses = async () => (await bench.executions(hub)).map(({ status }) => status);
	// Of refused calls one an hour is kept: Meta's question with another token came first.
	for (const until = Date.now() + 20_000; Date.now() < until; await sleep(500))
		if ((await statuses()).includes('error')) break;
	tell(`executions of the hub that n8n keeps: ${(await statuses()).join(' ')}`);
	expect((await statuses()).filter((status) => status === 'error')).toHaveLength(1);
	expect(mailbox.mails).toHaveLength(2);
});
