import { categoriesOf } from '../log/logCategories.mts';
import type { LogReader } from '../log/logWords.mts';
import type { Account, Activity, User } from './basics.mts';
import type { VirtualClock } from './clock.mts';

export interface ActivityLag {
	/** Entries become visible after 0.5 to 1.5 times this, each after its own delay: late and out of order. 0 = at once. */
	seconds: number;
	/** Every n-th entry never appears (entries go missing: facebook-python-business-sdk issue 296). 0 = none. */
	dropEvery: number;
	/** Every n-th entry with nested values has them side by side instead; both shapes are seen in the field (third-party hint). 0 = none. */
	flatEvery: number;
}

const ENGLISH: LogReader = { language: 'en', age: 'newer' };

/** Events that newer entries do without: the end of a review is a change of the ad's status there. */
const REVIEWS = ['ad_review_approved', 'ad_review_declined'];

const PUNCTUAL: ActivityLag = { seconds: 0, dropEvery: 0, flatEvery: 0 };

/** The log still speaks the old language (melvin-cmyk/ImpulseMotion): CAMPAIGN is an ad set, CAMPAIGN_GROUP a campaign, ADGROUP an ad. */
const OBJECT_TYPES = { Campaign: 'CAMPAIGN_GROUP', AdSet: 'CAMPAIGN', Ad: 'ADGROUP', AdAccount: 'ACCOUNT' } as const;

export interface ActivitySource {
	kind: keyof typeof OBJECT_TYPES;
	id: string;
	name: string;
}

export class ActivityLog {
	private entries: Activity[] = [];
	private written = 0;
	lag: ActivityLag = PUNCTUAL;
	reader: LogReader = ENGLISH;

	constructor(private readonly clock: VirtualClock) {}

	write(
		account: Account,
		actor: User,
		source: ActivitySource,
		eventType: string,
		extraData: Record<string, unknown>,
		eventTime = this.clock.now(),
	): void {
		this.written += 1;
		const { seconds, dropEvery, flatEvery } = this.lag;
		if (dropEvery > 0 && this.written % dropEvery === 0) return;
		this.entries.push({
			kind: 'AdActivity',
			id: String(this.written).padStart(12, '0'),
			account,
			eventTime,
			visibleAt: eventTime + seconds * 1000 * spread(this.written),
			eventType,
			categories: categoriesOf(eventType),
			objectId: source.id,
			objectName: source.name,
			objectType: OBJECT_TYPES[source.kind],
			actor,
			extraData: flatEvery > 0 && this.written % flatEvery === 0 ? flat(extraData) : extraData,
		});
	}

	/** Newest first, without what is not yet visible. */
	visible(account: Account): Activity[] {
		const now = this.clock.now();
		return this.entries
			.filter(({ account: { id }, visibleAt }) => id === account.id && visibleAt <= now)
			.filter(({ eventType }) => this.reader.age === 'older' || !REVIEWS.includes(eventType))
			.reverse()
			.sort((one, other) => other.eventTime - one.eventTime);
	}

	clear(): void {
		this.entries = [];
		this.written = 0;
		this.lag = PUNCTUAL;
		this.reader = ENGLISH;
	}

	/** How many entries were written: what takes turns goes by it. */
	get count(): number {
		return this.written;
	}

	/** Whether the log has such an entry of an object. */
	has(id: string, eventType: string): boolean {
		return this.entries.some((entry) => entry.objectId === id && entry.eventType === eventType);
	}
}

/** `{old_value: {old_value: 5000, type}, …}` as `{old_value: "5000", …}`. */
function flat(extraData: Record<string, unknown>): Record<string, unknown> {
	return Object.fromEntries(
		Object.entries(extraData).map(([name, value]) => [
			name,
			typeof value === 'object' && value !== null && name in value
				? String((value as Record<string, unknown>)[name])
				: value,
		]),
	);
}

/** Between 0.5 and 1.5, the same for the same entry in every run. */
function spread(entry: number): number {
	return 0.5 + ((entry * 7919) % 101) / 100;
}
