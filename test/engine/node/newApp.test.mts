import { ACCOUNTS, AUDIENCES } from '../../../emulator/world/seedIds.mts';
import { byId } from '../support/harness.mts';
import { legacyUses } from '../report/legacyUses.mts';
import { hashes, people, sha256, useMemberBench } from '../support/members.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);

/** An app made since 2026-11-04, to which Meta refuses the legacy behaviour of Graph. */
const bench = useMemberBench({ app: 'new' });
const { change, emails, uploads } = bench;
const seeded = hashes('reader', 2_500);

it('what Meta ended is recognised, in parts of batches too', async () => {
	bench.emulator.control.setApp('old');
	const send = async (path: string, body: Record<string, string>) =>
		await fetch(`${bench.emulator.url}/v26.0/${path}`, {
			method: 'POST',
			headers: { Authorization: 'Bearer EMULATOR' },
			body: new URLSearchParams(body),
		});
	const part = (relative: string, body?: string) => ({ method: 'POST', relative_url: `v26.0/${relative}`, body });
	await send('me', { method: 'get', fields: 'name.as(title)', callback: 'x' });
	await send('', { asyncbatch: '[]' });
	await send('', { batch: JSON.stringify([part('me?ids=1', 'method=get'), part('me', 'date_format=U')]) });
	expect(
		legacyUses(bench.emulator.log)
			.map((use) => use.split(':')[0])
			.toSorted(),
	).toEqual([
		'JSONP',
		'asynchronous batch',
		'date_format',
		'field alias',
		'method override',
		'method override',
		'multi-ID',
	]);
	bench.emulator.control.setApp('new');
	bench.emulator.log.length = 0; // every test's is looked at
});

describe('an app made today', () => {
	it('removes people by a real DELETE, whose body holds them', async () => {
		const { error, rows } = await change('remove', people('reader', 2));
		expect(error).toBeUndefined();
		expect(rows[0]).toMatchObject({ action: 'remove', received: 2, batchesAccepted: 1 });
		expect(emails()).toEqual(
			seeded.filter((hash) => ![1, 2].some((number) => hash === sha256(`reader${number}@example.com`))),
		);
		expect(uploads().map(({ method, url, contentType }) => [method, url, contentType])).toEqual([
			['DELETE', `/v26.0/${AUDIENCES.usdNewsletter}/users`, 'application/json'],
		]);
	});

	it('takes people without consent out', async () => {
		const items = [
			{ email: 'new@example.com', consent: 'yes' },
			{ email: 'reader7@example.com', consent: '' },
		];
		const { error, rows } = await change('add', items, { consent: 'column', options: { removeWithoutConsent: true } });
		expect(error).toBeUndefined();
		expect(rows[0]).toMatchObject({ usable: 1, removedWithoutConsent: 1 });
		expect(emails()).toEqual(
			[...seeded.filter((hash) => hash !== sha256('reader7@example.com')), sha256('new@example.com')].sort(),
		);
	});

	it('stops sharing an audience', async () => {
		const list = AUDIENCES.usdNewsletter;
		const share = async (more: object) =>
			await bench.run('audience', 'share', {
				audience: byId(list),
				otherAccounts: { rows: [{ otherAccount: byId(ACCOUNTS.eur) }] },
				...more,
			});
		expect((await share({})).error).toBeUndefined();
		expect([...bench.audience(list).shares.keys()]).toEqual([ACCOUNTS.eur]);
		const { error, rows } = await share({ shareAction: 'stop' });
		expect(error).toBeUndefined();
		expect(rows[0]).toMatchObject({ changed: true });
		expect([...bench.audience(list).shares.keys()]).toEqual([]);
		const stopped = bench.sent().filter(({ method, path }) => method === 'DELETE' && path.endsWith('/ad_accounts'));
		expect(stopped.map(({ url }) => url.includes('?'))).toEqual([false]);
	});
});
