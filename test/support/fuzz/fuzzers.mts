import type { IDataObject } from 'n8n-workflow';

import { columns } from '../../../nodes/MetaAudiences/people/columns/columns.ts';
import { ContactReader } from '../../../nodes/MetaAudiences/people/contact.ts';
import { audienceSingles } from '../../engine/faults/audienceSingles.mts';
import { BEARER, startAnew } from '../../engine/faults/faultRun.mts';
import { singles, type Single } from '../../engine/faults/faultSingles.mts';
import type { Bench } from '../../engine/support/campaigns.mts';
import { byId, emulatorCredential, runNode, type NodeResult } from '../../engine/support/harness.mts';
import type { AlteredMeta } from './alteredMeta.mts';
import { Chance, junkOf } from './chance.mts';
import { timed, type Tally } from './findings.mts';

/** Each fuzzer is one seed a run: what it finds can be had again. */
type Fuzzer = (tally: Tally, seed: number) => Promise<void>;

interface Surroundings {
	readonly bench: Bench;
	readonly meta: AlteredMeta;
}

const audiences = audienceSingles.map((single) => ({ ...single, node: 'metaAudiences' as const }));
const steps: ReadonlyArray<Omit<Single, 'node'> & { readonly node?: string }> = [
	...singles,
	...audiences,
	...['get', 'getMany'].map((operation) => ({
		name: `campaign.${operation}`,
		form: operation === 'get' ? { campaign: byId('={{ $json.id }}') } : { limit: 5 },
		struck: { method: 'GET' as const, path: '' },
	})),
	...['campaign', 'ad'].map((level) => ({
		name: 'report.get',
		form: { level, fieldSets: ['delivery', 'ecommerce'], compare: level === 'campaign' },
		struck: { method: 'GET' as const, path: '' },
		node: 'metaInsights',
	})),
];

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

/** A step with a form, run by the node it belongs to. */
const runOf =
	(
		bench: Bench,
		{ name, form, node = 'metaAds' }: { readonly name: string; readonly form: IDataObject; readonly node?: string },
		options: Parameters<Bench['run']>[2],
	) =>
	async (): Promise<NodeResult> => {
		const [resource, operation] = name.split(',')[0].split('.');
		return await bench.run(operation, { resource, ...form }, { node, bearer: BEARER, ...options });
	};

/** Meta's answers, altered in one or two places: what was not written is not told as written, and nothing is written twice. */
export const answers =
	(surroundings: Surroundings): Fuzzer =>
	async (tally, seed) => {
		const { bench, meta } = surroundings;
		const chance = new Chance(seed);
		const { name, form, node, prepare, effect, times } = chance.pick(steps);
		startAnew(bench);
		const { world } = bench.emulator;
		prepare?.(world);
		const before = times?.(world) ?? 0;
		meta.alterBy(chance);
		const again = chance.is(0.2);
		const run = runOf(
			bench,
			{ name, form, node },
			{
				credential: emulatorCredential(meta.url),
				onError: again ? 'stopWorkflow' : 'continueRegularOutput',
				retryOnFail: again,
			},
		);
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
		const { name, form, node, prepare } = chance.pick(steps);
		startAnew(bench);
		prepare?.(bench.emulator.world);
		const altered: IDataObject = { ...form };
		const fields = Object.keys(form);
		for (let times = 1 + chance.below(2); times > 0 && fields.length > 0; times--) {
			const field = chance.pick(fields);
			const value = chance.is(0.5) ? junkOf(chance) : '={{ $json.junk }}';
			const { __rl: isLocator } = (form[field] ?? {}) as IDataObject;
			altered[field] = (isLocator === true && chance.is(0.7) ? byId(value as string) : value) as IDataObject;
		}
		const items = [{ junk: junkOf(chance) as string }];
		const onError = chance.is(0.5) ? 'stopWorkflow' : 'continueRegularOutput';
		await timed(tally, seed, name, runOf(bench, { name, form: altered, node }, { items, onError }));
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

/** Cells of contacts: whatever they hold, only hashes leave, and no cell takes long. */
export const cells: Fuzzer = async (tally, seed) => {
	const chance = new Chance(seed);
	tally.runs++;
	const reader = new ContactReader({
		defaultCountry: chance.pick(['', 'de', 'us', 'it']),
		dateOrder: chance.pick(['dayFirst', 'monthFirst']) as never,
		keepSpaces: chance.is(0.5),
		consent: null,
	});
	const row = Array.from(
		{ length: 1 + chance.below(5) },
		() => [chance.pick(columns).id, hostileCell(chance)] as const,
	);
	const note = (kind: 'crashes' | 'hangs' | 'raw texts', what: string): void =>
		void tally.findings.push({ kind, seed, what });
	const start = performance.now();
	try {
		const { members, problems } = reader.read(row);
		for (const value of members.flat())
			if (typeof value === 'string' && value.includes('@')) note('raw texts', 'an address leaves');
		for (const { reason } of problems) if (/undefined|NaN|\[object/.test(reason)) note('raw texts', reason);
	} catch (thrown) {
		note('crashes', String(thrown));
	}
	const took = performance.now() - start;
	if (took > 2_000) note('hangs', `a contact took ${Math.round(took)} ms`);
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
	'adsManagerUrl',
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
	{ name: 'Parameters', fuzz: parameters(surroundings) },
	{ name: "Contacts' cells", fuzz: cells },
	{ name: 'Mails', fuzz: mails },
];
