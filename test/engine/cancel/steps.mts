import { AD_SETS, ADS, AUDIENCES, CAMPAIGNS, PAGES } from '../../../emulator/world/seedIds.mts';
import type { Operation, OperationTable } from '../../../nodes/shared/node/operation.ts';
import { nodeTables } from '../../../selfcheck/nodeTables.mts';
import { samples, type Sample } from '../columns/samples.mts';
import { leadSingles } from '../faults/leadSingles.mts';
import { audienceSingles } from '../faults/audienceSingles.mts';
import { conversionSingles } from '../faults/conversionSingles.mts';
import { singles } from '../faults/faultSingles.mts';
import { newCampaign } from '../support/campaigns.mts';
import { byId } from '../support/harness.mts';
import { file } from '../support/media.mts';
import { autoMap, people } from '../support/members.mts';
import { mp4, png } from '../../pictures.mts';

/**
 * Every operation with a form that works, to be ended in the middle: those of the fault matrix, and what they lack. Behind a
 * comma in the name stands what is different.
 */
export type Step = Sample;

const namesOf = (table: OperationTable): string[] =>
	table.flatMap(({ value, operations }) => operations.map((operation) => `${value}.${operation.value}`));

/** Every operation by its resource and name. */
export const operationsByName: Readonly<Record<string, Operation>> = Object.fromEntries(
	Object.values(nodeTables).flatMap((table) =>
		table.flatMap(({ value, operations }) => operations.map((one) => [`${value}.${one.value}`, one] as const)),
	),
);

export const everyOperation: readonly string[] = Object.values(nodeTables).flatMap(namesOf);

export const operationOf = ({ name }: Pick<Step, 'name'>): string => name.split(',')[0];

export const nodeOf = (step: Pick<Step, 'name'>): string =>
	Object.keys(nodeTables).find((node) => namesOf(nodeTables[node]).includes(operationOf(step))) ?? 'metaAds';

/** What sends nothing has no middle. */
export const silent = ['report.render', 'lead.removeDuplicates'];

/** Several calls one after the other, several at once, pieces of a file, looks at something that is not ready yet. */
const longer: readonly Step[] = [
	{
		name: 'campaign.create, five',
		form: newCampaign({ name: '={{ $json.name }}' }),
		items: ['A', 'B', 'C', 'D', 'E'].map((name) => ({ name })),
	},
	{ name: 'campaign.get, one by one', form: { campaign: byId(CAMPAIGNS.usdCbo) }, items: Array(12).fill({}) },
	{ name: 'ad.getMany, all', form: { returnAll: true } },
	{ name: 'report.get, prepared', form: { level: 'ad', options: { strategy: 'async' } } },
	{
		name: 'report.get, at once',
		form: { level: 'ad', timeIncrement: 'day', compare: true, options: { strategy: 'sync' } },
	},
	{
		name: 'video.upload, pieces',
		form: { source: 'binary', title: 'Steam', options: { waitUpTo: 60 } },
		files: [file(mp4(3 * 2 ** 20), 'steam.mp4')],
	},
	{
		name: 'ad.createFromFile, three',
		form: {
			adSet: byId(AD_SETS.usdCboA),
			page: byId(PAGES.usd),
			link: 'https://example.com/',
			name: '={{ $json.name }}',
		},
		items: [{ name: 'A' }, { name: 'B' }, { name: 'C' }],
		files: ['a', 'b', 'c'].map((name) => file(mp4(2048), `${name}.mp4`)),
	},
	{
		name: 'ad.createFromFile, new ad sets',
		form: {
			...{ adSet: byId(AD_SETS.usdNoBudgetA), into: 'perCountry', countries: ['US', 'CA'] },
			...{ page: byId(PAGES.usd), link: 'https://example.com/' },
		},
		files: [file(png(600, 600), 'cup.png')],
	},
	{
		name: 'ad.duplicate, changed',
		form: { ad: byId(ADS.usdCboA1), changes: { link: 'https://example.com/new' } },
	},
	{
		name: 'adSet.duplicate, changed',
		form: { adSet: byId(AD_SETS.usdNoBudgetA), changes: { dailyBudget: '35', countries: ['CA'] } },
	},
	...['add', 'remove', 'replace', 'sync'].map((operation): Step => ({
		name: `member.${operation}, many`,
		form: {
			audience: byId(AUDIENCES.usdNewsletter),
			columns: autoMap,
			consent: 'everybody',
			minimumRows: 0,
			keepAtLeast: 0,
		},
		items: people('reader', 300),
	})),
];

const known = [...singles, ...audienceSingles, ...conversionSingles, ...leadSingles];
const isSingle = ({ name }: Sample): boolean => known.some((single) => operationOf(single) === name);

export const steps: readonly Step[] = [...known, ...samples.filter((sample) => !isSingle(sample)), ...longer];
