import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

import { noticeBody, sendNotices } from '../../../../emulator/accounts/accountApps.mts';
import { signatureOf } from '../../../../emulator/leads/delivery.mts';
import { ACCOUNTS, ADS } from '../../../../emulator/world/seedIds.mts';
import { APP, TOKENS } from '../../../../emulator/world/tokens.mts';
import { codes, graphClient, useEmulator } from '../calls/client.mts';

const used = useEmulator({ startAt: new Date('2026-11-25T12:00:00Z') });
const path = `${ACCOUNTS.usd}/subscribed_apps`;
const fatigue = { field: 'creative_fatigue', value: { adgroup_id: ADS.usdCboA1, creative_fatigue_level: 'HIGH' } };

it('an app is added once and taken off; others stay', async () => {
	const account = used.emulator.world.get('AdAccount', ACCOUNTS.usd);
	account.apps = new Map([['77', 'Another Tool']]);
	for (let times = 0; times < 2; times++)
		expect((await used.graph.post(path, { app_id: APP.id })).body).toEqual({ success: true });
	expect((await used.graph.get(path)).body.data).toEqual([
		{ id: '77', name: 'Another Tool' },
		{ id: APP.id, name: APP.name },
	]);
	expect((await used.graph.delete(path)).body).toEqual({ success: true });
	expect((await used.graph.get(path)).body.data).toEqual([{ id: '77', name: 'Another Tool' }]);
});

it('refuses another app, and a token that only reads', async () => {
	expect(codes(await used.graph.post(path, { app_id: '77' }))).toBe('100/-');
	expect(codes(await graphClient(used.emulator, TOKENS.readOnly).post(path))).toBe('200/-');
});

it('sends signed changes of subscribed accounts, an entry an account', async () => {
	const got: Array<{ body: string; headers: IncomingHttpHeaders }> = [];
	const server = createServer((request, response) => {
		let body = '';
		request.on('data', (part) => (body += String(part)));
		request.on('end', () => {
			got.push({ body, headers: request.headers });
			response.end();
		});
	});
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
	const webhook = { url, verifyToken: 'ours', ids: 'quoted' } as const;
	const { world } = used.emulator;
	const notices = [ACCOUNTS.usd, ACCOUNTS.eur].map((account) => ({ account, ...fatigue }));
	expect(await sendNotices(webhook, world, notices)).toBeNull();
	await used.graph.post(path);
	expect(await sendNotices(webhook, world, notices)).toBe(200);
	server.close();
	expect(got[0]?.headers['x-hub-signature-256']).toBe(signatureOf(got[0]?.body ?? ''));
	expect(JSON.parse(got[0]?.body ?? '')).toEqual({
		object: 'ad_account',
		entry: [{ id: ACCOUNTS.usd.slice(4), time: 1_795_608_000, changes: [fatigue] }],
	});
	expect(noticeBody({ ...webhook, ids: 'bare' }, world, notices)).toContain(`"adgroup_id":${ADS.usdCboA1},`);
});
