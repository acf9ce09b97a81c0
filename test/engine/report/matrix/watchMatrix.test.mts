import { groupBy, sumBy } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import { inventedDays } from '../../../../bench/watch/world.mts';
import { dayAgo } from '../../support/lives/days.mts';
import { useInsights } from '../../support/insights.mts';
import { pairwise } from './pairwise.mts';

/**
 * Alert on Unusual Changes in pairs of its settings and troubles: every sentence, amount and row is read back and held against the rows
 * it was made of, and every object comes out once, with a reason.
 */

const bench = useInsights();

const kinds = ['costPerResult', 'roas', 'ctr', 'fatigue', 'spend', 'noDelivery', 'trackingSilent'];

const settings = {
	/** What happens on the last three days. */
	trouble: ['none', 'results of one', 'results of all', 'delivery of one', 'spend of one', 'clicks of one'],
	currency: ['EUR', 'JPY', 'USD'],
	level: ['campaign', 'adset', 'ad'],
	account: ['told', 'untold'],
	watched: [[], ['costPerResult'], ['spend', 'noDelivery'], ['ctr', 'trackingSilent', 'roas']] as ReadonlyArray<
		readonly string[]
	>,
	threshold: ['', '100'],
	resultsColumn: ['results', 'purchases'],
	locale: ['en-US', 'de-DE'],
	goodNews: [true, false],
	remind: [true, false],
	mode: ['trigger', 'manual'],
	seed: [5, 6],
} as const;

type Setting = { readonly [Name in keyof typeof settings]: (typeof settings)[Name][number] };

const OBJECTS = 3;
const DAYS = 38;
const LAST = 3;

function rowsOf({ trouble, currency, level, account, seed }: Setting): IDataObject[] {
	const objects = inventedDays({ objects: OBJECTS, results: 30, uneven: 0.02, memory: 0 }, DAYS, seed);
	return objects.flatMap(({ id, days }) =>
		days.flatMap(({ value, ...figures }, index): IDataObject[] => {
			const date = dayAgo(days.length + 1 - index);
			const isLast = index >= DAYS - LAST;
			const isIt = isLast && (id === '1' || trouble === 'results of all');
			if (isIt && trouble === 'delivery of one') return [];
			const all = { ...figures, purchase_value: value };
			const row: IDataObject = {
				[`${level}_id`]: id,
				[`${level}_name`]: `Object ${id}`,
				...(account === 'told' ? { account_id: '1001000000000001' } : {}),
				account_name: 'Beans & Co',
				account_currency: currency,
				date_start: date,
				date_stop: date,
				...all,
			};
			const less = (column: string, part: number): IDataObject => ({
				[column]: Math.floor(Number(row[column] ?? 0) * part),
			});
			const troubles: Readonly<Record<Setting['trouble'], IDataObject>> = {
				none: {},
				'results of one': { ...less('results', 1 / 3), ...less('purchases', 1 / 3) },
				'results of all': { results: 0, purchases: 0 },
				'delivery of one': {},
				'spend of one': less('spend', 3),
				'clicks of one': less('clicks', 1 / 3),
			};
			return [isIt ? { ...row, ...troubles[trouble] } : row];
		}),
	);
}

interface WatchEnd {
	readonly message: IDataObject | undefined;
	readonly quiet: readonly IDataObject[];
}

const NAMES: ReadonlyArray<readonly [RegExp, string]> = [
	[/^Cost per Result (Up|Down)$/, 'costPerResult'],
	[/^ROAS (Up|Down)$/, 'roas'],
	[/^CTR (Up|Down)$/, 'ctr'],
	[/^Ad Fatigue$/, 'fatigue'],
	[/^Spend (Up|Down)$/, 'spend'],
	[/^No Delivery$/, 'noDelivery'],
	[/^No Results Counted$/, 'trackingSilent'],
];
const kindOf = (name: unknown): string => NAMES.find(([pattern]) => pattern.test(String(name)))?.[1] ?? 'unknown';
const GOOD = ['Cost per Result Down', 'ROAS Up', 'CTR Up'];

/** Reasons of quiet rows, read back. */
const quietReasons: ReadonlyArray<RegExp> = [
	/^As usual\.$/,
	/^As usual, except for cost per result: three days have too few results to judge it\.$/,
	/^(Cost per Result|ROAS|CTR|Spend) (Up|Down): (not in What to Watch|good news is not reported)\.$/,
	/^(No Delivery|No Results Counted|Ad Fatigue): not in What to Watch\.$/,
	/^Not judged: [^.]+\.$/,
];

