import { AUDIENCES } from '../../../emulator/world/seedIds.mts';
import { people, useMemberBench } from '../support/members.mts';
import { passTime } from '../support/lives/fakeTime.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);

/** Batches of ten instead of ten thousand. */
jest.mock('../../../nodes/MetaAudiences/people/rows/payload', () => ({
	...jest.requireActual('../../../nodes/MetaAudiences/people/rows/payload'),
	BATCH_ROWS: 10,
}));

/** What a run that stops says of its items: who was not to be sent was not carried out, and one reason is one failure. */

const bench = useMemberBench();
const users = `${AUDIENCES.usdNewsletter}/users`;
const refuse = (nth: number): void => {
	bench.emulator.control.addFault({ match: { path: users, nth }, fault: { kind: 'graph', code: 368 } });
};
const items = [
	...people('new', 12, { consent: 'yes' }),
	...people('no', 3, { consent: 'no' }),
	...people('new', 2, { consent: 'yes' }),
	{ email: 'x', consent: 'yes' },
];
const asked = { consent: 'column' };

beforeEach(() => passTime(200 * 60_000));

it('a refusal of all: nothing was changed, whoever was not to be sent', async () => {
	refuse(1);
	const { error } = await bench.change('add', items, asked);
	expect(error?.description).toMatch(/(^|\n)Nothing was changed\.($|\n)/);
	expect(error?.description).not.toMatch(/carried out|more failed/);
});

it('a refusal half-way: who was sent, and no more', async () => {
	refuse(2);
	const { error } = await bench.change('add', items, asked);
	expect(error?.description).toMatch(/(^|\n)10 of 18 items were carried out\.($|\n)/);
});

it('one refusal of the guard is one failure', async () => {
	const { error } = await bench.change('remove', people('reader', 100), { minimumRows: 2_450 });
	expect(error?.message).toMatch(/^Stop Below \(Rows\) is 2,450 rows/);
	expect(error?.description).toContain('Nothing was changed.');
	expect(error?.description).not.toContain('more failed');
});

it('what failed for other reasons is counted', async () => {
	const { error } = await bench.change('add', people('new', 3, { land: 'Atlantis' }), {
		defaultCountry: '={{ $json.land }}',
	});
	expect(error?.description).toMatch(/Nothing was changed\. 2 more failed\./);
});

it.each(['add', 'remove', 'replace', 'sync'] as const)(
	'%s: an answer that names another list, or nothing at all, is no proof',
	async (operation) => {
		for (const body of ['[]', '{}', `{"audience_id":"${AUDIENCES.usdRegulars}","num_received":3}`]) {
			bench.emulator.control.addFault({
				match: { path: `${AUDIENCES.usdNewsletter}/users.*`, times: 1 },
				fault: { kind: 'http', status: 200, body, contentType: 'application/json' },
			});
			const form = { minimumRows: 0, keepAtLeast: 0, consent: 'everybody' };
			const { error } = await bench.change(operation, people('reader', 3), form);
			expect(error?.message).toMatch(/^Meta’s answer does not say whether it took these contacts/);
			passTime(200 * 60_000);
			const { rows, error: later } = await bench.change(operation, people('reader', 3), form);
			expect([later?.message, rows[0]?.received]).toEqual([undefined, 3]);
		}
	},
);

describe('people without consent who are to be taken out as well', () => {
	const removing = { ...asked, options: { removeWithoutConsent: true } };
	const contacts = [
		{ email: 'new@example.com', consent: 'yes' },
		{ email: 'reader7@example.com', consent: 'no' },
	];
	const refuseRemoval = (): void => {
		const match = { path: users, method: 'DELETE' };
		bench.emulator.control.addFault({ match, fault: { kind: 'graph', code: 368 } });
	};

	it('a run in which Meta refuses that has failed, and says that the others were added', async () => {
		refuseRemoval();
		const { error } = await bench.change('add', contacts, removing);
		expect(error?.message).toMatch(/^People without consent could not be taken out/);
		expect(error?.description).toContain('1 of 2 items were carried out.');
		bench.emulator.control.reset();
	});

	it('a run that goes on has it as the error of those people, and as a note of the others', async () => {
		refuseRemoval();
		const { outputs } = await bench.change('add', contacts, removing, { onError: 'continueErrorOutput' });
		expect(outputs[0].map(({ json }) => [json.usable, json.removedWithoutConsent, json.notes])).toEqual([
			[1, null, expect.stringMatching(/Not all people without consent could be taken out/)],
		]);
		expect(outputs[2].map(({ json, pairedItem }) => [json.error, pairedItem])).toEqual([
			[expect.stringMatching(/^People without consent could not be taken out/), 1],
		]);
	});
});

it('a second row of a person whose batch was refused has failed with the first', async () => {
	refuse(2);
	const twins = [...people('new', 12), { email: 'new1@example.com' }, { email: 'NEW12@example.com' }];
	const { outputs } = await bench.change('add', twins, { result: 'contacts' }, { onError: 'continueErrorOutput' });
	expect(outputs[2].map(({ pairedItem }) => pairedItem)).toEqual([10, 11, 13]);
	expect(outputs[0].map(({ json }) => [json.row, json.verdict]).slice(-1)).toEqual([[13, 'duplicate']]);
});

it('a count of Meta’s that is lower than what was sent is told', async () => {
	const body = JSON.stringify({ audience_id: AUDIENCES.usdNewsletter, num_received: 3, num_invalid_entries: 1 });
	const fault = { kind: 'http', status: 200, body, contentType: 'application/json' } as const;
	bench.emulator.control.addFault({ match: { path: users, times: 1 }, fault });
	const { rows } = await bench.change('add', people('new', 9));
	expect(rows[0]).toMatchObject({ rows: 9, received: 3 });
	expect(rows[0].notes).toContain('Meta confirms only 4 of the 9 rows sent.');
	expect((await bench.change('add', people('new', 9))).rows[0].notes ?? '').not.toContain('confirms only');
});
