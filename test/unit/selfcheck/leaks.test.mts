import fc from 'fast-check';

import { startEmulator, type Emulator } from '../../../emulator/http/server.mts';
import { ACCOUNTS } from '../../../emulator/world/seedIds.mts';
import { TOKENS } from '../../../emulator/world/tokens.mts';
import { carryOutCheck } from '../../../nodes/MetaAds/selfCheck/carryOut.ts';
import { maps, metasNames } from '../../../nodes/MetaAds/selfCheck/report/metasNames.ts';
import { fieldsOf, answerShapeOf } from '../../../nodes/MetaAds/selfCheck/report/shape.ts';
import { isRecord } from '../../../nodes/shared/record.ts';
import { emulatedReport } from '../../../selfcheck/emulated.mts';
import { openSession } from '../../../selfcheck/session.mts';
import { nodeTables as tables } from '../../../selfcheck/nodeTables.mts';
import { steps } from '../../../selfcheck/steps.mts';

jest.mock(
	'../../../nodes/shared/graph/wait',
	() => jest.requireActual('../../engine/support/lives/fakeTime.mts').fakeWait,
);

/** Names that are data: what stands as the key of a map, in small letters as well. */
const planted = [
	'erin',
	'erin_zyxwv',
	'erin@example.com',
	'120210000000000001',
	'zyxwv_shop',
	'łódź',
	'harbor-coffee',
	'a',
];

const untouched = globalThis.fetch;
let emulator: Emulator;
beforeAll(async () => {
	emulator = await startEmulator();
});
afterAll(async () => await emulator.close());
afterEach(() => {
	globalThis.fetch = untouched;
});

/** Every object of an answer with the planted names beside its own, each with an object that has them as well. */
function withPlanted(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(withPlanted);
	if (!isRecord(value)) return value;
	const own = Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withPlanted(inner)]));
	const inner = Object.fromEntries(planted.map((name) => [name, 1]));
	return { ...own, ...Object.fromEntries(planted.map((name) => [name, inner])) };
}

async function reportWithPlanted(account: string, level: 'validateOnly' | 'sandbox', emulatorToken: string) {
	let answers = 0;
	globalThis.fetch = async (url, init) => {
		const answer = await untouched(url, init);
		const text = await answer.text();
		const body: unknown = JSON.parse(text);
		const altered = Array.isArray(body)
			? body.map((part: Record<string, unknown>) => ({
					...part,
					body: JSON.stringify(withPlanted(JSON.parse(String(part.body)))),
				}))
			: withPlanted(body);
		answers += 1;
		return new Response(JSON.stringify(altered), { status: answer.status, headers: answer.headers });
	};
	emulator.control.reset();
	const credential = { environment: 'emulator', emulatorUrl: emulator.url, apiVersion: 'v26.0' };
	const session = await openSession({ credential, emulatorToken }, 0);
	const { report } = await carryOutCheck(session, { level, account, steps, tables });
	return { report, answers };
}

/** Names of fields in a report's shapes, whatever they are. */
const namesIn = (value: unknown): string[] => {
	if (Array.isArray(value)) return value.flatMap(namesIn);
	return isRecord(value) ? Object.entries(value).flatMap(([name, inner]) => [name, ...namesIn(inner)]) : [];
};

it.each([
	['validateOnly', ACCOUNTS.usd, TOKENS.full],
	['sandbox', ACCOUNTS.sandbox, TOKENS.sandbox],
] as const)(
	'%s: no name that is the key of a map is told',
	async (level, account, token) => {
		const { report, answers } = await reportWithPlanted(account, level, token);
		expect(answers).toBeGreaterThan(40);
		const names = new Set(report.steps.flatMap(({ calls }) => calls.flatMap(({ answer }) => namesIn(answer))));
		expect(names).toContain('*');
		expect(planted.filter((name) => names.has(name))).toEqual([]);
		const words = new Set(JSON.stringify(report.steps).split(/[^\p{L}\d]+/u));
		expect(
			['erin', 'zyxwv', 'example', 'łódź', 'harbor', '120210000000000001'].filter((name) => words.has(name)),
		).toEqual([]);
	},
	60_000,
);

