import { liveThroughLeads } from '../engine/support/lives/leadLife.mts';

jest.mock('../../nodes/shared/graph/wait', () => jest.requireActual('../engine/support/lives/fakeTime.mts').fakeWait);

const missing = (came: readonly string[], executed: ReadonlyArray<{ eventId?: unknown }>): string[] => {
	const told = new Set(executed.map(({ eventId }) => eventId));
	return came.filter((id) => !told.has(id));
};

it('30 days, 5 pages, 40 forms, 20,000 leads: none lost, repeats only with the same ID', async () => {
	// Longer between two looks: the same leads in less of a machine's time.
	const pollMinutes = Number(process.env.POLL_MINUTES ?? 30);
	const lived = await liveThroughLeads({ days: 30, pages: 5, forms: 40, leads: 20_000, seed: 1, pollMinutes });
	const { executed, came, kills, refusals, calls } = lived;
	console.log({ came: came.length, executed: executed.length, kills, refusals, calls });
	expect(came.length).toBeGreaterThan(19_900);
	expect(kills).toBeGreaterThan(1500 / pollMinutes);
	expect(missing(came, executed)).toEqual([]);
	for (const { lead_id: lead, eventId } of executed) expect(eventId).toBe(lead);
}, 3_600_000);

// Behind n8n's own Remove Duplicates: load/hubAndPoll.
it('hub and trigger together: of 1,000 leads none lost, repeats only with the same ID', async () => {
	const lived = await liveThroughLeads({
		days: 3,
		pages: 3,
		forms: 10,
		leads: 1_000,
		seed: 2,
		pollMinutes: 15,
		hub: true,
	});
	const { executed, came } = lived;
	const byHub = executed.filter(({ by }) => by === 'hub').length;
	console.log({ came: came.length, byHub, executed: executed.length });
	expect(byHub).toBeGreaterThan(500);
	expect(missing(came, executed)).toEqual([]);
	for (const { lead_id: lead, eventId } of executed) {
		expect(eventId).toBe(lead);
		expect(came).toContain(lead);
	}
}, 3_600_000);
