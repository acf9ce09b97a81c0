import { notEmulated, parameterError } from '../graphError.mts';
import type { Account } from '../model.mts';
import type { Params } from '../params.mts';
import type { World } from '../world.mts';
import type { WriteCall } from '../writes.mts';
import type { CustomAudience } from './audienceModel.mts';
import { checkTerms, userRefusal } from './audienceRules.mts';
import { Members } from './members.mts';

const SOURCES = ['USER_PROVIDED_ONLY', 'PARTNER_PROVIDED_ONLY', 'BOTH_USER_AND_PARTNER_PROVIDED'] as const;

type Changes = Partial<
	Pick<CustomAudience, 'name' | 'description' | 'optOutLink' | 'customerFileSource' | 'retentionDays'>
>;

function readChanges(params: Params): Changes {
	const changes: Changes = {
		name: params.text('name'),
		description: params.text('description'),
		optOutLink: params.text('opt_out_link'),
		customerFileSource: params.oneOf('customer_file_source', SOURCES),
		retentionDays: params.integer('retention_days'),
	};
	if (changes.name?.trim() === '') throw userRefusal('Name is missing', 'Please enter a name.', 'name');
	// Customer lists: 1 to 180 days, for ever by default (Meta: reference/custom-audience). 0 for "for ever" on an update: UNCONFIRMED.
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
export function createAudience({ world, params }: WriteCall, account: Account): Record<string, unknown> {
	checkTerms(account);
	params.required('name');
	const changes = readChanges(params);
	if (params.text('subtype') !== 'CUSTOM') throw notEmulated('audiences other than customer lists');
	params.required('customer_file_source');
	const audience = newAudience(world, account, {
		subtype: 'CUSTOM',
		isValueBased: params.boolean('is_value_based') ?? false,
		...changes,
	});
	return { id: world.add(audience).id };
}

/** `POST /{audience}`. */
export function updateAudience({ world, params }: WriteCall, audience: CustomAudience): Record<string, unknown> {
	checkTerms(audience.account);
	Object.assign(audience, readChanges(params), { timeUpdated: world.clock.now() });
	return { success: true };
}

/** `DELETE /{audience}`. */
export function deleteAudience({ world }: WriteCall, audience: CustomAudience): Record<string, unknown> {
	world.remove(audience);
	return { success: true };
}
