import { ACCOUNTS } from '../../../emulator/world/seedIds.mts';
import { useAudienceBench } from '../support/audiences.mts';
import { waits } from '../support/lives/fakeTime.mts';
import { byId, emulatorCredential, searchList } from '../support/harness.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);

const bench = useAudienceBench();

const answers = (status: number, body: object, times: number): void =>
	bench.emulator.control.addFault({
		match: { path: `${ACCOUNTS.usd}/customaudiences`, times },
		fault: { kind: 'http', status, body: JSON.stringify(body), contentType: 'application/json' },
	});

/** Pages of audiences that take no contacts, and one more behind each. */
function nothingToShow(page: number): void {
	const paging = { cursors: { after: `a${page}` }, next: 'https://elsewhere.example' };
	answers(200, { data: [{ id: String(page), name: 'Lookalike', subtype: 'LOOKALIKE' }], paging }, 1);
}

const search = async (after?: string) =>
	await searchList(
		'searchCustomerLists',
		{
			node: 'metaAudiences',
			credential: emulatorCredential(bench.emulator.url),
			parameters: { resource: 'member', operation: 'add', adAccount: byId(ACCOUNTS.usd) },
		},
		undefined,
		after,
	);

const NOTHING_YET = 'The first pages of this list have nothing to choose, and Meta has more';

it('a person waits for a list of several pages no longer than for one', async () => {
	waits.length = 0;
	for (const page of [1, 2, 3, 4, 5]) {
		answers(503, {}, 2);
		nothingToShow(page);
	}
	await expect(search()).rejects.toThrow();
	expect(waits.length).toBeGreaterThan(0);
	expect(waits.reduce((sum, wait) => sum + wait, 0)).toBeLessThanOrEqual(10_000);
});

it('a list with nothing in its first pages is not told to be empty; further down what is there stays', async () => {
	for (const page of [1, 2, 3, 4, 5]) nothingToShow(page);
	await expect(search()).rejects.toMatchObject({ message: NOTHING_YET, description: 'Choose by ID instead.' });
	for (const page of [6, 7, 8, 9, 10]) nothingToShow(page);
	expect(await search('a5')).toEqual({ results: [], paginationToken: 'a10' });
});
