import type { IDataObject } from 'n8n-workflow';

import { answered, saying } from '../../../support/consent/answered.mts';
import { consentShapes, type ConsentShape } from '../../../support/consent/consentTools.mts';
import { mapped, sha256, useMemberBench } from '../../support/members.mts';

/** Contacts as 48 tools give them: who says no is sent by no operation and no mapping, and who says yes is. */

const bench = useMemberBench();
const { change, emails, uploads } = bench;

interface Person {
	readonly email: string;
	readonly item: IDataObject;
}

const peopleOf = ({ item, ...said }: ConsentShape, words: 'yes' | 'no' | 'open'): Person[] =>
	(said[words] ?? []).map((one, index) => {
		const email = `${words}.${index}@example.com`;
		return { email, item: { ...item(email, one), who: email } };
	});

/** Addresses of the people who are in the list. */
const inList = (some: readonly Person[]): string[] => {
	const list = new Set(emails());
	return some.map(({ email }) => email).filter((email) => list.has(sha256(email)));
};
const all = (some: readonly Person[]): string[] => some.map(({ email }) => email);
const byHand = { columns: mapped({ email: '={{ $json.who }}' }) };
const operations = ['add', 'sync', 'replace'] as const;

describe.each(consentShapes.map((shape, at) => [shape.tool, shape, at] as const))('%s', (_tool, shape, at) => {
	const [yes, no, open] = (['yes', 'no', 'open'] as const).map((words) => peopleOf(shape, words)) as [
		Person[],
		Person[],
		Person[],
	];
	const items = [...no, ...yes, ...open].map(({ item }) => item);
	// A list is never emptied: where nobody of a tool says yes, somebody of another one is sent.
	const others = yes.length > 0 ? [] : [{ email: 'other@example.com', who: 'other@example.com' }];

	it.each([
		['automatically', {}, at],
		['by hand', byHand, at + 1],
	])('mapped %s: no no is sent, and every yes', async (_title, mapping, turn) => {
		if (!('columns' in mapping) && shape.isUnread) return;
		const operation = operations[turn % 3] ?? 'add';
		// Whether or not somebody has answered first, no no is sent.
		const everybody = [...items, ...others];
		await change(operation, everybody, mapping);
		expect(inList([...no, ...open])).toEqual([]);
		const { rows, error } = await change(operation, everybody, {
			...mapping,
			...saying(...answered(everybody, shape.yes)),
		});
		expect(error).toBeUndefined();
		expect([inList(no), inList(open), inList(yes)]).toEqual([[], [], all(yes)]);
		const [consented, optedOut, unclearConsent] = [[...yes, ...others], no, open].map(({ length }) => length);
		expect(rows[0]).toMatchObject({ consented, optedOut, unclearConsent });
		expect(uploads().length).toBeGreaterThan(0);
	});

	it('only who says yes in a column is sent where the form asks for it', async () => {
		if (shape.onlyNo || shape.isUnread) return;
		await change('replace', items, { consent: 'column' });
		expect([inList([...no, ...open]), inList(yes)]).toEqual([[], all(yes)]);
	});
});

it('at least 95 of 100 shapes are read by the names of their columns', async () => {
	const read: string[] = [];
	for (const { tool, item, yes: words } of consentShapes) {
		const items = [item('ada@example.com', words[0])];
		const { rows } = await change('add', items, { options: { dryRun: true }, ...saying(...answered(items, words)) });
		if (rows[0]?.usable === 1) read.push(tool);
	}
	expect(read.length / consentShapes.length).toBeGreaterThanOrEqual(0.95);
});
