import fc from 'fast-check';

import { columns } from '../../../nodes/meta/people/columns/columns.ts';
import { columnNamed } from '../../../nodes/meta/people/columns/columnNamed.ts';
import { consentTopic, NO_SURROUNDINGS } from '../../../nodes/meta/people/consent/consentNames.ts';
import { consentQuestion } from '../../../nodes/meta/people/consent/consentQuestion.ts';
import { ConsentReaders } from '../../../nodes/meta/people/consent/consentReader.ts';
import { consentOf } from '../../../nodes/meta/people/consent/consentRule.ts';
import type { ColumnsLine } from '../../../nodes/meta/people/consent/saidOfColumns.ts';
import { refusals } from '../../support/consent/refusals.mts';
import { waysToSay, type WayToSay } from '../../support/consent/waysToSay.mts';

/** Nobody is sent for a column that nobody has understood: a person says what it means first. */

type Row = Record<string, unknown>;

const everyoneElse = (whatColumnsSay: ColumnsLine[] = []) => consentOf({ consent: 'everybody', whatColumnsSay });

interface Outcome {
	readonly asked: string | null;
	readonly advice: string;
	/** Of each row, whether it would be sent. */
	readonly sent: readonly boolean[];
}

function outcomeOf(rows: readonly Row[], said?: ColumnsLine[]): Outcome {
	const readers = new ConsentReaders();
	const rule = everyoneElse(said);
	const stands = rows.map((row) => readers.read(rule, row, null));
	const problem = consentQuestion(readers, { items: () => rows, columnOf: columnNamed });
	return {
		asked: problem?.message ?? null,
		advice: problem?.advice ?? '',
		sent: stands.map(({ stand, asked }) => problem === null && stand === 'yes' && asked?.lacking.length === 0),
	};
}

const dataNames = [
	'plan',
	'source',
	'company',
	'language',
	'type',
	'status',
	'tags',
	'owner',
	'approval',
	'createdAt',
	'VIP',
	'x',
	'note',
];
const wildName = fc.oneof(
	fc.string({ minLength: 1, maxLength: 20 }),
	fc.string({ unit: 'binary', minLength: 1, maxLength: 8 }),
	fc.constantFrom(...dataNames, ...columns.flatMap(({ names }) => names)),
);

/** What a name says of itself. */
const topicOf = (name: string) => consentTopic(name, NO_SURROUNDINGS)?.kind;

const speaksOfConsent = (name: string): boolean => ['agreement', 'objection', 'since'].includes(topicOf(name) ?? '');

/** Where a column can stand in a row. */
const places: ReadonlyArray<(name: string, cell: unknown) => Row> = [
	(name, cell) => ({ [name]: cell }),
	(name, cell) => ({ extra: { deeper: { [name]: cell } } }),
	(name, cell) => ({ extra: [{ [name]: cell }] }),
	(name, cell) => ({ extra: JSON.stringify({ [name]: cell }) }),
	(name, cell) => ({
		extra: [
			{ name: 'size', value: 'XL' },
			{ name: `field ${name}`, value: cell },
		],
	}),
];

type Place = (typeof places)[number];

const [ownCell] = places as [Place];

type Said = 'yes' | 'no' | 'blank';

/** Of addresses and numbers it shows what is none. */
const isForNothing = (name: string): boolean => /^(?:email|phone)|^$/.test(columnNamed(name) ?? '');

/** More of them once, on demand: a run of the tests takes few of all that there are. */
const RUNS = Number(process.env.CONSENT_RUNS ?? 3_000);

const isDays = ({ no }: WayToSay): boolean => typeof no === 'string' && /^\d{4}-/.test(no);

/** Sentences that stand once in a run can be anything that somebody wrote. */
const comesAgain = ({ way }: WayToSay, said: readonly string[]): boolean =>
	way !== 'whole sentences' || ['yes', 'no'].every((one) => said.filter((other) => other === one).length !== 1);

/** What stands once in the place of an address is a slip. */
const isSlip = (name: string, cells: readonly unknown[]): boolean =>
	/^(?:email|phone)/.test(columnNamed(name) ?? '') &&
	cells.some((cell) => cells.filter((other) => String(other) === String(cell)).length === 1);

const isObject = (cell: unknown): boolean => typeof cell === 'object' && cell !== null;

