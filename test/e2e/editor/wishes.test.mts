import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { maxBy, sortBy } from 'lodash';

import { AD_SETS, CREATIVES } from '../../../emulator/world/seedIds.mts';
import { deliveryOf } from '../../../emulator/insights/numbers/delivery.mts';
import type { Ad } from '../../../emulator/world/adObjectModel.mts';
import { ofDay } from '../browser/ofDay.mts';
import { ACCOUNT, DAILY, WishBench } from '../browser/wishBench.mts';

// What people come for, from an empty canvas in the real editor, as somebody does it who knows where things are: what is clicked and typed
// is counted, and what comes of it is looked at where it comes. The credential has a default ad account. These read; wishes-changes writes.

jest.setTimeout(400_000);

let bench: WishBench;

const wishes: Array<{ readonly title: string; readonly grant: () => Promise<void> }> = [];
const wish = (title: string, grant: () => Promise<void>): void => void wishes.push({ title, grant });

beforeAll(async () => {
	bench = await WishBench.open();
	await createTable();
});
beforeEach(() => bench.begin());
afterAll(async () => await bench?.close());

const TABLE = 'Ads report';
const TABLE_FILE = join(process.cwd(), 'docs', 'recipes', 'daily-report-to-table.csv');
const tables = async (): Promise<string> => {
	const { id } = await bench.bench.rest.call<{ id: string }>('GET', '/projects/personal');
	return `/projects/${id}/data-tables`;
};
let tableId = '';

/** What n8n makes of the recipe's file. */
async function createTable(): Promise<void> {
	const [head = '', row = ''] = (await readFile(TABLE_FILE, 'utf8')).split(/\r?\n/);
	const cells = row.split(',');
	const columns = head.split(',').map((name, at) => ({ name, type: isNaN(Number(cells[at])) ? 'string' : 'number' }));
	const { id } = await bench.bench.rest.call<{ id: string }>('POST', await tables(), { name: TABLE, columns });
	tableId = id;
}

const rowsOfTable = async () =>
	(await bench.bench.rest.call<{ data: Array<Record<string, unknown>> }>('GET', `${await tables()}/${tableId}/rows`))
		.data;

wish('a report into a table: at most 30 clicks, and each campaign has its row there', async () => {
	const { editor, effort } = bench;
	let reported: Array<Record<string, string>> = [];
	await bench.grant({
		name: 'a report into a table',
		mostClicks: 30,
		act: async () => {
			await editor.addNode('Trigger manually');
			await editor.addNode('Meta Insights', 'Get report');
			await bench.pick('adAccount', ACCOUNT);
			await editor.execute();
			reported = await editor.resultRows();
			await editor.closeForms();
			// A table is made at another place, of the file that the recipe brings: Overview, its menu, the window and the file.
			effort.outside({ clicks: 7 });
			await editor.addNode('Data table', 'Insert row');
			await bench.pick('dataTableId', TABLE);
			await editor.mapByHand('Map Automatically');
			await editor.execute();
		},
		outcome: async () => {
			expect(reported.length).toBeGreaterThan(1);
			const inTable = await rowsOfTable();
			expect(inTable.map((row) => row.campaign_name)).toEqual(reported.map((row) => row.campaign_name));
			for (const row of inTable)
				expect(row).toMatchObject({ row_key: expect.stringMatching(/./), spend: expect.any(Number) });
		},
	});
});

