import { AUDIENCES } from '../../../../emulator/world/seedIds.mts';
import { byId } from '../../support/harness.mts';
import { passTime } from '../../support/lives/fakeTime.mts';
import { hashes, people, useMemberBench } from '../../support/members.mts';

jest.mock('../../../../nodes/shared/graph/wait', () => jest.requireActual('../../support/lives/fakeTime.mts').fakeWait);

/** A list that an execution sends in parts, each of which would replace the one before. */

const bench = useMemberBench();
const { change, emails, uploads } = bench;
const [newsletter, empty] = [AUDIENCES.usdNewsletter, AUDIENCES.usdEmpty];
const TWICE = 'Audience was already replaced in this execution, and would keep only the contacts of this pass';

beforeEach(() => passTime(200 * 60_000));

describe.each(['replace', 'sync'] as const)('%s in a loop', (operation) => {
	it('is refused at the second pass, before anything is sent', async () => {
		const { error } = await change(operation, people('one', 20), {}, { laterItems: people('other', 20) });
		expect(error?.message).toBe(TWICE);
		expect(error?.description).toContain('Loop Over Items');
		expect([emails(), uploads().length]).toEqual([hashes('one', 20), 1]);
	});

	it('goes on where each pass is for a list of its own', async () => {
		const of = (audience: string) => ({ audience: audience });
		const items = people('one', 20).map((item) => ({ ...item, ...of(newsletter) }));
		const laterItems = people('other', 20).map((item) => ({ ...item, ...of(AUDIENCES.usdRegulars) }));
		const parameters = { audience: byId('={{ $json.audience }}') };
		const { error } = await change(operation, items, parameters, { laterItems });
		expect([error, emails(), emails(AUDIENCES.usdRegulars)]).toEqual([
			undefined,
			hashes('one', 20),
			hashes('other', 20),
		]);
	});

	it('Retry On Fail begins the same pass again', async () => {
		const both = [newsletter, AUDIENCES.usdRegulars].flatMap((audience) =>
			people('p', 20).map((item) => ({ ...item, audience })),
		);
		bench.emulator.control.addFault({
			match: { path: `${AUDIENCES.usdRegulars}/usersreplace`, times: 1 },
			fault: { kind: 'graph', code: 368 },
		});
		const again = { retryOnFail: true, maxTries: 2 };
		const { error } = await change(operation, both, { audience: byId('={{ $json.audience }}') }, again);
		expect([error, emails(), emails(AUDIENCES.usdRegulars)]).toEqual([undefined, hashes('p', 20), hashes('p', 20)]);
	});
});

it('a sync in a loop does not fill a new list with its last part', async () => {
	const { error } = await change(
		'sync',
		people('one', 20),
		{ audience: byId(empty) },
		{ laterItems: people('other', 20) },
	);
	expect([error?.message, emails(empty)]).toEqual([TWICE, hashes('one', 20)]);
});

it('the next execution replaces the list as ever', async () => {
	await change('replace', people('one', 20));
	expect((await change('replace', people('other', 20))).error).toBeUndefined();
	expect(emails()).toEqual(hashes('other', 20));
});
