import fc from 'fast-check';

import { loggedAmounts, loggedBid, loggedFloor } from '../../../nodes/meta/activityLog/amounts.ts';
import { budgetKindOf } from '../../../nodes/meta/activityLog/budgetKind.ts';
import { foldedStatuses } from '../../../nodes/meta/activityLog/foldedStatuses.ts';
import { needsRest } from '../../../nodes/meta/activityLog/rest.ts';
import { statusChanges, statusesIn, type OwnStatus } from '../../../nodes/meta/activityLog/statusChanges.ts';
import { statusOfWord } from '../../../nodes/meta/activityLog/statusWords.ts';
import type { GraphObject } from '../../../nodes/shared/graph/object.ts';

const ID = '120211000000000021';
const [OURS, EDITOR] = ['600000000000001', '119211728144504'];
const START = Date.parse('2026-11-01T00:00:00Z');
const timeText = (at: number): string => new Date(at).toISOString().replace('.000Z', '+0000');
const NUMBERS: Record<string, number> = { Active: 1, Inactive: 15, 'Pending process': 17, 'Pending Review': 9 };

interface Step {
	readonly at: number;
	readonly from: string;
	readonly to: string;
	readonly app?: string;
}

/** An entry of a change of status, as newer logs write it. */
const entry = ({ at, from, to, app = OURS }: Step, more: GraphObject = {}): GraphObject => ({
	event_time: timeText(START + at * 1000),
	event_type: 'update_ad_set_run_status',
	object_id: ID,
	actor_id: app === '0' ? '0' : '34',
	application_id: app,
	extra_data: JSON.stringify({
		old_value: from,
		new_value: to,
		run_status: { old_value: NUMBERS[from], new_value: NUMBERS[to] },
		type: 'run_status',
	}),
	...more,
});

/** The same without numbers, with other words. */
const inWords = (step: Step, words: Record<string, string>): GraphObject =>
	entry(step, { extra_data: JSON.stringify({ old_value: words[step.from], new_value: words[step.to] }) });

const told = (entries: readonly GraphObject[], present: OwnStatus | null = null) =>
	statusChanges(entries, ID, present).changes.map(({ at, from, to, authors: [author] }) => [
		(at - START) / 1000,
		from,
		to,
		author?.application_id,
	]);

describe('changes of status in the log', () => {
	it('one pause of an ad is three entries within two seconds, and one change', () => {
		const pause = [
			entry({ at: 7, from: 'Active', to: 'Pending process' }),
			entry({ at: 8, from: 'to be set after review', to: 'Inactive' }),
			entry({ at: 9, from: 'Pending process', to: 'Inactive' }),
		];
		expect(told(pause)).toEqual([[9, 'on', 'off', OURS]]);
		expect(told([...pause, ...pause].reverse())).toEqual([[9, 'on', 'off', OURS]]);
		const inOneSecond = pause.map((one) => ({ ...one, event_time: timeText(START) }));
		expect(told(inOneSecond)).toEqual([[0, 'on', 'off', OURS]]);
		expect(told(inOneSecond.toReversed())).toEqual([[0, 'on', 'off', OURS]]);
	});

	it('is signed by whoever decided it, and not by Meta that finished it', () => {
		const [asked, done] = [
			entry({ at: 0, from: 'Inactive', to: 'Pending process' }),
			entry({ at: 30, from: 'Pending process', to: 'Active', app: '0' }),
		];
		expect(told([asked, done])).toEqual([[0, 'off', 'on', OURS]]);
		expect(told([done])).toEqual([[30, null, 'on', '0']]);
	});

	it('an edit that goes through process and review leaves the ad switched on', () => {
		const edit = [
			entry({ at: 0, from: 'Active', to: 'Pending process', app: EDITOR }),
			entry({ at: 20, from: 'Pending process', to: 'Pending Review', app: EDITOR }),
			entry({ at: 9_000, from: 'Pending Review', to: 'Active', app: '0' }),
		];
		expect(told(edit)).toEqual([[20, 'on', 'on', EDITOR]]);
	});

	it('paused and switched on again within a second are two changes', () => {
		const both = [
			entry({ at: 0, from: 'Active', to: 'Inactive' }),
			entry({ at: 0, from: 'Inactive', to: 'Active', app: EDITOR }),
		];
		expect(told([entry({ at: -60, from: 'Inactive', to: 'Active' }), ...both])).toEqual([
			[-60, 'off', 'on', OURS],
			[0, 'on', 'off', OURS],
			[0, 'off', 'on', EDITOR],
		]);
	});

	it('an entry without a time is told apart', () => {
		const { changes, undated } = statusChanges(
			[entry({ at: 0, from: 'Active', to: 'Inactive' }, { event_time: 'soon' })],
			ID,
			'off',
		);
		expect([changes.length, undated.length]).toEqual([0, 1]);
	});
});

