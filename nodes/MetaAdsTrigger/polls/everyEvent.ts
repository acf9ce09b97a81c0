import type { IDataObject } from 'n8n-workflow';

import type { GraphFailure } from '../../shared/graph/error';
import { lookForLeads } from '../leads/leadLook';
import type { LeadMemory } from '../leads/leadMemory';
import { sampleLead } from '../leads/leadSample';
import type { AccountLook } from '../account/look';
import type { TriggerMemory } from '../events/memory';
import type { OpenPoll } from '../form/openLook';
import { lookAround, sampleItem, type PollResult } from '../account/poll';

/** What n8n keeps for the node between polls: of the account's events, and of leads. */
interface Kept {
	memory?: TriggerMemory;
	leads?: LeadMemory;
}

const ofAccount = ({ account, ...context }: OpenPoll): AccountLook | undefined =>
	account === undefined ? undefined : { ...context, account };

const asksForLeads = ({ params }: OpenPoll): boolean => params.events.includes('newLead');

const attempt = async (polled: Promise<PollResult>): Promise<PollResult | { readonly failure: unknown }> =>
	await polled.catch((failure: unknown) => ({ failure }));

/**
 * What is new since the last poll. What was read of leads before something failed is kept. A poll that has nothing else
 * to tell tells the failure. So a page that fails keeps no other page's leads back.
 *
 * @param isPublishing n8n publishes the workflow only if this poll succeeds: if others work, the next one names a page that fails
 */
export async function newItems(context: OpenPoll, memories: Kept, isPublishing: boolean): Promise<IDataObject[]> {
	const look = ofAccount(context);
	// Only after every read has succeeded: a poll that fails is made again from where the last one ended.
	const polled = look === undefined ? undefined : await attempt(lookAround(look, memories.memory));
	const leadsSeen = asksForLeads(context) ? await lookForLeads(context, memories.leads) : undefined;
	if (polled !== undefined && 'memory' in polled) memories.memory = polled.memory;
	if (leadsSeen !== undefined) memories.leads = leadsSeen.memory;
	const items = [...(polled !== undefined && 'memory' in polled ? polled.items : []), ...(leadsSeen?.items ?? [])];
	const failures = [
		...(polled !== undefined && 'failure' in polled ? [polled.failure] : []),
		...(leadsSeen === undefined || (isPublishing && leadsSeen.isAnyRead) ? [] : leadsSeen.failures.filter(isTold)),
	];
	if (items.length === 0 && failures.length > 0) throw failures[0];
	return items;
}

/** A page at its call limit rests, and its leads come later. */
const isTold = ({ kind }: GraphFailure): boolean => kind !== 'rateLimited';

/** For a run by hand: an event of the account, and a lead, each as far as it is asked for. */
export async function sampleItems(context: OpenPoll): Promise<IDataObject[]> {
	const look = ofAccount(context);
	return [
		...(look === undefined ? [] : [await sampleItem(look)]),
		...(asksForLeads(context) ? [{ ...(await sampleLead(context)), test: true }] : []),
	];
}
