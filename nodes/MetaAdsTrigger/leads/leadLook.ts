import type { IDataObject } from 'n8n-workflow';

import type { GraphClient, SettledRequest } from '../../shared/graph/client';
import { GraphFailure } from '../../shared/graph/error';
import type { GraphObject } from '../../shared/graph/object';
import { readRows } from '../../shared/graph/pages';
import { inLanes } from '../../shared/lanes';
import { pairLists } from '../../shared/lists';
import { idOf } from '../../shared/reading/cells';
import { leadById } from '../../meta/leads/leads';
import { sendManyAsPage } from '../../meta/leads/pageAccess';
import { leadRow, type LeadSource } from '../../meta/leads/row';
import { leadRowChoices } from '../../meta/leads/rowFields';
import { leadSources, type LeadSources } from '../../meta/leads/sources';
import { whyNone, whyNoneAnywhere } from '../../meta/leads/whyNone';
import type { OpenPoll } from '../form/openLook';
import {
	leadMemoryFor,
	leadsHandedOver,
	leadsToRepeat,
	toldSince,
	type LeadHandedOver,
	type LeadMemory,
} from './leadMemory';
import { lookAtPage, SWEEP_BACK, type LeadQuestion, type PageLook } from './pageLook';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** For how long a lead is asked for that Meta says is not there. */
const HIDDEN_AT_MOST = HOUR;

/** Lists of test leads read at once. */
const LANES = 4;

/** Where Meta does not say when a page's limit ends. */
const UNSTATED_REST = HOUR;

export interface LeadsSeen {
	readonly items: IDataObject[];
	readonly memory: LeadMemory;
	/** Why some leads could not be looked for; the others have been. */
	readonly failures: readonly GraphFailure[];
	/** At least one page could be looked at. */
	readonly isAnyRead: boolean;
}

const askedOf = ({ params: { leadsFrom, page, leadForm } }: OpenPoll): string =>
	[leadsFrom, page ?? '', leadForm ?? ''].join(' ');

/** The pages to look at: the chosen one, or all of the token's user. */
async function pagesOf({
	graph,
	params,
}: OpenPoll): Promise<{ readonly ids: string[]; readonly unlisted: PageLook[] }> {
	if (params.leadsFrom !== 'allPages') return { ids: params.page === undefined ? [] : [params.page], unlisted: [] };
	const request = { method: 'GET', path: 'me/accounts', params: { fields: 'id' }, effect: 'read' } as const;
	const pages = await readRows(graph, request, Infinity);
	const unlisted = pages
		.filter(({ id }) => idOf(id) === null)
		.map((): PageLook => ({ leads: [], forms: {}, failures: [withoutId] }));
	return { ids: pages.flatMap(({ id }) => idOf(id) ?? []), unlisted };
}

const withoutId = new GraphFailure({
	kind: 'temporary',
	message: 'Meta listed a page without its ID: its leads could not be looked for',
	advice: 'The next look reads them. If this continues, choose the page by its ID.',
});

/**
 * A page that somebody has chosen and that shows no form may keep them back: Meta can answer a missing permission so. Of all
 * pages of a user some never have a form, but hardly all of them.
 */
async function whySilent(
	{ graph, params }: OpenPoll,
	pages: readonly string[],
	looks: readonly PageLook[],
): Promise<PageLook[]> {
	const isSilent = looks.every(({ forms, failures }) => failures.length === 0 && Object.keys(forms).length === 0);
	if (!isSilent) return [];
	const { leadsFrom, page } = params;
	const ofOne = leadsFrom === 'page' && page !== undefined;
	const problem = ofOne ? (await whyNone(graph, page)).problem : await whyNoneAnywhere(graph, pages.length);
	return problem === undefined ? [] : [{ leads: [], forms: {}, failures: [problem] }];
}

/** The item of a lead. Nothing in it changes when it is told again. */
export const leadItem = ({ params }: OpenPoll, lead: GraphObject, source: LeadSource): IDataObject => {
	const { allColumns = false, answersAs = 'object', defaultCountry = '' } = params.options;
	const row = leadRow(lead, source, leadRowChoices({ allColumns, answersAs, defaultCountry }));
	return { ...row, eventId: row.lead_id, event: 'newLead' };
};

/**
 * Looks for new leads. At least once: a lead is forgotten only after the process it was handed to has lived on for a
 * while. It has the same `eventId` each time it comes.
 */
