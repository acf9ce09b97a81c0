import type { IDataObject } from 'n8n-workflow';

import { columns } from '../../../nodes/meta/people/columns/columns.ts';
import { ContactReader } from '../../../nodes/MetaAudiences/people/contact.ts';
import type { Bench } from '../../engine/support/campaigns.mts';
import { byId, emulatorCredential, runNode, type NodeResult } from '../../engine/support/harness.mts';
import type { AlteredMeta } from './alteredMeta.mts';
import { Chance, junkOf } from './chance.mts';
import { timed, type Tally } from './findings.mts';
import { polls } from './polls.mts';
import { reads } from './reads.mts';
import { begin, runOf, steps } from './steps.mts';

/** Each fuzzer is one seed a run: what it finds can be had again. */
type Fuzzer = (tally: Tally, seed: number) => Promise<void>;

export interface Surroundings {
	readonly bench: Bench;
	readonly meta: AlteredMeta;
}

const isDone = ({ outputs, error }: NodeResult): boolean => {
	const rows = outputs.flat().map(({ json }) => json);
	return error === undefined && rows.length > 0 && rows.every((row) => row.error === undefined);
};

/** Whether the rows say that something was written, and not that it need not be, was held, or is not certain. */
const claimsWrite = ({ outputs }: NodeResult): boolean =>
	outputs.flat().some(({ json }) => {
		const { changed, created, applied, verdict, warning } = json as Record<string, unknown>;
		return warning === undefined && (changed === true || created === true || applied === true || verdict === 'applied');
	});

/** Meta's answers, altered in one or two places: what was not written is not told as written, and nothing is written twice. */
export const answers =
	(surroundings: Surroundings): Fuzzer =>
	async (tally, seed) => {
		const { bench, meta } = surroundings;
		const chance = new Chance(seed);
		const step = chance.pick(steps);
		const { name, effect, times } = step;
		const items = await begin(bench, step);
		const { world } = bench.emulator;
		const before = times?.(world) ?? 0;
		meta.alterBy(chance);
		const again = chance.is(0.2);
		const run = runOf(bench, step, {
			items,
			credential: emulatorCredential(meta.url),
			onError: again ? 'stopWorkflow' : 'continueRegularOutput',
			retryOnFail: again,
		});
		const result = await timed(tally, seed, name, run);
		meta.alterBy(null);
		if (result === null || times === undefined || effect === undefined) return;
		const written = times(world) - before;
		const note = (what: string): void =>
			void tally.findings.push({ kind: 'wrong successes', seed, what: `${name}: ${what}` });
		if (effect === 'create' && written > 1) note(`created ${written} times`);
		if (isDone(result) && claimsWrite(result) && written === 0) note('told as written, but nothing was');
	};

/** Fields of the form that hold what does not belong there. */
export const parameters =
	({ bench }: Surroundings): Fuzzer =>
	async (tally, seed) => {
		const chance = new Chance(seed);
		const step = chance.pick(steps);
		const { name, form } = step;
		const given = await begin(bench, step);
		const altered: IDataObject = { ...form };
		const fields = Object.keys(form);
		for (let times = 1 + chance.below(2); times > 0 && fields.length > 0; times--) {
			const field = chance.pick(fields);
			const value = chance.is(0.5) ? junkOf(chance) : '={{ $json.junk }}';
			const { __rl: isLocator } = (form[field] ?? {}) as IDataObject;
			altered[field] = (isLocator === true && chance.is(0.7) ? byId(value as string) : value) as IDataObject;
		}
		const items = [{ ...given?.[0], junk: junkOf(chance) as string }];
		const onError = chance.is(0.5) ? 'stopWorkflow' : 'continueRegularOutput';
		await timed(tally, seed, name, runOf(bench, { ...step, form: altered }, { items, onError }));
	};

const pieces = [
	'a@example.com',
	'+49 170 1234567',
	'1990-02-31',
	';',
	',',
	'|',
	'\n',
	';phone-context=',
	'\u037e',
	'\u0301',
	'ﷺ',
	' ',
];
const hostileCell = (chance: Chance): unknown => {
	if (chance.is(0.3)) return junkOf(chance);
	return Array.from({ length: 1 + chance.below(6) }, () => chance.pick(pieces).repeat(chance.is(0.1) ? 1_000 : 1)).join(
		'',
	);
};

