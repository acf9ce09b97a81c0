import { isEqual } from 'lodash';

import { neededValue } from '../../shared/form/needed';
import { InputProblem } from '../../shared/form/problem';
import { everyRule } from '../../shared/form/rule';
import type { Creation } from '../../shared/graph/writes/create';
import type { AccountFacts, Session } from '../../shared/node/session/session';
import { tierInWords, type LookalikeTier } from '../audience/shownLookalike';
import type { CreateLookalikeParams } from './form';
import { placesFor, type SizeWay } from './places';
import { audienceSource, campaignSource, notReady, pageSource, type SeenSource } from './source';
import { isThatLookalike, lookalikeName, lookalikeSpec } from './spec';
import { MINUTE_MS } from '../../shared/durations';

/** What the fields have to be together. */
export const lookalikeProblem = everyRule<CreateLookalikeParams>(
	({ tiers }) => backwards(tiers),
	({ tiers }) => twice(tiers),
);

function backwards(tiers: readonly LookalikeTier[]): InputProblem | null {
	for (const [row, { from, to }] of tiers.entries()) {
		if (to > from) continue;
		const advice = 'Enter a larger number: from 0 to 1 is the most similar percent.';
		return new InputProblem(['tiers', 'rows', row, 'to'], `is not above From (${from})`, advice);
	}
	return null;
}

function twice(tiers: readonly LookalikeTier[]): InputProblem | null {
	const repeatedRow = tiers.findIndex((tier, row) => tiers.findIndex((other) => isEqual(other, tier)) < row);
	if (repeatedRow === -1) return null;
	const advice = 'Meta keeps one lookalike of a source, size and country.';
	return new InputProblem(['tiers', 'rows', repeatedRow], 'is there twice', advice);
}

/** The most similar percent: what a form without sizes means. */
const mostSimilar: LookalikeTier = { from: 0, to: 1 };

/** One of an item's lookalikes. */
export interface Size {
	readonly tier: LookalikeTier;
	/** With countries and without: first the one that the API version takes, then the other. */
	readonly ways: readonly [SizeWay, SizeWay];
}

/** One item: its source as it is, and a creation for each size. */
export interface LookalikePlan {
	readonly account: AccountFacts;
	readonly seenSource: SeenSource;
	readonly sizes: readonly Size[];
	readonly checkOnly: boolean;
}

async function see(session: Session, params: CreateLookalikeParams): Promise<SeenSource> {
	const { sourceType, adAccount, options } = params;
	if (sourceType === 'campaign') return await campaignSource(session, neededValue(params, 'campaign'), adAccount);
	if (sourceType === 'page') return await pageSource(session, neededValue(params, 'page'));
	// Without the option nothing waits; the minutes it starts with hold once it was added.
	const wait = (options.waitMinutes ?? 0) * MINUTE_MS;
	return await audienceSource(session, neededValue(params, 'audience'), adAccount, wait);
}

/** @throws InputProblem or GraphFailure, also for a source that is not ready unless it is to be reported */
export async function planLookalikes(session: Session, params: CreateLookalikeParams): Promise<LookalikePlan> {
	const { options } = params;
	const tiers = params.tiers.length > 0 ? params.tiers : [mostSimilar];
	const account = await session.account(params.adAccount);
	const seenSource = await see(session, params);
	if (seenSource.wait && options.whenNotReady === 'fail') throw notReady(seenSource.name, seenSource.wait);
	const sizes = tiers.map((tier): Size => {
		const [one, other] = placesFor(session.graph.version, params.countries);
		const wayWith = (countries: readonly string[]) =>
			sizeWay({ ...params, countries: [...countries] }, seenSource, tier, account);
		return { tier, ways: [wayWith(one), wayWith(other)] };
	});
	return { account, seenSource, sizes, checkOnly: options.validateOnly || session.dryRun };
}

function nameFor(
	{ countries, tiers, additionalFields }: CreateLookalikeParams,
	source: string,
	tier: LookalikeTier,
): string {
	const { name } = additionalFields;
	if (name === undefined) return lookalikeName(source, tier, countries);
	return tiers.length > 1 ? `${name} (${tierInWords(tier)})` : name;
}

/** @param params with the countries that are sent, none for a lookalike without */
function sizeWay(
	params: CreateLookalikeParams,
	seenSource: SeenSource,
	tier: LookalikeTier,
	account: AccountFacts,
): SizeWay {
	const { countries, additionalFields: more } = params;
	const { source } = seenSource;
	const name = nameFor(params, seenSource.name, tier);
	const path = `${account.id}/customaudiences`;
	const requestParams = {
		name,
		subtype: 'LOOKALIKE',
		origin_audience_id: source.type === 'audience' ? source.id : undefined,
		lookalike_spec: lookalikeSpec(source, tier, countries, more.allowInternationalSeeds),
		description: more.description,
	};
	const creation: Creation = {
		request: { method: 'POST', path, params: requestParams, effect: 'create', account: account.id },
		lookUp: {
			edge: path,
			account: account.id,
			name,
			noun: 'lookalike',
			fields: ['subtype', 'lookalike_spec'],
			timeField: 'time_created',
			matches: (audience) => isThatLookalike(audience, source, tier, countries),
		},
	};
	return { countries, creation };
}