/** Words of readers; of the last nobody here has a list. */
const languages: Record<string, Record<string, string>> = {
	en: {
		Active: 'Active',
		Inactive: 'Inactive',
		'Pending process': 'Pending Process',
		'Pending Review': 'Pending Review',
	},
	pt: {
		Active: 'Ativa',
		Inactive: 'Inativa',
		'Pending process': 'Processamento pendente',
		'Pending Review': 'Análise pendente',
	},
	es: {
		Active: 'Activa',
		Inactive: 'Inactiva',
		'Pending process': 'Procesamiento pendiente',
		'Pending Review': 'En revisión',
	},
	fr: {
		Active: 'Actif',
		Inactive: 'Inactif',
		'Pending process': 'En attente de traitement',
		'Pending Review': "En attente d'examen",
	},
	zh: { Active: '進行中', Inactive: '暫停', 'Pending process': '待處理', 'Pending Review': '待审核' },
	et: { Active: 'Käib', Inactive: 'Seisab', 'Pending process': 'Ootel', 'Pending Review': 'Vaatlusel' },
};

/** What somebody does, hours apart, and the entries Meta makes of it. */
const histories = fc
	.array(
		fc.record({ app: fc.constantFrom(OURS, EDITOR), station: fc.boolean(), after: fc.integer({ min: 1, max: 40 }) }),
		{
			minLength: 1,
			maxLength: 8,
		},
	)
	.map((acts) => {
		let [at, on] = [0, true];
		return acts.flatMap(({ app, station, after }): Step[] => {
			at += after * 3_600;
			const [from, to] = on ? ['Active', 'Inactive'] : ['Inactive', 'Active'];
			on = !on;
			if (!station) return [{ at, from, to, app }];
			const between = 'Pending process';
			return [
				{ at, from, to: between, app },
				{ at: at + 2, from: between, to, app: after % 2 === 0 ? app : '0' },
			];
		});
	});

const shuffled = histories.chain((steps) =>
	fc.tuple(fc.constant(steps), fc.shuffledSubarray(steps, { minLength: steps.length })),
);

