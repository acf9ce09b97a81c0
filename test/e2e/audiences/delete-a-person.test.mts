import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import type { Browser } from 'playwright-core';

import { AUDIENCES } from '../../../emulator/world/seedIds.mts';
import { launchBrowser } from '../browser/browser.mts';
import { Workbench } from '../browser/workbench.mts';
import { membersOf } from '../outside/crm.mts';

jest.setTimeout(240_000);

/** Somebody fills in the form for a person who asks to be deleted: the lists at (emulated) Meta, the page afterward, and what n8n keeps. */

let bench: Workbench;
let browser: Browser;
let workflow: string;

beforeAll(async () => {
	[bench, browser] = await Promise.all([Workbench.open(), launchBrowser()]);
	workflow = await bench.bring('delete-a-person.json');
	await bench.activate(workflow);
	// n8n says that a workflow is published before its form answers.
	for (const until = Date.now() + 30_000; Date.now() < until && !(await fetch(formUrl())).ok;) await sleep(100);
});
afterAll(async () => {
	await browser?.close();
	await bench?.close();
});

const formUrl = (): string => `${bench.url}/form/delete-a-person`;

/** @returns the text of the page that the form ends with */
async function submitted({ email, phone = '' }: { email: string; phone?: string }): Promise<string> {
	const page = await browser.newPage();
	try {
		await page.goto(formUrl());
		await page.locator('input[type=email]').fill(email);
		await page.locator('input[type=text]').fill(phone);
		await page.locator('#submit-btn').click();
		await page.getByText('Meta doesn').waitFor({ timeout: 30_000 });
		const text = (await page.locator('body').innerText()).replace(/\s+/g, ' ');
		// n8n's last page ends the run with a call of its own; one that is closed before it leaves the run waiting.
		await page.waitForLoadState('networkidle');
		return text;
	} finally {
		await page.close();
	}
}

const hashOf = (value: string): string => createHash('sha256').update(value).digest('hex');
const members = (audience: string): string[] => membersOf(bench.emulator, audience);
const hasMember = (audience: string, email: string): boolean =>
	members(audience).some((member) => member.startsWith(hashOf(email)));

const ALL_LISTS = 'Summer raffle 2023, Customers by value, Suppression list, Regulars, Newsletter readers';

test('the person leaves the list and everyone else stays; the page names the list that refused', async () => {
	const count = members(AUDIENCES.usdNewsletter).length;
	const page = await submitted({ email: 'Reader5@Example.com' });
	expect(hasMember(AUDIENCES.usdNewsletter, 'reader5@example.com')).toBe(false);
	expect(members(AUDIENCES.usdNewsletter)).toHaveLength(count - 1);
	expect(page).toContain('Removal sent for 5 of 6 customer lists');
	expect(page).toContain(`Sent: ${ALL_LISTS}. Not sent: Sleep problems.`);
	expect(page).toContain('Reason: Meta has flagged this audience');
	expect([page, JSON.stringify(bench.emulator.log)].join()).not.toMatch(/reader5/i);
});

test('a stranger changes no list, and the page claims no find', async () => {
	const before = members(AUDIENCES.usdNewsletter);
	expect(await submitted({ email: 'stranger@example.com' })).toContain(
		"Meta doesn't say whether the person was in a list.",
	);
	expect(members(AUDIENCES.usdNewsletter)).toEqual(before);
});

test('without a working token, the page says that no list was changed', async () => {
	bench.emulator.control.addFault({ match: { method: 'DELETE' }, fault: { kind: 'graph', code: 190 } });
	const page = await submitted({ email: 'reader6@example.com' });
	bench.emulator.control.clearFaults();
	expect(page).toContain('Removal sent for 0 of 6 customer lists');
	expect(hasMember(AUDIENCES.usdNewsletter, 'reader6@example.com')).toBe(true);
});

test('n8n keeps no run', async () => {
	// n8n takes a run away when it has ended, which is after the page has said so.
	let kept = await bench.executions(workflow);
	for (
		const until = Date.now() + 60_000;
		kept.length > 0 && Date.now() < until;
		kept = await bench.executions(workflow)
	)
		await sleep(500);
	expect(kept).toEqual([]);
});