export async function lookForLeads(context: OpenPoll, remembered: LeadMemory | undefined): Promise<LeadsSeen> {
	const { graph, params, process, now } = context;
	const settings = askedOf(context);
	const isFirst = remembered?.asked !== settings;
	const memory = isFirst ? leadMemoryFor(settings, now, remembered) : remembered;
	const question: LeadQuestion = {
		graph,
		now,
		form: params.leadForm,
		overlap: params.options.overlapHours * HOUR,
		leftToHub: (params.options.leftToHubMinutes ?? 0) * MINUTE,
		isSweep: !isFirst && now - memory.sweptAt >= DAY,
	};
	const resting = Object.fromEntries(Object.entries(memory.resting).filter(([, until]) => until > now));
	const { ids, unlisted } = await pagesOf(context);
	const looks: PageLook[] = [...unlisted];
	for (const page of ids.filter((id) => !(id in resting))) {
		const look = await lookAtPage(question, page, memory, isFirst);
		for (const { kind, retryAfter } of look.failures)
			if (kind === 'rateLimited') resting[page] = now + Math.min(DAY, (retryAfter ?? UNSTATED_REST / 1000) * 1000);
		looks.push(look);
	}
	if (isFirst || question.isSweep) looks.push(...(await whySilent(context, ids, looks)));
	const sourceOf = leadSources(graph);
	const repeated = await readAgain(context, leadsToRepeat(memory, process), sourceOf);
	const leads = looks.flatMap((look) => look.leads);
	const handedOver = leads.map(({ id, page }): LeadHandedOver => ({ at: now, by: process, lead: id, page }));
	const forms = formsAfter(looks, isFirst ? {} : memory.forms, memory.forms);
	const toldLeads = { ...memory.told, ...Object.fromEntries(leads.map(({ id, createdAt }) => [id, createdAt])) };
	const items = await inLanes(leads, LANES, async ({ lead, page, form }) =>
		leadItem(context, lead, await sourceOf(page, lead, form)),
	);
	const isSwept = question.isSweep && looks.every(({ failures }) => failures.length === 0);
	return {
		items: [...repeated.items, ...items].filter((item) => !params.options.leaveOutTestLeads || item.is_test !== true),
		failures: [...looks.flatMap(({ failures }) => failures), ...repeated.failures],
		isAnyRead: looks.some(({ forms }) => Object.keys(forms).length > 0),
		memory: {
			asked: settings,
			startedAt: memory.startedAt,
			sweptAt: isSwept ? now : memory.sweptAt,
			forms,
			told: toldSince(toldLeads, oldestRead(forms, question)),
			handedOver: [...leadsHandedOver(memory, [...repeated.handed, ...handedOver], process, now), ...repeated.open],
			resting,
		},
	};
}

/** What the form asks for no longer is forgotten, unless it may only be out of reach. */
function formsAfter(
	looks: readonly PageLook[],
	formsToKeep: LeadMemory['forms'],
	knownForms: LeadMemory['forms'],
): LeadMemory['forms'] {
	const isAllSeen = looks.every(({ failures }) => failures.length === 0);
	return {
		...(isAllSeen ? formsToKeep : knownForms),
		...(Object.assign({}, ...looks.map(({ forms }) => forms)) as LeadMemory['forms']),
	};
}

/** No later look reads leads that are older. */
const oldestRead = (forms: LeadMemory['forms'], { now, overlap }: LeadQuestion): number =>
	Math.min(now, ...Object.values(forms).map(({ readAt }) => readAt)) - Math.max(overlap, SWEEP_BACK);

interface ReadAgain {
	readonly items: IDataObject[];
	/** Handed over with this look. */
	readonly handed: readonly LeadHandedOver[];
	/** Not read now: the next look tries again. */
	readonly open: readonly LeadHandedOver[];
	readonly failures: readonly GraphFailure[];
}

/** A page that cannot be used at all is every lead's failure. */
const readMany = async (
	graph: GraphClient,
	page: string,
	handedOver: readonly LeadHandedOver[],
): Promise<SettledRequest[]> =>
	await sendManyAsPage(
		graph,
		page,
		handedOver.map(({ lead }) => leadById(lead)),
	).catch(async (thrown: unknown): Promise<SettledRequest[]> => {
		if (!(thrown instanceof GraphFailure)) throw thrown;
		return handedOver.map(() => ({ failure: thrown, ambiguous: false, isRepeated: false }));
	});

/** Reads what an earlier process was handed and may not have executed: of leads, only IDs are remembered. */
async function readAgain(
	context: OpenPoll,
	handedOver: readonly LeadHandedOver[],
	sourceOf: LeadSources,
): Promise<ReadAgain> {
	const { graph, process, now } = context;
	const result = {
		items: [] as IDataObject[],
		handed: [] as LeadHandedOver[],
		open: [] as LeadHandedOver[],
		failures: [] as GraphFailure[],
	};
	for (const page of new Set(handedOver.map((one) => one.page))) {
		const ofPage = handedOver.filter((one) => one.page === page);
		const answers = await readMany(graph, page, ofPage);
		for (const [one, { answer, failure }] of pairLists(ofPage, answers)) {
			// Deleted, too old by now, or hidden: Meta says one thing of all three. A hidden one may be there again soon.
			if (failure?.kind === 'notFound') {
				if (now - one.at < HIDDEN_AT_MOST) result.open.push(one);
				continue;
			}
			if (failure !== undefined) {
				result.open.push(one);
				result.failures.push(failure);
				continue;
			}
			const lead = answer.body as GraphObject;
			result.items.push(leadItem(context, lead, await sourceOf(page, lead)));
			result.handed.push({ ...one, at: now, by: process });
		}
	}
	return result;
}