it('the other nodes’ answers and refusals tell no name, ID or amount either', async () => {
	const { world, control } = emulator;
	control.reset();
	for (const kind of ['CustomAudience', 'Campaign', 'AdSet', 'Ad'] as const)
		for (const node of world.all(kind)) Object.assign(node, { name: 'zyxwv & söhne' });
	const message = 'The audience zyxwv & söhne (23847000000000001) of erin@example.com cost 76,543.21';
	const fault = { kind: 'graph', code: 100, message, userTitle: message, userMsg: message } as const;
	control.addFault({ match: { path: `${ACCOUNTS.usd}/insights` }, fault });
	control.addFault({ match: { path: `${ACCOUNTS.usd}/customaudiences`, nth: 2 }, fault });
	const credential = { environment: 'emulator', emulatorUrl: emulator.url, apiVersion: 'v26.0' };
	const session = await openSession({ credential }, 0);
	const { report } = await carryOutCheck(session, { level: 'validateOnly', account: ACCOUNTS.usd, steps, tables });
	expect(report.steps.filter(({ outcome }) => outcome === 'refused').length).toBeGreaterThan(1);
	const text = JSON.stringify(report);
	expect(text).toContain('The audience (a name)');
	expect(['zyxwv', 'söhne', 'erin@', '76,543', '2384700'].filter((secret) => text.includes(secret))).toEqual([]);
	expect(text.replaceAll(report.seal, '').match(/\d{6,}/g) ?? []).toEqual([]);
}, 60_000);

it('of leads, forms and events it tells names of fields and kinds of values alone', async () => {
	const { world, control } = emulator;
	control.reset();
	for (const lead of world.all('Lead'))
		lead.answers = [
			{ name: 'zyxwv_question', values: ['Erin Zyxwv', 'erin@example.com'] },
			{ name: 'ERIN_ZYXWV', values: ['+12025550199'] },
		];
	for (const form of world.all('LeadgenForm')) form.fields.name = 'Zyxwv form';
	const credential = { environment: 'emulator', emulatorUrl: emulator.url, apiVersion: 'v26.0' };
	const session = await openSession({ credential }, 0);
	const { report } = await carryOutCheck(session, { level: 'readOnly', account: ACCOUNTS.usd, steps, tables });
	const about = (operation: string) => report.steps.filter((step) => step.operation.startsWith(operation));
	expect(about('metaLeads').map(({ operation, outcome }) => [operation, outcome])).toEqual(
		['form.getMany', 'form.get', 'lead.getMany', 'page.checkSubscription'].map((one) => [
			`metaLeads.${one}`,
			'answered',
		]),
	);
	expect(about('metaConversions').map(({ outcome }) => outcome)).toEqual(['answered', 'answered', 'answered']);
	const answers = JSON.stringify(about('metaLeads.lead').flatMap(({ calls }) => calls.map(({ answer }) => answer)));
	expect(answers).toContain('field_data');
	const text = JSON.stringify(report);
	expect(text).not.toMatch(/zyxwv|\berin\b|2025550199|EMULATOR-PAGE/i);
}, 60_000);

it('what the emulator answers has Meta’s names: no name is hidden that drift would compare', async () => {
	for (const level of ['validateOnly', 'sandbox'] as const) {
		const { steps: notes } = await emulatedReport(level, 'v26.0');
		const answers = notes.flatMap(({ calls }) => calls.flatMap(({ answer }) => (answer === undefined ? [] : [answer])));
		const hidden = answers.flatMap((answer) => fieldsOf(answer)).filter(([path]) => path.includes('*'));
		const parents = new Set(hidden.map(([path]) => path.replace(/\.\*.*$/, '').replace(/^.*[.\]]\.?/, '')));
		expect([...parents].filter((parent) => !maps.has(parent))).toEqual([]);
	}
}, 60_000);

it('a shape has no name that Meta has not, and below a map none at all', () => {
	const name = fc.oneof(fc.string(), fc.constantFrom(...planted), fc.constantFrom(...[...metasNames].slice(0, 50)));
	fc.assert(
		fc.property(fc.dictionary(name, fc.oneof(fc.integer(), fc.dictionary(name, fc.integer()))), (answer) => {
			const told = namesIn(answerShapeOf(answer));
			expect(told.filter((one) => one !== '*' && !metasNames.has(one))).toEqual([]);
			expect(
				namesIn(answerShapeOf({ images: answer }))
					.slice(1)
					.filter((one) => one !== '*' && !metasNames.has(one)),
			).toEqual([]);
			for (const map of maps)
				expect(namesIn(answerShapeOf({ [map]: { [Object.keys(answer)[0] ?? 'name']: 1 } }))).toEqual([map, '*']);
		}),
	);
});

it('names of people are not among Meta’s names', () => {
	for (const one of ['erin', 'maria', 'john', 'anna', 'paul', 'rose', 'mark', 'smith', 'april', 'will'])
		expect(metasNames.has(one)).toBe(false);
});
