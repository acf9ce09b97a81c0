import { ACCOUNTS } from '../../../emulator/world/seedIds.mts';
import type { FaultRule } from '../../../emulator/http/server.mts';
import { newCampaign, useBench } from '../support/campaigns.mts';
import '../support/lives/fakeTime.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);

/** What became of a run is told by what was sent; a failure after a write is never taken for one before it. */

const bench = useBench();
const { run, writes } = bench;
const edge = `${ACCOUNTS.usd}/campaigns`;
const strike = (match: FaultRule['match'], fault: FaultRule['fault']) =>
	bench.emulator.control.addFault({ match, fault });
const named = (name: string) => bench.emulator.world.all('Campaign').filter((campaign) => campaign.name === name);
const of = (...names: string[]) => names.map((name) => ({ name }));
const form = newCampaign({ name: '={{ $json.name }}' });

it('does not say that nothing was changed when that is unknown', async () => {
	strike({ method: 'POST', path: edge, nth: 1 }, { kind: 'nullSlot', applied: true });
	strike({ method: 'GET', path: edge }, { kind: 'graph', code: 10 });
	strike({ method: 'POST', path: edge, nth: 2 }, { kind: 'graph', code: 368 });
	const { error } = await run('create', form, { items: of('One', 'Two') });
	expect(error?.message).toBe('It is unknown whether Meta created the campaign “One”');
	expect(error?.description).not.toContain('Nothing was changed');
	expect(error?.description).toMatch(/^0 of 2 items were carried out\. 1 may have been changed\. 1 more failed\.$/m);
});

it('says what is unknown besides what was carried out', async () => {
	strike({ method: 'POST', path: edge, nth: 2 }, { kind: 'nullSlot' });
	const { error } = await run('create', form, { items: of('One', 'Two', 'Three') });
	expect(error?.description).toMatch(/^2 of 3 items were carried out\. 1 may have been changed\.$/m);
});

describe('an answer that nobody can read', () => {
	it.each([{ daily_budget: 'x' }, { id: '1', name: 'One', daily_budget: 'x' }])(
		'never has a create sent again (%j)',
		async (body) => {
			strike(
				{ method: 'GET', path: '\\d+' },
				{ kind: 'http', status: 200, body: JSON.stringify(body), contentType: 'application/json' },
			);
			const { rows } = await run('create', form, { items: of('One'), retryOnFail: true, maxTries: 3 });
			const [campaign] = named('One');
			expect(named('One')).toHaveLength(1);
			expect(writes()).toHaveLength(1);
			expect(rows).toMatchObject([
				{ created: true, id: campaign?.id, note: expect.stringContaining('could not be read back') },
			]);
		},
	);
});
