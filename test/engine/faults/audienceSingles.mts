import { ACCOUNTS, AUDIENCES } from '../../../emulator/world/seedIds.mts';
import type { Emulator } from '../../../emulator/http/server.mts';
import type { Single } from './faultSingles.mts';
import { byId } from '../support/harness.mts';
import { mapped, sha256 } from '../support/members.mts';

type World = Emulator['world'];
const { usdNewsletter: list, usdEmpty } = AUDIENCES;
const edge = `${ACCOUNTS.usd}/customaudiences`;
const named =
	(name: string) =>
	(world: World): number =>
		world.all('CustomAudience').filter((audience) => audience.name === name).length;

/** An upload to tell of. */
function uploadSomething(world: World): void {
	const now = world.clock.now();
	const counts = { received: 3, invalid: 0, matched: 2 };
	world.get('CustomAudience', list).sessions.push({
		kind: 'CustomAudienceSession',
		id: '1790000000000001',
		action: 'add',
		startTime: now - 60_000,
		endTime: now,
		hasTimedOut: false,
		...counts,
	});
}

/** What the fault matrix runs of Meta Audiences. Membership is a set: an upload is sent again like a read, and twice is once. */
export const audienceSingles: readonly Single[] = [
	{ name: 'audience.get', form: { audience: byId(list) }, struck: { method: 'GET', path: list } },
	{ name: 'audience.getMany', form: {}, struck: { method: 'GET', path: edge } },
	{
		name: 'audience.update',
		form: { audience: byId(list), updateFields: { name: 'Renamed' } },
		struck: { method: 'POST', path: list },
		effect: 'set',
		times: named('Renamed'),
	},
	{
		name: 'audience.delete',
		form: { audience: byId(usdEmpty) },
		struck: { method: 'DELETE', path: usdEmpty },
		effect: 'set',
		times: (world) => (world.find(usdEmpty) === undefined ? 1 : 0),
	},
	{
		name: 'audience.share',
		form: { audience: byId(list), otherAccounts: { rows: [{ otherAccount: byId(ACCOUNTS.eur) }] } },
		struck: { method: 'POST', path: `${list}/ad_accounts` },
		effect: 'set',
		times: (world) => world.get('CustomAudience', list).shares.size,
	},
	{
		name: 'audience.create',
		form: { audienceType: 'customerList', name: 'Faulted' },
		struck: { method: 'POST', path: edge },
		effect: 'create',
		times: named('Faulted'),
	},
	{
		name: 'lookalike.create',
		form: { audience: byId(list), countries: ['US'], additionalFields: { name: 'Faulted' } },
		struck: { method: 'POST', path: edge },
		effect: 'create',
		times: named('Faulted'),
	},
	{
		name: 'member.add',
		form: { audience: byId(list), columns: mapped({ email: 'new@example.com' }), consent: 'everybody' },
		struck: { method: 'POST', path: `${list}/users` },
		effect: 'repeat',
		times: (world) => Number(world.get('CustomAudience', list).members.has('EMAIL', sha256('new@example.com'))),
	},
	{
		name: 'member.remove',
		form: { audience: byId(list), columns: mapped({ email: 'reader7@example.com' }), minimumRows: 0, keepAtLeast: 50 },
		struck: { method: 'DELETE', path: `${list}/users` },
		effect: 'repeat',
		times: (world) => Number(!world.get('CustomAudience', list).members.has('EMAIL', sha256('reader7@example.com'))),
	},
	...['member.replace', 'member.sync'].map((name): Single => ({
		name,
		form: {
			audience: byId(list),
			columns: mapped({ email: 'new@example.com' }),
			consent: 'everybody',
			minimumRows: 1,
			keepAtLeast: 0,
		},
		struck: { method: 'POST', path: `${list}/usersreplace` },
		effect: 'repeat',
		times: (world) => {
			const { members } = world.get('CustomAudience', list);
			return Number(members.size === 1 && members.has('EMAIL', sha256('new@example.com')));
		},
	})),
	{
		name: 'member.checkUpload',
		form: { audience: byId(list) },
		struck: { method: 'GET', path: `${list}/sessions` },
		prepare: uploadSomething,
	},
];
