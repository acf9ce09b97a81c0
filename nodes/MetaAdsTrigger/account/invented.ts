import { toGraphTime } from '../../shared/accountTime';
import { adUrl } from '../../shared/adsManager';
import { existing } from '../../shared/lists';
import type { AccountFacts } from '../../shared/node/session/session';
import { nobodyKnown, type EventType, type Happening } from '../events/event';
import type { TriggerParams } from '../form/form';

type Sample = Pick<Happening, 'level' | 'summary' | 'objectName' | 'oldValue' | 'newValue' | 'details' | 'nextStep'> & {
	/** The log tells who and when; a state does not. */
	readonly isLogged: boolean;
};

const TEST_WORDS = 'A test, nothing like this has happened in the last seven days:';

/**
 * One event of each kind as it would come, with the same columns, kinds of values and sentences. So the steps behind
 * the trigger can be built before the first event comes. Names and amounts are invented.
 */
const samples: Readonly<Record<EventType, (currency: string) => Sample>> = {
	reviewChanged: () => ({
		level: 'ad',
		summary: `${TEST_WORDS} Meta rejected the ad “Sample ad”.`,
		objectName: 'Sample ad',
		oldValue: 'in review',
		newValue: 'rejected',
		details: 'Sample Policy: what Meta says about it stands here.',
		nextStep: 'Change the ad, or ask for another review in Ads Manager.',
		isLogged: false,
	}),
	deliveryIssue: () => ({
		level: 'adSet',
		summary: `${TEST_WORDS} Meta does not deliver the ad set “Sample ad set”.`,
		objectName: 'Sample ad set',
		oldValue: null,
		newValue: 'AD_SET 0 Sample issue',
		details: 'Sample Issue: what Meta says about it stands here.',
		nextStep: 'Open the ad set in Ads Manager and follow what Meta asks for.',
		isLogged: false,
	}),
	statusChanged: () => ({
		level: 'campaign',
		summary: `${TEST_WORDS} Alex Example changed the campaign “Sample campaign” (campaign status updated): Active → Paused.`,
		objectName: 'Sample campaign',
		oldValue: 'Active',
		newValue: 'Paused',
		details: 'Campaign status updated',
		nextStep: '',
		isLogged: true,
	}),
	budgetChanged: (currency) => ({
		level: 'campaign',
		summary: `${TEST_WORDS} Alex Example changed the campaign “Sample campaign” (campaign budget updated): 50 ${currency} → 60 ${currency}.`,
		objectName: 'Sample campaign',
		oldValue: 50,
		newValue: 60,
		details: 'Campaign budget updated',
		nextStep: '',
		isLogged: true,
	}),
	spendThreshold: (currency) => ({
		level: 'account',
		summary: `${TEST_WORDS} Spent today: above 100.00 ${currency}.`,
		objectName: null,
		oldValue: 100,
		newValue: 120,
		details: `Spent today is 120.00 ${currency}.`,
		nextStep: '',
		isLogged: false,
	}),
};

const isOfAccount = (event: TriggerParams['events'][number]): event is EventType => event !== 'newLead';

/** An event of the first kind that was chosen. Its ID is the account's for the account, and of no object otherwise. */
export function inventEvent({ events }: Pick<TriggerParams, 'events'>, account: AccountFacts, now: number): Happening {
	const event = existing(events.find(isOfAccount), 'an event of the ad account');
	const { isLogged, ...sample } = samples[event](account.currency);
	const objectId = sample.level === 'account' ? account.id : '0';
	return {
		event,
		identity: ['test'],
		objectId,
		...nobodyKnown,
		...(isLogged ? { actorName: 'Alex Example', eventTime: toGraphTime(now, account.timeZone) } : {}),
		...sample,
		objectName: sample.objectName ?? account.name,
		adsManagerUrl: adUrl(account.id, objectId),
	};
}
