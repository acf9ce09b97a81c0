import { createHash } from 'node:crypto';

import { DateTime } from 'luxon';

import { logEndOfReview } from '../../../emulator/ads/adActivities.mts';
import { ACCOUNTS, AD_SETS, ADS, AUDIENCES } from '../../../emulator/world/seedIds.mts';
import { png } from '../../pictures.mts';
import { ofDay } from '../browser/ofDay.mts';
import { ACCOUNT, DAILY, WishBench } from '../browser/wishBench.mts';
import { follow, linksOf } from '../outside/mailbox.mts';

// What people come for and that changes something at Meta: as in wishes, and what has become of ads, budgets and lists is looked at.

jest.setTimeout(400_000);

let bench: WishBench;

const wishes: Array<{ readonly title: string; readonly grant: () => Promise<void> }> = [];
const wish = (title: string, grant: () => Promise<void>): void => void wishes.push({ title, grant });

beforeAll(async () => (bench = await WishBench.open()));
beforeEach(() => bench.begin());
afterAll(async () => await bench?.close());

const world = () => bench.bench.emulator.world;

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const reader = (at: number): string => `reader${at}@example.com`;
const contacts = `return Array.from({ length: 200 }, (_, at) => ({ json: { email: 'reader' + at + '@example.com', unsubscribed: at % 10 === 0 ? 'yes' : '' } }));`;

/** On the list of the night before are one who has opted out since, and one who has not. */
async function lastNight(): Promise<void> {
	const payload = { schema: ['EMAIL'], data: [[sha256(reader(10))], [sha256(reader(11))]] };
	const { url } = bench.bench.emulator;
	const answer = await fetch(`${url}/v26.0/${AUDIENCES.usdEmpty}/users`, {
		method: 'POST',
		headers: { Authorization: 'Bearer EMULATOR' },
		body: new URLSearchParams({ payload: JSON.stringify(payload) }),
	});
	expect(answer.status).toBe(200);
}

wish('a CRM every night, with opt-outs: at most 20 clicks, and none who opted out is on the list', async () => {
	const { editor } = bench;
	await bench.grant({
		name: 'a CRM every night, with opt-outs',
		mostClicks: 20,
		prepare: async () => {
			await lastNight();
			await bench.source('CRM', contacts);
		},
		act: async () => {
			bench.ofSource();
			await editor.addNode('Meta Audiences', 'Sync an audience and remove missing contacts');
			await bench.pick('audience', 'Suppression list');
			await editor.select('consent', 'Everyone Except Opt-Outs');
			await editor.execute();
		},
		outcome: () => {
			const { members } = world().get('CustomAudience', AUDIENCES.usdEmpty);
			const wanted = Array.from({ length: 200 }, (_, at) => at).filter((at) => at % 10 !== 0);
			const hashes = members.all().map((row) => row.EMAIL ?? '');
			expect(hashes.sort()).toEqual(wanted.map((at) => sha256(reader(at))).sort());
		},
	});
});

const picture = png(600, 600).toString('base64');
const files = `return ['a', 'b', 'c'].map((name) => ({ json: {}, binary: { data: { data: '${picture}', mimeType: 'image/png', fileName: name + '.png' } } }));`;

/** Ads made of the files, by the name of their ad set; each paused. */
function launched(): Record<string, string[]> {
	const made = world()
		.all('Ad')
		.filter(({ name }) => /^[abc]$/.test(name));
	expect(made.map(({ status }) => status)).toEqual(made.map(() => 'PAUSED'));
	return Object.fromEntries(
		[...new Set(made.map(({ adSet }) => adSet.name))].map((adSet) => [
			adSet,
			made
				.filter((ad) => ad.adSet.name === adSet)
				.map(({ name }) => name)
				.sort(),
		]),
	);
}

for (const { name, choose, adSets } of [
	{
		name: 'three images as ads in two ad sets',
		choose: async () => {
			await bench.editor.select('into', 'This and More Ad Sets');
			await bench.editor.addRow('moreAdSets');
			await bench.pick('adSet', 'Lookalike');
		},
		adSets: ['Broad', 'Lookalike'],
	},
	{
		name: 'three images as ads in two new ad sets',
		choose: async () => {
			await bench.editor.select('into', 'New Ad Sets, One per Country');
			// n8n loads the countries after this choice: a list that is opened before closes again, and a person waits.
			await bench.editor.page.waitForTimeout(2_000);
			await bench.editor.options('countries');
			// The click into the next field closes the list.
			for (const country of ['United States (US)', 'Canada (CA)']) await bench.editor.choose(country);
		},
		adSets: ['Broad – US', 'Broad – CA'],
	},
])
	wish(`${name}: at most 20 clicks, and each is there, paused`, async () => {
		const { editor } = bench;
		await bench.grant({
			name,
			mostClicks: 20,
			prepare: async () => await bench.source('Folder', files),
			act: async () => {
				bench.ofSource();
				await editor.addNode('Meta Ads', 'Create ads from image or video files in ad sets');
				await bench.pick('adSet', 'Broad');
				await choose();
				await bench.type('link', 'harbor-coffee.example');
				await editor.execute();
			},
			outcome: () => expect(launched()).toEqual(Object.fromEntries(adSets.map((adSet) => [adSet, ['a', 'b', 'c']]))),
		});
	});

/** Outputs of Adjust Budget, from 0. */
const APPROVAL_MESSAGE = 2;

