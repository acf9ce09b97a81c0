import type { IDataObject } from 'n8n-workflow';

import { answered, saying } from '../../support/consent/answered.mts';
import { consentShapes, type ConsentShape } from '../../support/consent/consentTools.mts';
import { mapped } from '../support/members.mts';
import { hashed, order, useConversionBench } from '../support/conversions.mts';

/** Events of people as tools give them: of who says no, none is sent, whether or not somebody has answered first. */

const { send, received, now } = useConversionBench();

interface Person {
	readonly email: string;
	readonly item: IDataObject;
}

/** What the event itself needs is mapped, so that no column of it has to be found. */
const peopleOf = ({ item, ...said }: ConsentShape, words: 'yes' | 'no' | 'open'): Person[] =>
	(said[words] ?? []).map((one, index) => {
		const email = `${words}.${index}@example.com`;
		return { email, item: { ...item(email, one), who: email, what: `${words}-${index}`, when: now() } };
	});

const columns = mapped({ email: '={{ $json.who }}', eventTime: '={{ $json.when }}', eventId: '={{ $json.what }}' });

const sentOf = (some: readonly Person[]): string[] => {
	const events = JSON.stringify(received());
	return some.map(({ email }) => email).filter((email) => events.includes(hashed(email)));
};

it.each(consentShapes.map((shape) => [shape.tool, shape] as const))('%s', async (_tool, shape) => {
	const [yes, no, open] = (['yes', 'no', 'open'] as const).map((words) => peopleOf(shape, words)) as [
		Person[],
		Person[],
		Person[],
	];
	const items = [...no, ...yes, ...open].map(({ item }) => item);
	const form = { eventName: 'Lead', columns };
	await send(items, form);
	expect(sentOf([...no, ...open])).toEqual([]);
	await send(items, { ...form, ...saying(...answered(items, shape.yes)) });
	expect([sentOf(no), sentOf(open), sentOf(yes)]).toEqual([[], [], yes.map(({ email }) => email)]);
});

it.each([{ order_id: 1 }, { total: 0 }, { num_items: 1 }, { customer_id: '1' }, { store: 1, orders_count: 3 }])(
	'a small number of a single order is no answer: %j',
	async (small) => {
		const { outputs } = await send([order(1, now(), small)]);
		expect(outputs.flat().map(({ json }) => json.verdict)).toEqual(['sent']);
	},
);

it.each([
	['total', [0, 1, 0]],
	['store', ['1', '0', '1']],
] as const)('0 and 1 in turns are asked about: %s %j', async (name, values) => {
	const { error } = await send([...values].map((value, n) => order(n, now(), { [name]: value })));
	expect(error?.message).toContain(`does not say what these columns mean: ${name}: `);
	expect(received()).toEqual([]);
});
