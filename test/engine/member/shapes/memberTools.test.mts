import type { IDataObject } from 'n8n-workflow';

import { consentShapes } from '../../../support/consent/consentTools.mts';
import { mapped, sha256, useMemberBench } from '../../support/members.mts';

/** Contacts as 48 tools give them: who says no is sent by no operation and no mapping, and who says yes is. */

const bench = useMemberBench();
const { change, emails, uploads } = bench;

interface Person {
	readonly title: string;
	readonly email: string;
	readonly item: IDataObject;
	readonly isUnread: boolean;
}

const people = (words: 'yes' | 'no' | 'open'): Person[] =>
	consentShapes.flatMap(({ tool, item, isUnread = false, ...said }, shape) =>
		(said[words] ?? []).map((one, index) => {
			const email = `${words}.${shape}.${index}@example.com`;
			return { title: `${tool}: ${JSON.stringify(one)}`, email, item: { ...item(email, one), who: email }, isUnread };
		}),
	);
const [yes, no, open] = [people('yes'), people('no'), people('open')];
const everybody = [...no, ...yes, ...open].map(({ item }) => item);

/** Those of the people whose address is in the list. */
const inList = (some: readonly Person[]): string[] => {
	const list = new Set(emails());
	return some.filter(({ email }) => list.has(sha256(email))).map(({ title }) => title);
};
const all = (some: readonly Person[]): string[] => some.map(({ title }) => title);
const byHand = { columns: mapped({ email: '={{ $json.who }}' }) };

describe.each(['add', 'sync', 'replace'] as const)('%s', (operation) => {
	it.each([
		['automatically', {}],
		['by hand', byHand],
	])('mapped %s: no no is sent, and every yes', async (_title, parameters) => {
		const { rows, error } = await change(operation, everybody, parameters);
		expect(error).toBeUndefined();
		expect(inList(no)).toEqual([]);
		expect(inList(open)).toEqual([]);
		const isAutomatic = !('columns' in parameters);
		const read = (some: readonly Person[]): Person[] => some.filter(({ isUnread }) => !(isAutomatic && isUnread));
		const missing = all(read(yes)).filter((title) => !inList(yes).includes(title));
		expect(missing).toEqual([]);
		const [consented, optedOut, unclearConsent] = [yes, no, open].map((some) => read(some).length);
		expect(rows[0]).toMatchObject({ consented, optedOut, unclearConsent });
		expect(uploads().length).toBeGreaterThan(0);
	});
});

it('only who says yes in a column is sent where the form asks for it', async () => {
	const asked = consentShapes.flatMap(({ onlyNo, isUnread }, shape) => (onlyNo || isUnread ? [] : [`yes.${shape}.`]));
	const wanted = yes.filter(({ email }) => asked.some((start) => email.startsWith(start)));
	await change('replace', everybody, { consent: 'column' });
	expect(inList([...no, ...open])).toEqual([]);
	expect(all(wanted).filter((title) => !inList(wanted).includes(title))).toEqual([]);
});

it('at least 95 of 100 shapes are read by the names of their columns', async () => {
	const read: string[] = [];
	for (const { tool, item, yes: words } of consentShapes) {
		const { rows } = await change('add', [item('ada@example.com', words[0])], { options: { dryRun: true } });
		if (rows[0]?.usable === 1) read.push(tool);
	}
	expect(read.length / consentShapes.length).toBeGreaterThanOrEqual(0.95);
});