wish('budgets by rule, with an approval: at most 30 clicks, and what was approved is made', async () => {
	const { editor, mailbox } = bench;
	let execution = '';
	const budget = () => world().get('AdSet', AD_SETS.usdNoBudgetA).dailyBudget;
	await bench.grant({
		name: 'budgets by rule, with an approval',
		mostClicks: 30,
		prepare: async () => {
			// Most ad sets that run for weeks have learned; a guard waits for those that have not.
			world().get('AdSet', AD_SETS.usdNoBudgetA).learning = {
				status: 'SUCCESS',
				conversions: 60,
				lastSignificantEdit: Date.parse('2026-09-01'),
				attributionWindows: ['7d_click'],
			};
			await editor.newWorkflow();
		},
		act: async () => {
			// The first step is typed into the first search: n8n puts a start before it.
			await editor.addNode('Meta Insights', 'Get report');
			await editor.select('level', 'Ad Set');
			await editor.select('dateRange', 'Last 7 Days');
			await editor.closeForms();
			await editor.addNode('Meta Budget Guard', 'Adjust a budget');
			await editor.select('change', 'By Rule');
			await editor.addRow('cutWhen');
			await bench.type('value', '0.5');
			await editor.execute();
			await editor.closeForms();
			await bench.addMail('Send message and wait for response', 'Meta Budget Guard', APPROVAL_MESSAGE);
			await editor.drop('subject', 'subject');
			await editor.drop('text', 'message');
			await editor.closeForms();
			await editor.addNode('Meta Budget Guard', 'Apply approved changes');
			await editor.unfold('Meta Budget Guard');
			await editor.drop('proposal', 'proposal');
			execution = await editor.beginStep();
		},
		outcome: async () => {
			const mail = await mailbox.waitFor(1);
			await bench.untilWaiting(execution);
			expect([budget(), mail.subject]).toEqual([1_500, expect.stringMatching(/^Approve 1 budget change/)]);
			await follow(linksOf(mail).find((link) => link.includes('approved=true')) ?? '');
			await bench.endOf(execution);
			expect(budget()).toBe(1_350);
		},
	});
});

wish('rotation of ads: at most 30 clicks, the loser is paused and another takes its place', async () => {
	const { editor } = bench;
	const statuses = () => [ADS.usdCboA1, ADS.usdCboA2].map((id) => world().get('Ad', id).status);
	await bench.grant({
		name: 'rotation of ads',
		mostClicks: 30,
		prepare: async () => {
			logEndOfReview(world(), world().get('Ad', ADS.usdCboA2), world().clock.now());
			await editor.newWorkflow();
		},
		act: async () => {
			await editor.addNode(DAILY);
			await editor.closeForms();
			await editor.addNode('Meta Ads', 'Rotate ads to swap or replace those over target');
			await editor.select('reportFrom', 'Meta');
			await bench.pick('adAccount', ACCOUNT);
			await bench.pick('adSet', 'Coffee lovers');
			await bench.type('targetCost', '12');
			await editor.select('queue', 'All Paused Ads, Old Ones Too');
			await editor.execute();
			expect(statuses()).toEqual(['ACTIVE', 'PAUSED']);
			await editor.toggle('dryRun');
			await editor.execute();
		},
		outcome: () => expect(statuses()).toEqual(['PAUSED', 'ACTIVE']),
	});
});

wish('off at night and on Sundays: at most 30 clicks, and on again on the day', async () => {
	const { editor } = bench;
	const status = () => world().get('AdSet', AD_SETS.usdNoBudgetA).status;
	/** The next time it is this hour on that day (Monday is 1) where the account is. */
	const passTo = (day: number, hour: number): void => {
		const now = DateTime.fromMillis(world().clock.now(), { zone: world().get('AdAccount', ACCOUNTS.usd).timeZone });
		const on = now.set({ hour, minute: 30 });
		const wanted = Array.from({ length: 8 }, (_, days) => on.plus({ days })).find(
			(one) => one > now && one.weekday === day,
		);
		bench.bench.emulator.control.advanceClock(((wanted ?? now).toMillis() - now.toMillis()) / 1000);
	};
	await bench.grant({
		name: 'off at night and on Sundays',
		mostClicks: 30,
		act: async () => {
			await editor.addNode(DAILY);
			// Another hidden field of the editor has the same name.
			await editor.page.locator('[data-test-id="parameter-input-field"]:visible').first().click();
			await editor.choose('Hours');
			await editor.closeForms();
			await editor.addNode('Meta Ads', 'Schedule ad set day and night hours by dayparting');
			await bench.pick('adAccount', ACCOUNT);
			await bench.pick('adSet', 'Broad');
			await editor.addRow('hours');
			// These are the hours in which it runs: Monday to Friday are chosen already, and Sunday stays off.
			await editor.selectMany('days', ['Saturday']);
			await editor.select('from', '07:00');
			await editor.select('to', '22:00');
			await editor.execute();
			// A run in the editor shows what it would do; for real it runs once it is published, or this is off.
			await editor.toggle('dryRunInEditor');
			await editor.closeForms();
		},
		outcome: async () => {
			const seen: string[] = [];
			for (const [day, hour] of [
				[1, 12],
				[1, 23],
				[2, 8],
				[7, 12],
			] as const) {
				passTo(day, hour);
				await bench.runToEnd();
				seen.push(status());
			}
			expect(seen).toEqual(['ACTIVE', 'PAUSED', 'ACTIVE', 'PAUSED']);
		},
	});
});

// All are made of the same few things of the editor: a short one and a long one a day, and each within three days.
test.each(ofDay(wishes, ({ title }) => /at most \d+/.exec(title)?.[0] ?? ''))(
	'$title',
	async ({ grant }) => await grant(),
);