/** Everything in what came out that is not so. */
function falseIn({ message, quiet }: WatchEnd, setting: Setting, rows: readonly IDataObject[]): string[] {
	const { currency, level, locale, watched, goodNews, resultsColumn, trouble } = setting;
	const money = new Intl.NumberFormat(locale, { style: 'currency', currency });
	const count = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
	const rate = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
	const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
	const byObject = groupBy(rows, (row) => String(row[`${level}_name`]));
	const sum = (names: readonly string[], column: string, since: string, until: string): number =>
		sumBy(
			names.flatMap((name) => byObject[name] ?? []),
			(row) => (String(row.date_start) >= since && String(row.date_start) <= until ? Number(row[column] ?? 0) : 0),
		);
	const alerts = (message?.alerts ?? []) as IDataObject[];
	const last = [...rows.map(({ date_start: date }) => String(date))].sort().at(-1)!;
	const three = [...new Set(rows.map(({ date_start: date }) => String(date)))].sort().slice(-LAST)[0]!;
	const namesIn = (row: IDataObject): string[] => String(row.name).split(', ');

	const ofAlert = (alert: IDataObject): string[] => {
		const [names, since, until] = [namesIn(alert), String(alert.since), String(alert.until)];
		const [spent, results] = [sum(names, 'spend', since, until), sum(names, resultsColumn, since, until)];
		const [value, clicks, seen] = ['purchase_value', 'clicks', 'impressions'].map((column) =>
			sum(names, column, since, until),
		) as [number, number, number];
		const reason = String(alert.reason);
		const begins: Readonly<Record<string, string>> = {
			costPerResult: `Cost per result ${results === 0 ? '–' : money.format(spent / results)}, usually `,
			roas: `ROAS ${rate.format(value / spent)}, usually `,
			ctr: `CTR (All) ${new Intl.NumberFormat(locale, { style: 'percent', minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(clicks / seen)}, usually `,
			spend: `${money.format(spent)} spent, usually `,
			noDelivery: 'Nothing spent, usually ',
			trackingSilent: `${money.format(spent)} spent and no results counted, about `,
			fatigue: 'Frequency last week ',
		};
		const kind = kindOf(alert.alert);
		const head = `${String(alert.alert)}: ${String(alert.name)}`;
		const days =
			since === until
				? day.format(Date.parse(since))
				: `${day.format(Date.parse(since))} – ${day.format(Date.parse(until))}`;
		return [
			...(reason.startsWith(begins[kind] ?? 'nobody knows it') ? [] : [`${reason}, not ${begins[kind]}`]),
			...(kind === 'costPerResult' &&
			!reason.includes(`Results: ${count.format(results)} for ${money.format(spent)}, about `)
				? [`results or spend: ${reason}`]
				: []),
			...(kind === 'noDelivery' && spent > 0 ? ['nothing spent, and it is'] : []),
			...(kind === 'trackingSilent' && results > 0 ? ['no results, and there are'] : []),
			...(until === last && since >= three ? [] : [`days ${since} to ${until}`]),
			...(String(message?.text).includes(`${head}\n${days}. ${reason}`) ? [] : [`not in the text: ${head}`]),
			// Whoever watches the cost of a result learns that none is counted any longer.
			...(watched.length === 0 ||
			watched.includes(kind === 'trackingSilent' ? 'costPerResult' : kind) ||
			watched.includes(kind)
				? []
				: [`${kind} is not watched`]),
			...(goodNews || !GOOD.includes(String(alert.alert)) ? [] : ['good news']),
		];
	};
	const ofRow = (row: IDataObject): string[] => {
		const names = namesIn(row);
		const isOne = names.length === 1;
		const wanted = (column: string): number | null => (isOne ? sum(names, column, three, last) : null);
		const isSame = (one: unknown, other: number | null): boolean =>
			other === null ? one === null : typeof one === 'number' && Math.abs(one - other) <= Math.abs(other) * 1e-5;
		return [
			...(isSame(row.spend, wanted('spend')) ? [] : [`${String(row.name)}: spend ${String(row.spend)}`]),
			...(isSame(row.results, wanted(resultsColumn)) ? [] : [`${String(row.name)}: results ${String(row.results)}`]),
			...(row.account_currency === currency && row.level === level ? [] : ['currency or level']),
			...(setting.account === 'told' || (row.account_id === null && row.ads_manager_url === null)
				? []
				: ['an account']),
		];
	};
	const toldNames = [...alerts, ...quiet].flatMap(namesIn);
	const quietNames = quiet.flatMap(namesIn);
	const alertNames = alerts.flatMap(namesIn);
	const first = alerts.length > 1 ? ` and ${alerts.length - 1} more` : '';
	const isExpected: Readonly<Record<Setting['trouble'], string>> = {
		...{ none: '', 'results of one': 'costPerResult', 'results of all': 'trackingSilent' },
		...{ 'delivery of one': 'noDelivery', 'spend of one': 'spend', 'clicks of one': 'ctr' },
	};
	const due = isExpected[trouble];
	const isDue = due !== '' && (watched.length === 0 || watched.includes(due));
	return [
		...alerts.flatMap(ofAlert),
		...[...alerts, ...quiet].flatMap(ofRow),
		...quiet.flatMap(({ reason }) =>
			quietReasons.some((pattern) => pattern.test(String(reason))) ? [] : [`nobody has read back “${String(reason)}”`],
		),
		...Object.keys(byObject).flatMap((name) => (toldNames.includes(name) ? [] : [`${name} is dropped without a word`])),
		...quietNames.filter((name) => alertNames.includes(name)).map((name) => `${name} is quiet, and an alert`),
		...(isDue && !alerts.some(({ alert }) => kindOf(alert) === due) ? [`no word of the ${trouble}`] : []),
		...(message === undefined || message.alert_count === alerts.length ? [] : ['alert_count']),
		...(message === undefined ||
		alerts.some((one) => message.subject === `${String(one.alert)}: ${String(one.name)}${first}`)
			? []
			: [`subject ${String(message.subject)}`]),
		...(/reported|told/i.test(
			JSON.stringify([message?.text, quiet.map(({ reason }) => reason)]).replaceAll('good news is not reported', ''),
		)
			? ['says that it was reported before']
			: []),
	];
}