describe('whoever reads the log', () => {
	const presentOf = (steps: readonly Step[]): OwnStatus => (steps.at(-1)?.to === 'Active' ? 'on' : 'off');

	it.each(['en', 'pt', 'es', 'fr', 'zh'])(
		'is told the same in %s, with numbers and without, in any order',
		(language) => {
			fc.assert(
				fc.property(shuffled, ([steps, anyOrder]) => {
					const numbered = steps.map((step) => entry(step));
					const worded = anyOrder.map((step) => inWords(step, languages[language]!));
					expect(told(worded)).toEqual(told(numbered));
				}),
				{ numRuns: 60 },
			);
		},
	);

	it('knows who made the last change in a language nobody has a list of, by what the object shows now', () => {
		fc.assert(
			fc.property(histories, (steps) => {
				const known = told(steps.map((step) => entry(step))).at(-1);
				const read = told(
					steps.map((step) => inWords(step, languages.et!)),
					presentOf(steps),
				).at(-1);
				expect([read?.[2], read?.[3]]).toEqual([known?.[2], known?.[3]]);
			}),
			{ numRuns: 200 },
		);
	});

	it.each(Object.entries(languages).filter(([name]) => name !== 'et'))('every word of %s is in a list', (_, words) => {
		expect(Object.values(words).map(statusOfWord)).toEqual(['on', 'off', 'processing', 'inReview']);
	});

	it.each([
		['AKTIV', 'on'],
		['Aktif Değil', 'off'],
		['PENDING_REVIEW', 'inReview'],
		['En attente d’examen', 'inReview'],
		['未获批', 'rejected'],
		['Vaatlusel', null],
		[7, null],
	])('%s is %s', (word, status) => expect(statusOfWord(word)).toBe(status));

	it('takes a number before a word, and a word before a number that is not known', () => {
		const of = (extra: unknown) => statusesIn({ extra_data: JSON.stringify(extra) });
		expect(of({ old_value: 'Käib', new_value: 'Seisab', run_status: { old_value: 1, new_value: 15 } })).toEqual({
			from: 'on',
			to: 'off',
		});
		expect(of({ old_value: 'Active', new_value: 'Inactive', run_status: { old_value: 1, new_value: 8 } })).toEqual({
			from: 'on',
			to: 'off',
		});
	});
});

describe('what needs a rest', () => {
	const ofAd = (step: Step): GraphObject => entry(step, { event_type: 'update_ad_run_status', object_type: 'ADGROUP' });
	it.each<[string, GraphObject, boolean]>([
		['a person pauses an ad', ofAd({ at: 0, from: 'Active', to: 'Inactive', app: EDITOR }), true],
		['Meta ends the review of an ad', ofAd({ at: 0, from: 'Pending Review', to: 'Active', app: '0' }), false],
		['a review ends, and the log names the advertiser', ofAd({ at: 0, from: 'Pending Review', to: 'Active' }), false],
		['a person pauses an ad in review', ofAd({ at: 0, from: 'Pending Review', to: 'Inactive' }), true],
		['first delivery', { event_type: 'first_delivery_event', actor_id: '0' }, false],
		['a new creative', { event_type: 'update_ad_creative', actor_id: '34' }, true],
		['something new of Meta', { event_type: 'update_something_else', actor_id: '0' }, true],
	])('%s', (_, one, needed) => expect(needsRest(one)).toBe(needed));
});

