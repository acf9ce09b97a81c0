import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { ANY_NAME } from '../nodes/MetaAds/selfCheck/report/shape.ts';
import type { Difference } from './drift.mts';

/** Where the emulator has a rule from: the file that answers a call, and the source its comments name. */

/** Rooms of the emulator by the last part of a path; for an object, by the resource of the step. */
const roomOf: Readonly<Record<string, string>> = {
	account: 'accounts',
	activities: 'accounts',
	ad: 'ads',
	adAccount: 'accounts',
	adSet: 'adSets',
	adaccounts: 'accounts',
	adcreatives: 'creatives',
	adimages: 'media',
	ads: 'ads',
	adsets: 'adSets',
	adspixels: 'assets',
	advertisable_applications: 'assets',
	advideos: 'media',
	asset: 'assets',
	audience: 'audiences',
	campaign: 'campaigns',
	campaigns: 'campaigns',
	client_product_catalogs: 'assets',
	copies: 'copies',
	creative: 'creatives',
	customaudiences: 'audiences',
	debug_token: 'graph',
	image: 'media',
	insights: 'insights',
	instagram_accounts: 'assets',
	leadgen_forms: 'assets',
	me: 'world',
	minimum_budgets: 'accounts',
	owned_product_catalogs: 'assets',
	permissions: 'accounts',
	previews: 'previews',
	promote_pages: 'assets',
	reachestimate: 'targeting',
	report: 'insights',
	search: 'targeting',
	step: 'adSets',
	video: 'media',
};

const filesIn = (room: string): string[] =>
	readdirSync(join('emulator', room), { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.mts'))
		.map((file) => join('emulator', room, file))
		.sort((one, other) => Number(/Fields/.test(other)) - Number(/Fields/.test(one)));

const cited =
	/(?:Meta: [^);*]+|spec object[^);*]+|SDK[^);*]*|third-party hint|[Oo]bserved[^);*]*|UNCONFIRMED(?: \d+)?)/;

/** The comment nearest above a line that names a source; the first of the file where there is none. */
function citationAt(lines: readonly string[], index: number): string | undefined {
	const near = lines
		.slice(0, index + 1)
		.reverse()
		.find((line) => cited.test(line));
	return (near ?? lines.find((line) => cited.test(line)))?.match(cited)?.[0].trim();
}

function roomFor({ step, call }: Pick<Difference, 'step' | 'call'>): string {
	const last = call.split('/').at(-1)?.split(' ').at(-1) ?? '';
	const resource = step.split('.')[1] ?? '';
	if (last === '{account}') return 'accounts';
	return roomOf[last === '{id}' || last === 'batch' ? resource : last] ?? 'graph';
}

/** File and line of the rule, and what it is taken from. */
export function sourceOf(difference: Difference): string {
	const room = roomFor(difference);
	const names = difference.at.replaceAll('[]', '').split('.');
	const field = names.filter((name) => name !== ANY_NAME).at(-1) ?? '';
	const wanted = difference.at === 'error' ? (/\d{4,}/.exec(difference.emulated)?.[0] ?? 'throw') : field;
	const files = filesIn(room).map((file) => ({ file, lines: readFileSync(file, 'utf8').split('\n') }));
	for (const { file, lines } of wanted === '' ? [] : files) {
		const index = lines.findIndex((line) => new RegExp(`\\b${wanted}\\b`).test(line));
		if (index >= 0) return `${file}:${index + 1} (${citationAt(lines, index) ?? 'no source named'})`;
	}
	const [first] = files;
	return `emulator/${room} (${first === undefined ? 'no source named' : (citationAt(first.lines, 0) ?? 'fields of the SDK')})`;
}
