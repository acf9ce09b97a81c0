import { PAGES } from '../../../emulator/world/seedIds.mts';
import { TOKENS } from '../../../emulator/world/tokens.mts';
import { byId } from '../support/harness.mts';
import { useLeads } from '../support/leads.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);

const bench = useLeads();
const page = () => bench.emulator.world.leads.page(PAGES.usd);
const check = async (more = {}) =>
	await bench.run(
		'checkAccess',
		{ resource: 'account', options: { page: byId(PAGES.usd), neededPermissions: ['ads_read'] } },
		more,
	);

describe('check access, with a page’s leads', () => {
	it('is well where leads can be read, and says nothing of them otherwise', async () => {
		expect((await check()).rows).toEqual([expect.objectContaining({ ok: true, problems: 'none' })]);
	});

	it.each([
		['a permission', () => undefined, { bearer: TOKENS.noLeads }, 'The token lacks the permission leads_retrieval'],
		['a role', () => (page().tasks = []), {}, 'may not work with ads of this page'],
		['a task', () => (page().tasks = ['ANALYZE']), {}, 'may not work with ads of this page'],
		['the terms', () => (page().termsAccepted = false), {}, 'has not accepted Meta’s lead generation terms'],
		['Leads Access', () => (page().accessManager = 'revoked'), {}, 'Leads Access Manager keeps this app'],
	])('names a missing %s', async (_what, prepare, more, said) => {
		prepare();
		const [row] = (await check(more)).rows;
		expect(row.ok).toBe(false);
		expect(row.problems).toContain('Leads of the page: ');
		expect(row.problems).toContain(said);
	});
});