/** Loading the tables of phone numbers, which the first contact does, is in it. */
const CONTACT_MS = 3_000;

/** Cells of contacts: whatever they hold, only hashes leave, and no cell takes long. */
export const cells: Fuzzer = async (tally, seed) => {
	const chance = new Chance(seed);
	tally.runs++;
	const reader = new ContactReader({
		defaultCountry: chance.pick(['', 'de', 'us', 'it']),
		dateOrder: chance.pick(['dayFirst', 'monthFirst']) as never,
		keepSpaces: chance.is(0.5),
	});
	const row = Array.from(
		{ length: 1 + chance.below(5) },
		() => [chance.pick(columns).id, hostileCell(chance)] as const,
	);
	const note = (kind: 'crashes' | 'hangs' | 'raw texts', what: string): void =>
		void tally.findings.push({ kind, seed, what });
	// The time of the processor: others may keep it from this thread.
	const start = process.cpuUsage();
	try {
		const { members, problems } = reader.read(row);
		for (const value of members.flat())
			if (typeof value === 'string' && value.includes('@')) note('raw texts', 'an address leaves');
		for (const { reason } of problems) if (/undefined|NaN|\[object/.test(reason)) note('raw texts', reason);
	} catch (thrown) {
		note('crashes', String(thrown));
	}
	const took = process.cpuUsage(start).user / 1_000;
	if (took > CONTACT_MS) note('hangs', `a contact took ${Math.round(took)} ms`);
};

const rowColumns = [
	'account_currency',
	'account_name',
	'campaign_name',
	'campaign_id',
	'date_start',
	'date_stop',
	'spend',
	'spend_previous',
	'impressions',
	'clicks',
	'purchases',
	'roas',
	'ads_manager_url',
	'row_type',
	'error',
	'hint',
];

/** Rows of any kind made into a mail: no markup but the page's own, no address but Meta's. */
export const mails: Fuzzer = async (tally, seed) => {
	const chance = new Chance(seed);
	const items = Array.from({ length: 1 + chance.below(6) }, () =>
		Object.fromEntries(
			rowColumns
				.filter(() => chance.is(0.7))
				.map((column) => {
					const usual = /name|Url|error|hint/.test(column)
						? 'Spring'
						: /date/.test(column)
							? '2026-11-16'
							: column === 'account_currency'
								? 'EUR'
								: 12;
					return [column, chance.is(0.5) ? junkOf(chance) : usual];
				}),
		),
	) as IDataObject[];
	const result = await timed(
		tally,
		seed,
		'report.render',
		async () =>
			await runNode({
				node: 'metaInsights',
				credential: {},
				items,
				parameters: { operation: 'render', title: chance.pick(['Report', '<b>x</b>']), locale: 'en-US' },
			}),
	);
	for (const { json } of result?.outputs.flat() ?? []) {
		const page = String(json.html ?? '');
		const scripts = /<(script|img|iframe|object|svg|link|form)\b|\son\w+=|javascript:/i.exec(
			page.replace(/>[^<]*</g, '><'),
		);
		if (scripts) tally.findings.push({ kind: 'raw texts', seed, what: `a mail with ${scripts[0]}` });
		if (/\b(NaN|undefined|Infinity|Invalid Date(Time)?)\b|\[object/.test(`${page}${String(json.text)}`))
			tally.findings.push({ kind: 'odd cells', seed, what: 'a mail with NaN or undefined' });
	}
};

export const fuzzers = (
	surroundings: Surroundings,
): ReadonlyArray<{ readonly name: string; readonly fuzz: Fuzzer }> => [
	{ name: "Meta's answers", fuzz: answers(surroundings) },
	{ name: 'Reads', fuzz: reads(surroundings) },
	{ name: 'Parameters', fuzz: parameters(surroundings) },
	{ name: "The trigger's polls", fuzz: polls(surroundings) },
	{ name: "Contacts' cells", fuzz: cells },
	{ name: 'Mails', fuzz: mails },
];
