import { NO_SCRIPT, REVIEW_SECONDS, type ReviewScript, type Verdict } from '../ads/reviewScript.mts';
import { BudgetChanges } from '../adSets/budgetChanges.mts';
import { COPIES_SOON, type CopyScript } from '../copies/copyScript.mts';
import { EventStore } from '../datasets/eventStore.mts';
import { ActiveSpans } from '../insights/numbers/activeSpans.mts';
import { Workload } from '../insights/runs/workload.mts';
import { LeadDesk } from '../leads/leadDesk.mts';
import type { UploadSession } from '../media/mediaModel.mts';
import { READY_SOON, type VideoScript } from '../media/videoScript.mts';
import { ActivityLog } from './activities.mts';
import type { Ad, AdSet, Campaign } from './adObjectModel.mts';
import { DEFAULT_APP_KIND, type AppKind } from './appKind.mts';
import type { Account, User } from './basics.mts';
import type { VirtualClock } from './clock.mts';
import { effectiveStatus } from './effectiveStatus.mts';
import { Limits } from './limits.mts';
import type { OutsideEdit } from './outsideEdit.mts';
import type { Kind, NodeOf, StoredNode } from './storedNodes.mts';
import { seedTokens, type Token } from './tokens.mts';
import type { Tier } from './useCases.mts';

/** What every world begins with: the domains' own code, which the world does not know. */
export interface Start {
	/** First new ids by kind (seeded ones are lower): most have 18 digits, beyond what a JSON number can hold, as Meta's are. */
	firstIds: Readonly<Partial<Record<Kind, bigint>>>;
	seed(world: World): void;
}

/** Everything the emulator knows: the objects, the tokens, the limits, the activity log and the clock they share. */
export class World {
	readonly activities: ActivityLog;
	readonly limits: Limits;
	readonly budgetChanges = new BudgetChanges();
	/** When objects were switched on: what insights count. */
	readonly activeSpans = new ActiveSpans();
	readonly insights: Workload;
	/** What the datasets have received. */
	readonly events = new EventStore();
	readonly leads: LeadDesk;
	/** Of the one app that all tokens belong to. */
	app: AppKind = DEFAULT_APP_KIND;
	/** What somebody else is going to change. */
	outsideEdits: OutsideEdit[] = [];
	/** Ads whose review has not ended. */
	readonly inReview = new Set<Ad>();
	/** How reviews that begin from now on will end. */
	verdict: Verdict = { state: 'APPROVED', seconds: REVIEW_SECONDS };
	reviewScript: ReviewScript = NO_SCRIPT;
	copyScript: CopyScript = COPIES_SOON;
	/** How the processing of videos that begins from now on will end. */
	videoScript: VideoScript = READY_SOON;
	/** Whether Meta keeps to what it announced of countries in lookalikes; with v10.0 it did not. */
	lookalikePlaces: 'asAnnounced' | 'wanted' | 'refused' = 'asAnnounced';
	/** What the edge adlabels of an ad object does with the labels that are there (UNCONFIRMED 130). */
	labelEdge: 'adds' | 'replaces' = 'adds';
	/** Videos on their way. */
	readonly uploads = new Map<string, UploadSession>();
	tokens = new Map<string, Token>();
	private nodes = new Map<string, StoredNode>();
	private byKind = new Map<Kind, StoredNode[]>();
	private nextIds: Partial<Record<Kind, bigint>> = {};

	constructor(
		readonly clock: VirtualClock,
		tier: Tier,
		private readonly start: Start,
	) {
		this.activities = new ActivityLog(clock);
		this.limits = new Limits(clock, tier);
		this.insights = new Workload(clock);
		this.leads = new LeadDesk(clock);
		this.reset();
	}

	reset(): void {
		this.clock.reset();
		this.nodes.clear();
		this.byKind.clear();
		this.nextIds = { ...this.start.firstIds };
		this.activities.clear();
		this.budgetChanges.clear();
		this.activeSpans.clear();
		this.insights.reset();
		this.leads.clear();
		this.outsideEdits = [];
		this.inReview.clear();
		this.verdict = { state: 'APPROVED', seconds: REVIEW_SECONDS };
		this.reviewScript = NO_SCRIPT;
		this.copyScript = COPIES_SOON;
		this.videoScript = READY_SOON;
		this.lookalikePlaces = 'asAnnounced';
		this.labelEdge = 'adds';
		this.uploads.clear();
		this.events.clear();
		this.limits.reset();
		this.tokens = seedTokens(this.clock.now());
		this.start.seed(this);
		this.activeSpans.assume(this.switchable());
	}

	/** To be called after a write: insights need to know what was on when. */
	noteStatuses(): void {
		this.activeSpans.note(this.switchable(), this.clock.now());
	}

	private switchable(): (Campaign | AdSet | Ad)[] {
		return [...this.all('Campaign'), ...this.all('AdSet'), ...this.all('Ad')];
	}

	newId(kind: Kind): string {
		const id = this.nextIds[kind];
		if (id === undefined) throw new Error(`No domain of the emulator says where the IDs of ${kind} begin`);
		this.nextIds[kind] = id + 1n;
		return String(id);
	}

	add<T extends StoredNode>(node: T): T {
		this.nodes.set(node.id, node);
		const siblings = this.byKind.get(node.kind);
		if (siblings) siblings.push(node);
		else this.byKind.set(node.kind, [node]);
		return node;
	}

	/** Gone for good: as if it had never been. */
	remove(node: StoredNode): void {
		this.nodes.delete(node.id);
		const siblings = this.byKind.get(node.kind) ?? [];
		this.byKind.set(
			node.kind,
			siblings.filter(({ id }) => id !== node.id),
		);
	}

	find(id: string): StoredNode | undefined {
		return this.nodes.get(id);
	}

	/** For code and tests that know the object exists. */
	get<K extends Kind>(kind: K, id: string): NodeOf<K> {
		const node = this.nodes.get(id);
		if (node?.kind !== kind) throw new Error(`The emulator has no ${kind} ${id}`);
		return node as NodeOf<K>;
	}

	/** All objects of a kind in the order of creation. */
	all<K extends Kind>(kind: K): NodeOf<K>[] {
		return (this.byKind.get(kind) ?? []) as NodeOf<K>[];
	}

	/** Newest first: the order in which Graph lists ad objects (observed, not documented). */
	newest<K extends Kind>(kind: K): NodeOf<K>[] {
		return this.all(kind).toReversed();
	}

	accounts(): Account[] {
		return this.all('AdAccount').filter((account) => account.visible && !account.sandboxOf);
	}

	/** Whether a user's token may see an account: those of sandbox ad accounts see theirs alone (observed, not documented). */
	sees(user: User, account: Account): boolean {
		const sandboxes = this.all('AdAccount').filter(({ sandboxOf }) => sandboxOf?.id === user.id);
		return sandboxes.length > 0 ? sandboxes.includes(account) : account.visible && !account.sandboxOf;
	}

	/** Whether a token may use an account: one its user sees, and that was chosen when the token was made. */
	admits({ user, targets }: Token, account: Account): boolean {
		return this.sees(user, account) && (targets === undefined || targets.includes(account.accountId));
	}

	/** The ads of an ad set that are not deleted. */
	adsOf(adSet: AdSet): Ad[] {
		return this.all('Ad').filter((ad) => ad.adSet.id === adSet.id && ad.status !== 'DELETED');
	}

	activeAds(account: Account): number {
		return this.all('Ad').filter((ad) => ad.account.id === account.id && effectiveStatus(ad) === 'ACTIVE').length;
	}
}