async function runWatch(setting: Setting): Promise<{ end: WatchEnd; rows: IDataObject[] }> {
	const rows = rowsOf(setting);
	const { watched, threshold, resultsColumn, locale, goodNews, remind, mode } = setting;
	const list = watched.map((kind) => ({
		kind,
		...(threshold === '' || ['noDelivery', 'trackingSilent', 'fatigue'].includes(kind) ? {} : { threshold }),
	}));
	const { outputs, error } = await bench.run(
		'watch',
		{ rowsFrom: 'input', resultsColumn, watched: { values: list }, options: { locale, goodNews, remind } },
		{ items: rows, mode },
	);
	expect([setting, error?.message]).toEqual([setting, undefined]);
	const [alert = [], quiet = []] = outputs.map((items) => items.map(({ json }) => json));
	return { end: { message: alert[0], quiet }, rows };
}

it('is true in every pair of settings', async () => {
	expect(kinds.every((kind) => NAMES.some(([, known]) => known === kind))).toBe(true);
	const flaws: unknown[] = [];
	let messages = 0;
	for (const setting of pairwise<Setting>(settings)) {
		const { end, rows } = await runWatch(setting);
		messages += end.message === undefined ? 0 : 1;
		for (const flaw of falseIn(end, setting, rows)) flaws.push([flaw, setting]);
	}
	expect(flaws).toEqual([]);
	expect(messages).toBeGreaterThan(8);
}, 240_000);

it('is a test that finds what is planted', async () => {
	const first = Object.fromEntries(Object.entries(settings).map(([name, values]) => [name, values[0]]));
	const setting = { ...(first as unknown as Setting), trouble: 'results of one' } as const;
	const { end, rows } = await runWatch(setting);
	expect(falseIn(end, setting, rows)).toEqual([]);
	const message = end.message!;
	const [alert, ...others] = message.alerts as IDataObject[];
	const [quiet, ...rest] = end.quiet;
	const planted: WatchEnd[] = [
		{ ...end, message: undefined },
		{ ...end, message: { ...message, subject: 'Cost per Result Up: Object 2' } },
		{
			...end,
			message: { ...message, alerts: [{ ...alert, reason: String(alert!.reason).replace(/\d/, '9') }, ...others] },
		},
		{ ...end, message: { ...message, alerts: [{ ...alert, since: '2026-01-01' }, ...others] } },
		{ ...end, message: { ...message, text: String(message.text).replace(String(alert!.reason), '') } },
		{ ...end, message: { ...message, alert_count: 7 } },
		{ ...end, quiet: rest },
		{ ...end, quiet: [{ ...quiet, spend: 1 }, ...rest] },
		{ ...end, quiet: [{ ...quiet, reason: 'Told on a day before.' }, ...rest] },
		{ ...end, quiet: [{ ...quiet, account_currency: 'JPY' }, ...rest] },
	];
	for (const [index, lie] of planted.entries())
		expect([index, falseIn(lie, setting, rows).length > 0]).toEqual([index, true]);
});
