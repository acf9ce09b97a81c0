import { issueChanges, type IssueObject } from '../../../nodes/MetaAdsTrigger/events/issueEvents.ts';
import type { TriggerMemory } from '../../../nodes/MetaAdsTrigger/events/memory.ts';
import type { AccountFacts } from '../../../nodes/shared/node/session/session.ts';

const ACCOUNT = 'act_1';
const account = { id: ACCOUNT, currency: 'EUR', timezone: 'Europe/Berlin' } as unknown as AccountFacts;

const issue = {
	level: 'AD',
	error_code: 1815869,
	error_summary: 'Post is unavailable',
	error_message: 'It was deleted.',
};

const ofAccount = (account_status: unknown): IssueObject => ({
	level: 'account',
	object: { id: ACCOUNT, account_status },
});
const ofAd = (rest: Record<string, unknown>): IssueObject => ({
	level: 'ad',
	object: { id: '7', name: 'Lamp', ...rest },
});

/** What a series of looks tells: the new values, look by look. The first one fills the memory. */
function toldBy(...looks: readonly IssueObject[]): unknown[][] {
	let memory = { issues: {} } as unknown as TriggerMemory;
	return looks.map((watched, index) => {
		const { happenings, issues } = issueChanges([watched], memory, account, index === 0);
		memory = { ...memory, issues };
		return happenings.map(({ newValue }) => newValue);
	});
}

describe('an object of which Meta does not say how it is', () => {
	it.each([[undefined], [null], [{}]])('an account with the status %j is neither well nor in trouble', (unknown) => {
		expect(toldBy(ofAccount(1), ofAccount(2), ofAccount(unknown), ofAccount(2))).toEqual([[], ['2'], [], []]);
		expect(toldBy(ofAccount(1), ofAccount(unknown), ofAccount(2))).toEqual([[], [], ['2']]);
	});

	it.each([[undefined], [null], [{}]])('nor an ad with the status %j', (unknown) => {
		const [well, ill] = [ofAd({ effective_status: 'ACTIVE' }), ofAd({ effective_status: 'WITH_ISSUES' })];
		const untold = ofAd({ effective_status: unknown });
		expect(toldBy(well, ill, untold, ill)).toEqual([[], ['WITH_ISSUES'], [], []]);
	});

	it('an issue tells without a status', () => {
		const [well, ill] = [ofAd({ effective_status: 'ACTIVE' }), ofAd({ issues_info: [issue] })];
		expect(toldBy(well, ill, ill)).toEqual([[], ['AD 1815869 Post is unavailable'], []]);
	});
});