wish('a mail with the results of each country: at most 30 clicks, and it comes with both', async () => {
	const { editor, mailbox } = bench;
	await bench.grant({
		name: 'a mail with the results of each country',
		mostClicks: 30,
		prepare: async () => {
			for (const { targeting } of bench.bench.emulator.world.all('AdSet'))
				targeting.geo_locations = { countries: ['US', 'CA'] };
			await editor.newWorkflow();
		},
		act: async () => {
			await editor.addNode('Trigger manually');
			await editor.addNode('Meta Insights', 'Get report');
			await editor.selectMany('breakdowns', ['Country']);
			await editor.execute();
			await editor.closeForms();
			await editor.addNode('Meta Insights', 'Format report as email or message');
			await editor.select('groupBy', 'Country');
			await editor.execute();
			await editor.closeForms();
			await bench.addMail('Send an Email');
			await editor.drag('subject', 'subject');
			await editor.drag('html', 'html');
			await editor.execute();
		},
		outcome: async () => {
			const mail = await mailbox.waitFor(1);
			expect(mail.subject).toMatch(/^Ads Report: /);
			for (const country of ['United States', 'Canada']) expect(mail.html || '').toContain(country);
			expect(mailbox.mails).toHaveLength(1);
		},
	});
});

const DAY = 86_400_000;

/** Of the active campaign for leads: a cheap ad until four days ago, and a dear one ever since. */
function letLeadsBecomeDear(): void {
	const { world } = bench.bench.emulator;
	const adSet = world.get('AdSet', AD_SETS.usdSharingA);
	const createdTime = world.clock.now() - 80 * DAY;
	const adOf = (id: string): Ad => ({
		...{ kind: 'Ad', id, account: adSet.account, campaign: adSet.campaign, adSet, name: `Newsletter ${id.slice(-3)}` },
		...{ status: 'ACTIVE', creativeId: CREATIVES.usdCup, labels: [], review: { state: 'APPROVED' }, issues: [] },
		...{ createdTime, updatedTime: createdTime },
	});
	const ads = Array.from({ length: 300 }, (_, at) => adOf(`1202120000000${90_000 + at}`));
	const byCost = sortBy(ads, (ad) => {
		const { cpm, clickRate, rates } = deliveryOf(ad, world.activeSpans);
		return cpm / (clickRate * rates.lead);
	});
	// Some leads each day: with none at all the tracking would be in doubt.
	const dear = maxBy(byCost.slice(-50), (ad) => {
		const { impressions, clickRate, rates } = deliveryOf(ad, world.activeSpans);
		return impressions * clickRate * rates.lead;
	});
	const change = world.clock.now() - 4 * DAY;
	for (const [ad, span] of [
		[byCost[0], { from: createdTime, until: change }],
		[dear, { from: change }],
	] as const) {
		if (ad === undefined) throw new Error('No ads were made up');
		world.activeSpans.assume([world.add(ad)]);
		world.activeSpans.of(ad).splice(0, 1, span);
	}
}

wish(
	'a mail when the cost of a lead jumps: at most 30 clicks, a sample on a usual day, and an alert after a jump',
	async () => {
		const { editor, mailbox } = bench;
		await bench.grant({
			name: 'a mail when the cost of a lead jumps',
			mostClicks: 30,
			act: async () => {
				await editor.addNode(DAILY);
				await editor.closeForms();
				await editor.addNode('Meta Insights', 'Alert on unusual changes such as cost per lead');
				await editor.select('resultsColumn', 'Leads');
				// An alert begins as Cost per Result.
				await editor.addRow('watched');
				// Added, it is on.
				await editor.addField('Show Sample Without Alerts', 'Options');
				await editor.execute();
				await editor.closeForms();
				await bench.addMail('Send an Email');
				await editor.drop('subject', 'subject');
				await editor.drop('html', 'html');
				await editor.closeForms();
			},
			outcome: async () => {
				await bench.runToEnd();
				expect((await mailbox.waitFor(1)).subject).toMatch(/^Sample: /);
				letLeadsBecomeDear();
				await bench.runToEnd();
				expect((await mailbox.waitFor(2)).subject).toBe('Cost per Result Up: Newsletter Leads');
			},
		});
	},
);

// All are made of the same few things of the editor: a short one and a long one a day, and each within three days.
test.each(ofDay(wishes, ({ title }) => /at most \d+/.exec(title)?.[0] ?? ''))(
	'$title',
	async ({ grant }) => await grant(),
);
