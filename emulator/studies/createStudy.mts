import { z } from 'zod';
import type { WriteCall } from '../graph/handlers/write.mts';
import { GraphError, notEmulated, parameterError, ruleError } from '../graph/language/graphError.mts';
import type { Business } from '../world/basics.mts';
import { requireScope, type Token } from '../world/tokens.mts';
import type { World } from '../world/world.mts';
import type { AdStudy } from './studyModel.mts';

/** "Each cell at least 10, the sum at most 100, at least one object a cell" (Meta: reference/ad-study, Creating). */
const LEAST_PERCENT = 10;
/** Meta: guides/split-testing, Test restrictions. */
const MOST = { studies: 100, cells: 150, objects: 100 };

const cellSchema = z.object({
	name: z.string().default(''),
	// "float with at most two digits after decimal point" (Meta: reference/business/ad_studies).
	treatment_percentage: z.number().refine((value) => Number(value.toFixed(2)) === value),
	adsets: z.array(z.union([z.string(), z.number()]).transform(String)).default([]),
	campaigns: z.array(z.unknown()).optional(),
	adaccounts: z.array(z.unknown()).optional(),
	ads: z.array(z.unknown()).optional(),
});
type Cell = z.infer<typeof cellSchema>;

// The words and subcodes of all refusals here: UNCONFIRMED 133.
const wrong = (text: string, blame: string) => ruleError('Ad study', text, blame);

function readCells({ params }: WriteCall): Cell[] {
	const cells = z.array(cellSchema).safeParse(params.json('cells'));
	if (!cells.success) throw parameterError('Param cells must be an array of cells', 'cells');
	const { data } = cells;
	if (data.length === 0 || data.length > MOST.cells) throw wrong(`A study has 1 to ${MOST.cells} cells.`, 'cells');
	if (data.some(({ campaigns, adaccounts, ads }) => campaigns ?? adaccounts ?? ads))
		throw notEmulated('a study of other objects than ad sets');
	for (const { treatment_percentage: percent, adsets } of data) {
		if (percent < LEAST_PERCENT) throw wrong(`treatment_percentage should be at least ${LEAST_PERCENT}.`, 'cells');
		if (adsets.length === 0) throw wrong('Each cell must have at least one object associated with it.', 'cells');
		if (adsets.length > MOST.objects) throw wrong(`A cell has at most ${MOST.objects} objects.`, 'cells');
	}
	const sum = data.reduce((total, { treatment_percentage: percent }) => total + percent, 0);
	if (sum > 100 + 1e-9) throw wrong('The sum of treatment_percentage should be less or equal to 100.', 'cells');
	return data;
}

function checkAdSets(world: World, token: Token, cells: readonly Cell[]): void {
	const ids = cells.flatMap(({ adsets }) => adsets);
	if (new Set(ids).size < ids.length) throw wrong('An object can be in one cell of a study only.', 'cells');
	for (const id of ids) {
		const adSet = world.find(id);
		if (adSet?.kind !== 'AdSet' || !world.admits(token, adSet.account) || adSet.status === 'DELETED')
			throw parameterError(`Param cells: ${id} is no ad set that can be used`, 'cells');
	}
}

/** "Study start time must be in the future" is said of lift studies (Meta: guides/lift-studies); of split tests: UNCONFIRMED 133. */
function readTimes({ world, params }: WriteCall): Pick<AdStudy, 'startTime' | 'endTime'> {
	for (const name of ['start_time', 'end_time']) params.required(name);
	const startTime = (params.integer('start_time') ?? 0) * 1_000;
	const endTime = (params.integer('end_time') ?? 0) * 1_000;
	if (startTime <= world.clock.now()) throw wrong('The start time must be in the future.', 'start_time');
	if (endTime <= startTime) throw wrong('The end time must be after the start time.', 'end_time');
	return { startTime, endTime };
}

/** `POST /{business}/ad_studies` (Meta: reference/business/ad_studies); answers the ID alone. */
export function createStudy(call: WriteCall, business: Business): Record<string, unknown> {
	const { world, token, params } = call;
	requireScope(token, true);
	// Whether business_management is needed as well: UNCONFIRMED 132.
	if (!token.scopes.includes('business_management')) throw new GraphError(200, '(#200) Permissions error');
	for (const name of ['name', 'cells']) params.required(name);
	const type = params.oneOf('type', ['SPLIT_TEST', 'LIFT'] as const);
	if (type !== 'SPLIT_TEST') throw notEmulated(`a study of type ${type ?? 'none'}`);
	const cells = readCells(call);
	checkAdSets(world, token, cells);
	const times = readTimes(call);
	const now = world.clock.now();
	const open = world.all('AdStudy').filter(({ canceledTime, endTime }) => canceledTime === undefined && endTime > now);
	if (open.length >= MOST.studies) throw wrong(`At most ${MOST.studies} studies can run at once.`, 'cells');
	const study: AdStudy = world.add({
		kind: 'AdStudy',
		id: world.newId('AdStudy'),
		business,
		name: params.text('name') ?? '',
		description: params.text('description'),
		type,
		...times,
		createdTime: now,
		updatedTime: now,
	});
	for (const { name, treatment_percentage: treatmentPercentage, adsets: adSetIds } of cells)
		world.add({
			kind: 'AdStudyCell',
			id: world.newId('AdStudyCell'),
			studyId: study.id,
			name,
			treatmentPercentage,
			adSetIds,
		});
	return { id: study.id };
}
