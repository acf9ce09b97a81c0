import type { IDataObject } from 'n8n-workflow';

import type { GraphFailure } from '../../shared/graph/error';
import { lookForLeads } from '../leads/leadLook';
import type { LeadMemory } from '../leads/leadMemory';
import { sampleLead } from '../leads/leadSample';
import type { AccountLook } from '../account/look';
import type { TriggerMemory } from '../events/memory';
import type { Opened } from '../form/openLook';
import { lookAround, sampleItem, type PollResult } from '../account/poll';

/** What n8n keeps for the node between polls: of the account's events, and of leads. */
interface Kept {
	memory?: TriggerMemory;
	leads?: LeadMemory;
}

const ofAccount = ({ account, ...opened }: Opened): AccountLook | undefined =>
	account === undefined ? undefined : { ...opened, account };

const asksForLeads = ({ params }: Opened): boolean => params.events.includes('newLead');

const attempt = async (polled: Promise<PollResult>): Promise<PollResult | { readonly failure: unknown }> =>
	await polled.catch((failure: unknown) => ({ failure }));

/**
 * What is new since the last poll. What was read of leads before something failed is kept. A poll that has nothing else
 * to tell tells the failure. So a page that fails keeps no other page's leads back.
 *
 * @param isPublishing n8n publishes the workflow only if this poll succeeds: if others work, the next one names a page that fails
 */
export async function newItems(opened: Opened, kept: Kept, isPublishing: boolean): Promise<IDataObject[]> {
	const look = ofAccount(opened);
	// Only after every read has succeeded: a poll that fails is made again from where the last one ended.
	const polled = look === undefined ? undefined : await attempt(lookAround(look, kept.memory));
	const seen = asksForLeads(opened) ? await lookForLeads(opened, kept.leads) : undefined;
	if (polled !== undefined && 'memory' in polled) kept.memory = polled.memory;
	if (seen !== undefined) kept.leads = seen.memory;
	const items = [...(polled !== undefined && 'memory' in polled ? polled.items : []), ...(seen?.items ?? [])];
	const failures = [
		...(polled !== undefined && 'failure' in polled ? [polled.failure] : []),
		...(seen === undefined || (isPublishing && seen.isAnyRead) ? [] : seen.failures.filter(isTold)),
	];
	if (items.length === 0 && failures.length > 0) throw failures[0];
	return items;
}

/** A page at its call limit rests, and its leads come later. */
const isTold = ({ kind }: GraphFailure): boolean => kind !== 'rateLimited';

/** For a run by hand: an event of the account, and a lead, each as far as it is asked for. */
export async function sampleItems(opened: Opened): Promise<IDataObject[]> {
	const look = ofAccount(opened);
	return [
		...(look === undefined ? [] : [await sampleItem(look)]),
		...(asksForLeads(opened) ? [{ ...(await sampleLead(opened)), test: true }] : []),
	];
}
