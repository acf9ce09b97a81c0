import type { WriteCall } from '../graph/handlers/write.mts';
import { GraphError, parameterError } from '../graph/language/graphError.mts';
import type { Params } from '../graph/language/params.mts';
import type { Account } from '../world/basics.mts';
import type { World } from '../world/world.mts';
import type { CustomAudience } from './audienceModel.mts';
import { checkTerms, userRefusal } from './audienceRules.mts';
import { PROCESSING_MILLISECONDS, startAudienceProcessing } from './audienceStatus.mts';
import { readLookalike } from './lookalikes.mts';
import { Members } from './members.mts';
import { checkRule } from './ruleCheck.mts';

const SOURCES = ['USER_PROVIDED_ONLY', 'PARTNER_PROVIDED_ONLY', 'BOTH_USER_AND_PARTNER_PROVIDED'] as const;
const RESTRICTIONS = ['NONE', 'EXCLUSION_ONLY'] as const;
const PRODUCTS = ['ADS', 'MARKETING_MESSAGES'] as const;

/** Those of the spec's nineteen that people make. */
const SUBTYPES = ['CUSTOM', 'LOOKALIKE', 'WEBSITE', 'APP', 'ENGAGEMENT', 'VIDEO', 'OFFLINE_CONVERSION'] as const;

/** An ad account's audiences (Meta: reference/custom-audience); the code for one more is UNCONFIRMED 37. */
const MOST: Record<string, number> = { CUSTOM: 500, WEBSITE: 10_000, APP: 200, LOOKALIKE: 500, ENGAGEMENT: 500 };

/** How many people rules find: an invention. */
const FOUND = 4_200;

type Changes = Partial<
	Pick<
		CustomAudience,
		| 'name'
		| 'description'
		| 'optOutLink'
		| 'customerFileSource'
		| 'retentionDays'
		| 'usageRestriction'
		| 'useForProducts'
	>
>;

function readChanges(params: Params): Changes {
	const changes: Changes = {
		name: params.text('name'),
		description: params.text('description'),
		optOutLink: params.text('opt_out_link'),
		customerFileSource: params.oneOf('customer_file_source', SOURCES),
		retentionDays: params.integer('retention_days'),
		usageRestriction: params.oneOf('usage_restriction', RESTRICTIONS),
		useForProducts: params.listOf('use_for_products', PRODUCTS),
	};
	if (changes.name?.trim() === '') throw userRefusal('Name is missing', 'Please enter a name.', 'name');
	// 1 to 180 days, for ever by default (Meta: reference/custom-audience). 0 for "for ever" on an update: UNCONFIRMED 39.
	if (changes.retentionDays !== undefined && changes.retentionDays > 180) {
		throw parameterError('Param retention_days must be between 1 and 180', 'retention_days');
	}
	return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
}

/** An audience as it is right after its creation: nobody is in it. */
export function newAudience(
	world: World,
	account: Account,
	more: Partial<CustomAudience> & Pick<CustomAudience, 'subtype'>,
): CustomAudience {
	const now = world.clock.now();
	return {
		kind: 'CustomAudience',
		id: world.newId('CustomAudience'),
		account,
		name: '',
		isValueBased: false,
		members: new Members(),
		sessions: [],
		isUploaded: false,
		reach: 0,
		readyAt: now,
		shownSize: 0,
		scripted: {},
		shares: new Map(),
		timeCreated: now,
		timeUpdated: now,
		timeContentUpdated: now,
		...more,
	};
}

/** `POST /act_X/customaudiences`. */
export function createAudience(call: WriteCall, account: Account): Record<string, unknown> {
	const { world, params } = call;
	checkTerms(account);
	const changes = readChanges(params);
	const subtype = params.oneOf('subtype', SUBTYPES);
	const { proposedName, ...made } =
		subtype === 'LOOKALIKE' ? { ...readLookalike(call, account), subtype } : readBasis(call, account, subtype);
	const audience = newAudience(world, account, { ...made, ...changes, name: changes.name ?? proposedName ?? '' });
	// Meta's examples of lookalikes from conversions and fans have no name.
	if (audience.name === '') params.required('name');
	const siblings = world
		.all('CustomAudience')
		.filter((one) => one.account.id === account.id && one.subtype === audience.subtype);
	if (siblings.length >= (MOST[audience.subtype] ?? Infinity)) {
		throw userRefusal(
			'Too many audiences',
			`An ad account can have at most ${MOST[audience.subtype]} of this type.`,
			'subtype',
		);
	}
	return { id: world.add(audience).id };
}

type Made = Partial<CustomAudience> & Pick<CustomAudience, 'subtype'> & { proposedName?: string };

function readBasis({ world, params }: WriteCall, account: Account, subtype: string | undefined): Made {
	const rule = params.text('rule');
	if (subtype === 'CUSTOM' && rule === undefined) {
		params.required('name');
		// "Required for CUSTOM" (Meta: audiences/guides/custom-audiences).
		params.required('customer_file_source');
		return { subtype, isValueBased: params.boolean('is_value_based') ?? false };
	}
	params.required('rule');
	const ruleCheck = checkRule(rule ?? '', { world, account });
	const isVideo = rule?.trim().startsWith('[') ?? false;
	// "Since September 2018, subtype is not supported"; video is the exception (Meta: audiences/guides/engagement-custom-audiences).
	if (!isVideo && subtype !== undefined) {
		throw userRefusal('Subtype is not supported', 'The type of this audience follows from its rule.', 'subtype');
	}
	if (isVideo && subtype === undefined) params.required('subtype');
	const isPrefilled = params.boolean('prefill') ?? true;
	const readyAt = world.clock.now() + PROCESSING_MILLISECONDS;
	return { ...ruleCheck, rule, reach: isPrefilled ? FOUND : 0, readyAt };
}

/** `POST /{audience}` (spec object CustomAudience). A flagged one takes no edits: which of Meta's four subcodes that is, is UNCONFIRMED 37. */
export function updateAudience({ world, params }: WriteCall, audience: CustomAudience): Record<string, unknown> {
	checkTerms(audience.account);
	if (audience.scripted.operation?.code === 471) {
		throw userRefusal(
			'Audience Is Restricted',
			'Resolve the integrity restrictions of this audience first.',
			'name',
			1713228,
		);
	}
	const changes = readChanges(params);
	const rule = params.text('rule');
	if (rule !== undefined) {
		const { subtype } = checkRule(rule, { world, account: audience.account });
		if (subtype !== audience.subtype)
			throw userRefusal('Invalid rule', 'The type of an audience cannot change.', 'rule');
		startAudienceProcessing(audience, world.clock.now());
	}
	Object.assign(audience, changes, rule === undefined ? {} : { rule }, { timeUpdated: world.clock.now() });
	if (audience.retentionDays === 0) audience.retentionDays = undefined;
	return { success: true };
}

/** `DELETE /{audience}`. Ads that use it stop; one that lookalikes are made of stays (2656; Meta: error-reference). */
export function deleteAudience({ world }: WriteCall, audience: CustomAudience): Record<string, unknown> {
	if (world.all('CustomAudience').some(({ originAudienceId }) => originAudienceId === audience.id)) {
		throw new GraphError(2656, '(#2656) Failed to delete the custom audience', {
			userTitle: 'Failed to delete the custom audience',
			userMsg: 'There are lookalike audiences of this audience. Delete them first.',
		});
	}
	world.remove(audience);
	return { success: true };
}
