import { fromGraphTime } from '../../shared/accountTime';
import type { GraphClient } from '../../shared/graph/client';
import { GraphFailure } from '../../shared/graph/error';
import { knownId, type GraphObject } from '../../shared/graph/object';
import { fieldList } from '../../shared/graph/request';
import { textCell } from '../../shared/reading/cells';
import { leadFormFacts, leadFormsOf, readOneForm, type LeadFormFacts } from '../../meta/leads/forms';
import { LEADS_KEPT_DAYS, readLeads } from '../../meta/leads/leads';
import { readPagesRows, sendAsPage } from '../../meta/leads/pageAccess';
import type { FormMemory, LeadMemory } from './leadMemory';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Milliseconds for which a list can lag behind its counters. */
const LIST_LAG = HOUR;

/** How far back the daily sweep reads, for leads that come very late. */
export const SWEEP_BACK = 7 * DAY;

/** What one look asks for. */
export interface LeadQuestion {
	readonly graph: GraphClient;
	/** Meta's clock. */
	readonly now: number;
	/** Only this form; all of a page without it. */
	readonly form: string | undefined;
	/** Milliseconds that are read again, for leads that come late. */
	readonly overlap: number;
	/** Leads younger than this many milliseconds are left to a hub for now. */
	readonly leftToHub: number;
	/** All forms are read, whatever their counters say. */
	readonly isSweep: boolean;
}

/** A lead that is told for the first time. */
export interface NewLead {
	readonly lead: GraphObject;
	readonly id: string;
	readonly createdAt: number;
	readonly page: string;
	readonly form: LeadFormFacts;
}

/** What a look at one page came to. What was read before something failed stays read. */
export interface PageLook {
	readonly leads: readonly NewLead[];
	readonly forms: Readonly<Record<string, FormMemory>>;
	readonly failures: readonly GraphFailure[];
}

const counterFields = fieldList(['id', 'name', 'leads_count', 'organic_leads_count', 'expired_leads_count']);

async function readCounters({ graph, form }: LeadQuestion, page: string): Promise<LeadFormFacts[]> {
	if (form === undefined)
		return (await readPagesRows(graph, page, leadFormsOf(page, counterFields), Infinity)).map(leadFormFacts);
	const request = { method: 'GET', path: form, params: { fields: counterFields }, effect: 'read' } as const;
	return [leadFormFacts(await sendAsPage(graph, page, request))];
}

/** A form that is seen for the first time has been read up to the start: nothing before it is told. */
const formMemoryOf = (
	{ forms, startedAt }: LeadMemory,
	{ id, counters }: LeadFormFacts,
	isFirst: boolean,
): FormMemory => forms[id] ?? { counters: isFirst ? counters : null, readAt: startedAt, movedAt: 0, isWaiting: false };

/**
 * Looks at one page: its counters in one call, then the leads of those forms alone whose counters have moved.
 *
 * @param isFirst of forms that are new nothing is read but the counters
 */
export async function lookAtPage(
	question: LeadQuestion,
	page: string,
	memory: LeadMemory,
	isFirst: boolean,
): Promise<PageLook> {
	const counters = await readCounters(question, page).then(
		(factsOfForms) => ({ found: factsOfForms, failure: undefined }),
		async (thrown: unknown) => ({ found: [], failure: await asFailure(thrown) }),
	);
	if (counters.failure !== undefined) return { leads: [], forms: {}, failures: [counters.failure] };
	const leads: NewLead[] = [];
	const forms: Record<string, FormMemory> = {};
	const failures: GraphFailure[] = [];
	for (const facts of counters.found) {
		const formMemory = formMemoryOf(memory, facts, isFirst);
		const isMoved = facts.counters === null || facts.counters !== formMemory.counters;
		forms[facts.id] = formMemory;
		const isNew = memory.forms[facts.id] === undefined;
		const isDue =
			isMoved || question.isSweep || formMemory.isWaiting || formMemory.readAt < formMemory.movedAt + LIST_LAG;
		if ((isFirst && isNew) || !isDue) continue;
		const read = await readForm(question, page, facts.id, formMemory, memory).catch(asFailure);
		if (read instanceof GraphFailure) {
			failures.push(read);
			// The limit is the page's: its other forms would only be refused as well.
			if (read.kind === 'rateLimited') break;
			continue;
		}
		leads.push(...read.leads);
		forms[facts.id] = {
			counters: facts.counters,
			readAt: question.now,
			movedAt: isMoved ? question.now : formMemory.movedAt,
			isWaiting: read.isWaiting,
			...(formMemory.startedAt === undefined ? {} : { startedAt: formMemory.startedAt }),
		};
	}
	return { leads, forms, failures };
}

const asFailure = async (thrown: unknown): Promise<GraphFailure> =>
	thrown instanceof GraphFailure ? thrown : await Promise.reject(thrown);

interface FormRead {
	readonly leads: readonly NewLead[];
	/** Some are too young to be told. */
	readonly isWaiting: boolean;
}

async function readForm(
	{ graph, now, overlap, leftToHub, isSweep }: LeadQuestion,
	page: string,
	form: string,
	{ readAt, startedAt: ownStart }: FormMemory,
	{ startedAt: start, told }: LeadMemory,
): Promise<FormRead> {
	const startedAt = ownStart ?? start;
	// What was too young at the last look is read again, however old it had to be.
	const back = Math.max(overlap, leftToHub, isSweep ? SWEEP_BACK : 0);
	const since = Math.max(startedAt, readAt - back, now - LEADS_KEPT_DAYS * DAY);
	const rows = await readLeads(graph, page, form, { since: Math.floor(since / 1000) });
	const fresh = rows
		.map((lead) => ({ lead, id: knownId(lead), createdAt: madeAt(lead) ?? startedAt }))
		.filter(({ id, createdAt }) => !(id in told) && createdAt >= startedAt);
	const [young, ready] = [fresh.filter(isYoung), fresh.filter((one) => !isYoung(one))];
	const facts = ready.length === 0 ? undefined : leadFormFacts(await readOneForm(graph, page, form));
	return {
		leads: facts === undefined ? [] : ready.map((one) => ({ ...one, page, form: facts })),
		isWaiting: young.length > 0,
	};

	function isYoung({ createdAt }: { readonly createdAt: number }): boolean {
		return createdAt > now - leftToHub;
	}
}

/** Milliseconds; undefined for a time that cannot be read: such a lead is told at once. */
function madeAt({ created_time: time }: GraphObject): number | undefined {
	try {
		return fromGraphTime(textCell(time) ?? '').toMillis();
	} catch {
		return undefined; // No time of Meta's: fromGraphTime throws for nothing else.
	}
}