describe('amounts in the log', () => {
	const paid = (extra: unknown, event_type = 'update_ad_set_budget'): GraphObject => ({
		event_type,
		extra_data: JSON.stringify(extra),
	});
	const side = (name: string, value: number, kind: string, currency = 'EUR') => ({
		[name]: {
			type: 'payment_amount',
			currency,
			[name]: value,
			additional_type: 'status_string',
			additional_value: kind,
		},
	});
	const budget = (kind: string) => ({
		...side('old_value', 900, ''),
		...side('new_value', 1000, kind),
		type: 'composite_data',
	});
	const twice = { old_value: { old_value: { old_value: 900 } }, new_value: { new_value: { new_value: 1000 } } };

	it.each<[string, unknown, string | null]>([
		['as composite data', budget('Par jour'), 'Par jour'],
		['flat', { type: 'daily_budget', old_value: '900', new_value: '1000' }, 'daily_budget'],
		['nested once more', twice, null],
		['below a name of its own', { budget: { old_value: 900, new_value: 1000 } }, null],
	])('%s', (_, extra, kind) => {
		expect(loggedAmounts(paid(extra), 'EUR')).toMatchObject({ from: 900n, to: 1000n, toKind: kind });
	});

	it.each<[string, unknown, unknown]>([
		[
			'another currency',
			{ ...side('old_value', 900, '', 'USD'), ...side('new_value', 1000, '', 'USD') },
			{ unreadable: expect.stringMatching(/in USD/) },
		],
		['no values', {}, { unreadable: 'without readable values' }],
		['text', { old_value: 'a lot', new_value: 'more' }, { unreadable: 'without readable values' }],
	])('%s cannot be read', (_, extra, answer) => expect(loggedAmounts(paid(extra), 'EUR')).toEqual(answer));

	it('bids and floors stand beside a change of the strategy, too', () => {
		const beside = (extra: unknown) => paid(extra, 'update_ad_set_bid_strategy');
		const strategy = { old_value: 'COST_CAP', new_value: 'COST_CAP' };
		expect(
			loggedBid(beside({ ...strategy, additional_value: { old_value: 400, new_value: 500, currency: 'EUR' } }), 'EUR'),
		).toMatchObject({ from: 400n, to: 500n });
		expect(loggedBid(beside({ ...strategy, additional_value: { old_value: null, new_value: null } }), 'EUR')).toBe(
			'nothing',
		);
		expect(
			loggedFloor(beside({ ...strategy, adset_minimum_return_on_ad_spend: { old_value: 2.505, new_value: 1.5 } })),
		).toMatchObject({ from: 25_050n, to: 15_000n });
		expect(loggedFloor(beside(strategy))).toBe('nothing');
	});

	it.each([
		['Per day', 'daily'],
		['Lifetime budget', 'lifetime'],
		['單日', 'daily'],
		['總計', 'lifetime'],
		['Presupuesto total', 'lifetime'],
		['Diario', 'daily'],
		['Vitalício', 'lifetime'],
		['Laufzeitbudget', 'lifetime'],
		['Pro Tag', 'daily'],
		['Käib', null],
	])('%s is %s', (word, kind) => expect(budgetKindOf(word)).toBe(kind));
});

describe('the log with each change once', () => {
	it('waits for the end of a change on its way, and leaves out what came back to where it was', () => {
		const asked = entry({ at: 0, from: 'Active', to: 'Pending process' });
		const paused = entry({ at: 2, from: 'Pending process', to: 'Inactive' });
		const back = entry({ at: 2, from: 'Pending process', to: 'Active', app: '0' });
		const seen = (entries: readonly GraphObject[], waitsSince: number) =>
			foldedStatuses(entries, START + waitsSince * 1000).map(({ entry: one }) => statusesIn(one));
		expect(seen([asked], -5)).toEqual([]);
		expect(seen([asked], 5)).toEqual([{ from: 'on', to: 'processing' }]);
		expect(seen([asked, paused], -5)).toEqual([{ from: 'on', to: 'off' }]);
		expect(seen([asked, back], -5)).toEqual([]);
	});

	it('one pause in words that nobody can read is one change, in whichever order its second is listed', () => {
		const words = { Active: 'Активдүү', 'Pending process': 'Иштетүүдө', Inactive: 'Тыныгууда' };
		const steps = [
			{ at: 0, from: 'Active', to: 'Pending process' },
			{ at: 0, from: 'Active', to: 'Inactive' },
			{ at: 0, from: 'Pending process', to: 'Inactive' },
		].map((step) => inWords(step, words));
		fc.assert(
			fc.property(fc.shuffledSubarray(steps, { minLength: 3 }), (entries) => {
				const changes = foldedStatuses(entries, START - 5_000).map(({ entry: one }) => one.extra_data);
				expect(changes).toEqual([{ old_value: words.Active, new_value: words.Inactive }]);
			}),
		);
	});

	it('leaves every other entry as it is', () => {
		const others = [
			{ event_type: 'create_ad', object_id: '1' },
			{ event_type: 'update_ad_run_status', event_time: 'soon' },
		];
		expect(foldedStatuses(others, START).map(({ entry: one }) => one)).toEqual(others);
	});
});