const cellOf = (way: WayToSay, said: Said): unknown => (said === 'blank' ? '' : way[said]);

describe('any column name, and any way to write yes and no', () => {
	it('there are at least 40 ways', () => expect(waysToSay.length).toBeGreaterThanOrEqual(40));

	const held = (
		name: string,
		{ ways, answers, place = ownCell }: { ways: readonly WayToSay[]; answers: readonly Said[]; place?: Place },
		no: Said = 'no',
	): void => {
		const cells = answers.map((said, index) =>
			cellOf(ways[Math.floor((index * ways.length) / answers.length)] as WayToSay, said),
		);
		fc.pre(ways.every(({ isUnread }) => isUnread !== true) || !isSlip(name, cells));
		const { sent } = outcomeOf(
			cells.map((cell, index) => ({ mail: `p${index}@example.com`, ...(cell === null ? {} : place(name, cell)) })),
		);
		const isFilled = cells.some((cell) => cell !== null && cell !== '');
		if (isFilled) answers.forEach((said, index) => expect([said, sent[index]]).not.toEqual([no, true]));
	};
	const answers = fc.array(fc.constantFrom<Said>('yes', 'no', 'blank'), { minLength: 2, maxLength: 60 });

	it('no row with a no is sent before somebody has said what the column means', () => {
		fc.assert(
			fc.property(
				wildName,
				fc.constantFrom(...waysToSay),
				answers,
				fc.constantFrom(...places),
				(name, way, said, place) => {
					fc.pre(!speaksOfConsent(name) && name !== 'mail');
					// A first name or a city can be any word.
					fc.pre(way.isUnread !== true || isForNothing(name));
					fc.pre(!isDays(way) || said.filter((one) => one === 'no').length * 2 < said.length);
					fc.pre(comesAgain(way, said));
					held(name, { ways: [way], answers: said, place });
				},
			),
			{ numRuns: RUNS },
		);
	});

	it('nor where the name says what a yes and a no are', () => {
		const names = fc.constantFrom(
			'newsletter',
			'Einwilligung',
			'gdpr consent',
			'Unsubscribed',
			'do_not_email',
			'Abgemeldet am',
			'LOPD',
		);
		// There, a cross is a yes, and a blank is none.
		const ways = waysToSay.filter(({ yes, no }) => yes !== '' && yes !== null && no !== '');
		fc.assert(
			fc.property(names, fc.constantFrom(...ways), answers, (name, way, said) => {
				held(name, { ways: [way], answers: said }, topicOf(name) === 'agreement' ? 'no' : 'yes');
			}),
			{ numRuns: Math.ceil(RUNS / 3) },
		);
	});

	it('nor where the column changes its way in the middle', () => {
		const names = wildName.filter((name) => isForNothing(name) && !speaksOfConsent(name) && name !== 'mail');
		const way = fc.constantFrom(...waysToSay.filter((one) => !isDays(one) && one.way !== 'whole sentences'));
		fc.assert(
			fc.property(names, way, way, answers, fc.constantFrom(...places), (name, before, after, said, place) =>
				held(name, { ways: [before, after], answers: said, place }),
			),
			{ numRuns: RUNS },
		);
	});

	it('nor where IDs or texts came first', () => {
		const begun = fc.constantFrom<(index: number) => unknown>(
			(index) => `note ${index * 7919} of somebody`,
			(index) => 100_000 + index,
			(index) => `p${index}@example.com`,
			() => '',
		);
		const way = fc.constantFrom(...waysToSay.filter((one) => !isDays(one)));
		fc.assert(
			fc.property(begun, way, fc.integer({ min: 1, max: 3_000 }), (first, { yes, no }, count) => {
				const later = Array.from({ length: Math.max(40, count) }, (_, index) => (index % 3 === 0 ? no : yes));
				const rows = [...Array.from({ length: count }, (_, index) => first(index)), ...later].map(
					(cell, index): Row => ({ mail: `p${index}@example.com`, 'zq 7': cell }),
				);
				expect(outcomeOf(rows).asked).toContain('zq 7');
			}),
			{ numRuns: 100 },
		);
	});

	it('nor where it is a field of a text', () => {
		const isText = ({ yes, no }: WayToSay): boolean =>
			[yes, no].every((one) => !isObject(one) && one !== null && one !== '');
		const way = fc.constantFrom(...waysToSay.filter((one) => isText(one) && !isDays(one)));
		const text = fc.constantFrom<(index: number, cell: unknown) => string>(
			(index, cell) => `Name: Mia ${index}\nzq: ${String(cell)}\nOrt: Ulm`,
			(index, cell) => `id=${index}&zq=${encodeURIComponent(String(cell))}`,
			(index, cell) => `{'id': ${index}, 'zq': '${String(cell).replace(/[,:]/g, ' ')}'}`,
			(index, cell) => `<r><id>${index}</id><zq>${String(cell)}</zq></r>`,
			(index, cell) => ` ${JSON.stringify(JSON.stringify({ index, zq: cell }))}`,
		);
		fc.assert(
			fc.property(text, way, answers, wildName, (written, one, said, name) => {
				fc.pre(columnNamed(name) === undefined && !speaksOfConsent(name) && comesAgain(one, said));
				const rows = said.map((which, index): Row => ({
					mail: `p${index}@example.com`,
					[name]: which === 'blank' ? '' : written(index, one[which]),
				}));
				const { sent } = outcomeOf(rows);
				said.forEach((which, index) => expect([which, sent[index]]).not.toEqual(['no', true]));
			}),
			{ numRuns: Math.ceil(RUNS / 3) },
		);
	});

	it('nor where a text refuses among others', () => {
		const refusal = fc.constantFrom(...refusals);
		const texts = fc.constantFrom<(index: number) => string>(
			(index) => `Likes product ${index * 7919} and the shop in town`,
			(index) => `Oak ${index}`,
			(index) => `${index * 7919}`,
			(index) => (index % 2 === 0 ? 'yes' : ''),
			() => '',
		);
		fc.assert(
			fc.property(
				refusal,
				texts,
				wildName,
				fc.integer({ min: 1, max: 400 }),
				fc.nat(),
				(text, other, name, count, place) => {
					fc.pre(name !== 'mail');
					const at = place % count;
					const rows = Array.from({ length: count }, (_, index): Row => ({
						mail: `p${index}@example.com`,
						[name]: index === at ? text : other(index),
					}));
					expect(outcomeOf(rows).sent[at]).toBe(false);
				},
			),
			{ numRuns: Math.ceil(RUNS / 10) },
		);
	});

	it('what is said of the column is all that it takes', () => {
		const names = fc.constantFrom('zq', 'plan', 'b c', 'a.b', 'Ja, bitte', 'VIP', 'поле');
		fc.assert(
			fc.property(names, fc.constantFrom(...waysToSay), (name, way) => {
				const said = ['yes', 'no', 'yes', 'no', 'blank', 'blank', 'blank', 'blank', 'blank'] as const;
				const rows = said.map((one, index): Row => ({ mail: `p${index}@example.com`, [name]: cellOf(way, one) }));
				const { asked, advice } = outcomeOf(rows);
				fc.pre(asked !== null && !asked.includes('these words mean'));
				const pasted = /as Nothing About Consent: (.*)\.$/.exec(advice)?.[1] ?? '';
				const nothing = outcomeOf(rows, [{ columns: pasted, says: 'nothing' }]);
				expect([nothing.asked, nothing.sent.every(Boolean)]).toEqual([null, true]);
			}),
		);
	});
});

describe('what n8n adds about the call itself', () => {
	const call = {
		headers: { connection: 'keep-alive', accept: '*/*', 'x-flag': '0' },
		params: {},
		query: {},
		webhookUrl: 'https://n8n.example/webhook/order',
		executionMode: 'production',
	};

	it('is never asked about', () => {
		const webhook = { ...call, body: { email: 'p1@example.com' } };
		expect(outcomeOf([webhook])).toMatchObject({ asked: null, sent: [true] });
		const form = { Email: 'p1@example.com', submittedAt: '2026-12-01T08:00:00+01:00', formMode: 'production' };
		expect(outcomeOf([form])).toMatchObject({ asked: null, sent: [true] });
	});

	it.each(['body', 'query'])('what stands in its %s is asked about', (part) => {
		expect(outcomeOf([{ ...call, email: 'p1@example.com', [part]: { flag: '0' } }]).asked).toContain(`${part}.flag`);
	});

	it('nor does it count where a table has such a column', () => {
		expect(outcomeOf([{ email: 'p1@example.com', executionMode: 'no' }]).asked).toContain('executionMode');
	});
});
